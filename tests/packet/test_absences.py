"""What the rules miss is printed for the doctor: once, in their language, and nothing about what was kept back."""

from __future__ import annotations

import json
from collections.abc import Mapping

from desktop.foundation.resources import resource
from desktop.packet.absences import absent_rows
from desktop.packet.language import LANGUAGES, catalogue, speaking
from desktop.packet.readiness.making import item, lacking
from desktop.records.packet import PacketShape
from desktop.records.readiness import Absence, Level, Missing, ReadinessItem
from desktop.records.request import Request, RequestStatus

NAMED = {"a": "Colectomy", "b": "FOLFOX"}


def lacks(*absent: Absence) -> ReadinessItem:
    return item("rule", Level.SHOULD, ready=False, good="", bad="Ask for it.", absent=absent)


def rows(
    *absent: Absence,
    named: Mapping[str, str] = NAMED,
    asked: tuple[Request, ...] = (),
    shape: PacketShape = PacketShape.FULL,
) -> list[tuple[str, str]]:
    return [(one.title, one.why) for one in absent_rows([lacks(*absent)], named, asked, shape=shape)]


def test_a_paper_that_is_not_there_has_a_row_of_its_own() -> None:
    both = (Absence(Missing.OPERATIVE_NOTE, "a"), Absence(Missing.GENETIC_REPORT))
    assert rows(*both, *both) == [
        ("Operative note: Colectomy", "Not among the patient’s papers"),
        ("Genetic report", "Not among the patient’s papers"),
    ]


def test_what_was_not_told_and_what_is_old_take_one_row_each() -> None:
    told = (Absence(Missing.STAGE), Absence(Missing.LINE_DETAILS, "b"))
    assert rows(*told, Absence(Missing.LIVER), Absence(Missing.BLOOD_COUNT)) == [
        ("Blood count; liver values", "None of the last 30 days in these records"),
        ("Not filled in by the patient", "Stage; details of the treatment: FOLFOX."),
    ]


def test_what_was_kept_back_is_not_named_by_what_it_lacks() -> None:
    kept_back = {"b": "FOLFOX"}
    assert rows(*lacking(Missing.PATHOLOGY, ["a", "gone"]), named=kept_back) == []


def test_a_request_says_it_better() -> None:
    asked = Request(what="Láminas y bloques, S26-1", clinical_status=RequestStatus.WAITING)
    assert rows(Absence(Missing.SLIDES), asked=(asked,)) == []
    arrived = Request(what="Láminas", clinical_status=RequestStatus.ARRIVED)
    assert rows(Absence(Missing.SLIDES), asked=(arrived,)) != []


def test_a_request_for_something_that_only_sounds_alike_does_not_hide_what_is_missing() -> None:
    asked = tuple(Request(what=what) for what in ("Discharge summary", "Discectomy note", "Newsletter"))
    assert len(rows(Absence(Missing.IMAGES), Absence(Missing.CLINICIAN_LETTER), asked=asked)) == 2
    assert rows(Absence(Missing.IMAGES), asked=(Request(what="CT as DICOM, on discs"),)) == []
    assert rows(Absence(Missing.IMAGING_REPORT), asked=(Request(what="Imaging reports of 2025"),)) == []
    assert rows(Absence(Missing.IMMUNIZATIONS), asked=(Request(what="Vaccination card"),)) == []


def test_an_edition_of_one_subject_tells_of_that_alone() -> None:
    absent = (Absence(Missing.PATHOLOGY), Absence(Missing.IMAGES), Absence(Missing.STAGE))
    assert [title for title, _ in rows(*absent, shape=PacketShape.PATHOLOGY)] == ["Pathology report"]
    assert rows(*absent, shape=PacketShape.PAPERS) == []


def test_many_of_a_kind_are_counted() -> None:
    named = {str(number): f"Operation {number}" for number in range(9)}
    ((title, _),) = rows(*lacking(Missing.OPERATIVE_NOTE, named), named=named)
    assert title == "Operative note: Operation 0; Operation 1; Operation 2; 6 more"


def test_everything_that_can_be_missing_has_words_in_each_language() -> None:
    for language in LANGUAGES:
        words = catalogue(language)
        assert {one for one in Missing if f"missing.{one.value}" not in words} == set()
    with speaking("es"):
        assert rows(Absence(Missing.IMAGES)) == [
            ("Imágenes como archivos DICOM", "No está entre los papeles de la persona")
        ]


def test_words_of_requests_are_known_by_what_they_ask_for() -> None:
    listed = json.loads(resource("terminology", "absences.json").read_text("utf-8"))
    assert listed.keys() - {"about"} <= {one.value for one in Missing}
