"""What of treatment and diagnosis is told: none is left to a row that is not there, and none is told otherwise."""

from __future__ import annotations

from dataclasses import replace

import pytest

from desktop.packet.layout import lay_out
from desktop.packet.pages.diagnosis import diagnosis_rows
from desktop.packet.pages.doses import cycles_named
from desktop.packet.pages.history import history_page
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.treated import treated_rows
from desktop.records.condition import Condition, ConditionStatus
from desktop.records.device import Device
from desktop.records.fact import Fact
from desktop.records.pathology import Pathology
from desktop.records.procedure import Procedure, ProcedureStatus
from tests.packet.pages.maria import day, maria_front

DAY = day("2026-03-02")


def _setting(*facts: Fact) -> Setting:
    kinds = {one.kind: tuple(other for other in facts if other.kind is one.kind) for one in facts}
    return Setting(front=replace(maria_front(), facts=kinds, sections=()), layout=lay_out(3, ()))


def _done(name: str, anesthesia: str = "") -> Procedure:
    return Procedure(
        id="p", title=name, name=name, clinical_status=ProcedureStatus.DONE, date=DAY, anesthesia=anesthesia
    )


@pytest.mark.parametrize(
    ("name", "device", "told"),
    [
        ("Lumpectomy with sentinel node biopsy", "", True),
        ("Mastectomía y biopsia del ganglio centinela", "", True),
        ("Colonoscopy with biopsies", "", False),
        ("CT-guided biopsy of the liver", "", False),
        ("Port placed", "Port", False),
        ("Mastectomy", "Port", True),
        ("ERCP", "Stent in the bile duct", True),
        ("Port placed", "", True),
    ],
)
def test_an_operation_is_left_to_another_row_only_when_that_row_tells_it(name: str, device: str, *, told: bool) -> None:
    held = (Device(id="d", title=device, name=device, date=DAY),) if device else ()
    rows = treated_rows(_setting(_done(name), *held))
    assert any(name in str(one) for one in rows) is told


def test_an_operation_stays_although_a_device_was_put_in_with_it_or_is_out_again() -> None:
    device = Device(id="d", title="Tissue expander", name="Tissue expander", date=DAY)
    specimen = Pathology(id="s", title="Left breast", specimen="Left breast", date=DAY)
    expander = "Left breast removed, tissue expander put in"
    assert expander in str(treated_rows(_setting(_done(expander), device, specimen)))
    port = Device(id="d", title="Port", name="Port", date=DAY, end_date=day("2026-09-01"))
    assert "Port placed" in str(treated_rows(_setting(_done("Port placed"), port)))


def test_a_grade_is_told_although_its_sign_stands_inside_the_name() -> None:
    cancer = Condition(id="c", title="x", name="HER2-positive breast cancer", grade="2", histology="breast", main=True)
    (first, *_) = diagnosis_rows(_setting(cancer))
    assert ", 2" in str(first)
    assert "breast, 2" not in str(first)


@pytest.mark.parametrize(
    ("stage", "printed"), [("IIIB", "stage IIIB"), ("G3aA2", "stage G3aA2"), ("Stage 3", "stage 3")]
)
def test_another_condition_has_its_stage_as_printed_and_what_became_of_it(stage: str, printed: str) -> None:
    kidneys = Condition(
        id="c", name="Kidney disease", stage=stage, note="seen yearly", clinical_status=ConditionStatus.REMISSION
    )
    told = str(history_page(_setting(kidneys))["others"])
    assert f"seen yearly; {printed}; in remission" in told


@pytest.mark.parametrize(
    ("words", "cycles"),
    [
        ("cycle 7", (7, 7)),
        ("cycles 8-10", (8, 10)),
        ("cycles 8 to 10: paused", (8, 10)),
        ("C1–C6 FOLFOX summary", (1, 6)),
        ("ciclos 8 a 10", (8, 10)),
        ("cycle 3, 85 mg/m2", (3, 3)),
        ("ciclo 3 a 85 mg/m2", (3, 3)),
        ("cycles 3 and 6", (3, 3)),
        ("no number", (0, 0)),
    ],
)
def test_the_cycles_that_words_name_are_read_from_the_first_to_the_last(words: str, cycles: tuple[int, int]) -> None:
    assert cycles_named(words) == cycles
