"""What each written page shows of the record: specimens, scans, doses, relatives, and what is not here."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

from desktop.packet.front import FrontInput, FrontPages, PageKind, make_front
from desktop.packet.language import speaking
from desktop.packet.pages.doses import added_up, changes_of, dose_grids
from desktop.packet.pages.imaging import held_by
from desktop.packet.pages.markers import Marker, marker_of
from desktop.packet.verify_words import folded
from desktop.records.answers import Answer
from desktop.records.fact import Fact, FactKind
from desktop.records.imaging import HELD_HERE, Imaging
from desktop.records.medication import Medication
from desktop.records.packet import PacketPart
from desktop.records.treatment import Treatment
from tests.packet.pages.maria import day, maria_front, maria_pages


@pytest.fixture(scope="module")
def pages() -> Mapping[str, str]:
    return texts_of(maria_pages())


def texts_of(made: FrontPages) -> dict[str, str]:
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    found: dict[str, str] = {}
    for page in made.pages:
        if page.kind in {PageKind.PART, PageKind.COVER}:
            text = reader.pages[page.index].extract_text().replace("\u2060", "").replace("\u00a0", " ")
            found[page.name] = f"{found.get(page.name, '')} {' '.join(text.split())}"
    return found


def test_specimens_stand_with_their_case_numbers_and_what_the_report_does_not_say(pages: Mapping[str, str]) -> None:
    text = pages["pathology"]
    for words in (
        "S26-04418",
        "S26-02907",
        "3 / 22",
        "not stated",
        "“Invasive adenocarcinoma, moderately differentiated”",
    ):
        assert words in text
    assert "NGS panel 523 genes, Meridian Genomics" in text
    assert "Liquid biopsy not done" in text
    assert "Eastmoor Pathology, not shipped yet" in text


def test_reports_that_nobody_entered_are_listed_on_their_page(pages: Mapping[str, str]) -> None:
    assert "Tumor sequencing report, 523 genes" in pages["pathology"]
    assert "Oncology clinic note" in pages["consults"]


def test_scans_stand_newest_first_with_sizes_and_image_files(pages: Mapping[str, str]) -> None:
    text = pages["imaging"]
    assert text.index("2026-10-20") < text.index("2026-10-12") < text.index("2026-03-06")
    assert "Segment IVa not seen not seen not seen new: 11 11" in text
    assert "3 studies · 21 series · 4118 images" in text
    assert "PET scan: not done" in text


def test_doses_changes_and_reasons_of_a_drug_line(pages: Mapping[str, str]) -> None:
    text = pages["treatment"]
    for words in (
        "11 given of 12 planned",
        "158 cm, 64.2 kg, BSA 1.68 m²",
        "Growth, CT 2026-10-12",
        "“Neuropathy grade 2, fine motor”",
    ):
        assert words in text
    assert "Oxaliplatin 640 mg/m²" in text
    assert "added up from the table above, not copied" in text
    assert "FOLFIRI + bevacizumab, proposed, not started" in text
    assert "Radiation: None received" in text
    assert "lot H26-0417" in text


def test_each_cycle_names_the_page_of_its_infusion_record_or_says_that_it_is_missing(pages: Mapping[str, str]) -> None:
    text = pages["treatment"]
    first = int(re.search(r"Infusion record, page (\d+)", text)[1])  # type: ignore[index] # found, or the test fails
    assert f"Infusion record, page {first} {first + 1} {first - 1} {first} {first + 1} –" in text
    assert "cycle 6 Nothing; the infusion record is not in this packet; asked for on 2026-11-12" in text


def test_no_infusion_record_is_missed_where_the_packet_has_none_at_all() -> None:
    front = maria_front()
    lines = (replace(one, provenance=()) for one in front.facts[FactKind.TREATMENTS])
    told = replace(front, facts={**front.facts, FactKind.TREATMENTS: tuple(lines)})
    text = texts_of(make_front(_of_one_part(told, PacketPart.TREATMENT)))["treatment"]
    assert "Oxaliplatin, mg/m² 85 85" in text
    assert "nfusion record" not in text


def test_a_change_of_dose_is_bold_and_carries_its_letter() -> None:
    one = Treatment(
        regimen="X",
        doses="Oxaliplatin, mg/m2: 85 85 65 -\nno drug named here",
        changes="cycle 3: oxaliplatin 85 to 65; numb hands\nwithout a cycle",
        cycle_dates="2026-05-11 2026-05-26 2026-06-08 2026-06-22",
    )
    (grid,) = dose_grids(one)
    assert isinstance(grid, dict)
    assert grid["year"] == "2026"
    (row,) = grid["rows"]
    assert row[1:] == [
        {"text": "85", "bold": False, "letter": ""},
        {"text": "85", "bold": False, "letter": ""},
        {"text": "65", "bold": True, "letter": "a"},
        {"text": "–", "bold": True, "letter": ""},
    ]
    assert added_up(one) == ["Oxaliplatin 235 mg/m2"]
    assert changes_of(one)[1].what == "without a cycle"


def test_a_sum_is_not_made_of_doses_that_are_no_numbers() -> None:
    assert added_up(Treatment(regimen="X", doses="Drug, mg: 85 reduced 65")) == []


@pytest.mark.parametrize(
    ("line", "marker"),
    [
        ("KRAS: G12D; NGS, Meridian; 2026-04-22", Marker("KRAS", "G12D", "NGS, Meridian", "2026-04-22")),
        ("KRAS G12D", Marker("KRAS", "G12D", "", "")),
        ("MSS", Marker("MSS", "", "", "")),
        ("ER: 95 % positive; 2026", Marker("ER", "95 % positive", "", "2026")),
    ],
)
def test_a_marker_is_read_as_far_as_it_is_written(line: str, marker: Marker) -> None:
    assert marker_of(line) == marker


def test_relatives_with_ages_and_the_own_gene_test(pages: Mapping[str, str]) -> None:
    text = pages["history"]
    assert "Mother’s brother mother’s Bowel cancer 48 died at 50" in text
    assert "“No pathogenic variant. One variant of uncertain significance, MSH6 c.1186C>G.”" in text
    assert "Gallbladder removed (keyhole) anesthesia without problems" in text
    assert "Falls not asked" in text


def test_who_may_act_until_when_and_insurance(pages: Mapping[str, str]) -> None:
    text = pages["care-team"]
    assert "valid to 2027-04-02" in text
    assert "VH 5550 1188 02 70-1142" in text
    assert "Living will" in text


def test_the_cover_says_what_is_asked_for_and_what_does_not_exist(pages: Mapping[str, str]) -> None:
    text = pages["cover"]
    assert "Asked Lakeshore 2026-11-10; due 2026-12-10" in text
    assert "Does not exist: no liver biopsy was taken" in text
    assert "3 studies (DICOM) disc 1" in text


@pytest.mark.parametrize(("language", "told"), [("en", "with the patient"), ("es", "los tiene la persona")])
def test_a_doctor_reads_who_has_the_image_files_that_lie_in_the_vault(language: str, told: str) -> None:
    with speaking(language):
        assert told in held_by(Imaging(images_held_by=HELD_HERE))
        assert held_by(Imaging(images_held_by="disc at home")) == "disc at home"


def _of_one_part(front: FrontInput, part: PacketPart) -> FrontInput:
    return replace(front, request=replace(front.request, parts=frozenset({part, PacketPart.SOURCES})))


def _only(front: FrontInput, *kinds: FactKind) -> FrontInput:
    facts: dict[FactKind, tuple[Fact, ...]] = {kind: front.facts[kind] for kind in kinds}
    return replace(front, facts=facts, sections=())


def test_a_page_with_nothing_to_show_is_no_page_but_a_line_on_the_cover() -> None:
    front = replace(_only(maria_front(), FactKind.MEDICATIONS), answers={FactKind.TREATMENTS: Answer.NONE_KNOWN})
    shown = texts_of(make_front(front))
    assert not {"pathology", "imaging", "treatment"} & shown.keys()
    assert "Pathology and biomarkers not asked" in shown["cover"]
    assert "Treatment so far None known" in shown["cover"]


def test_a_section_left_out_leaves_its_neighbours_on_their_page() -> None:
    front = maria_front()
    request = replace(front.request, parts=frozenset({PacketPart.SURGERY, PacketPart.ALLERGIES, PacketPart.FAMILY}))
    shown = texts_of(make_front(replace(front, request=request)))
    assert "Surgery, procedures, hospital stays" in shown["treatment"]
    assert "mFOLFOX6" not in shown["treatment"]
    assert "Apixaban" not in shown["medicines"]
    assert "Penicillin" in shown["medicines"]
    assert "Daily life" not in shown["history"]


def test_a_child_has_birth_growth_development_and_school() -> None:
    front = maria_front()
    shown = texts_of(make_front(replace(front, person=replace(front.person, born=day("2019-05-04")))))
    for words in ("Pregnancy and birth not asked", "Development not asked", "School not asked"):
        assert words in shown["history"]
    assert "Falls" not in shown["history"]


def test_rows_left_off_the_summary_and_timeline_are_counted_there() -> None:
    front = maria_front()
    request = replace(
        front.request, left_off_summary=frozenset({"p-colectomy"}), left_off_timeline=frozenset({"i-ct3", "i-mri2"})
    )
    shown = texts_of(make_front(replace(front, request=request)))
    assert "hemicolectomy" not in shown["summary"]
    assert "1 more on the pages that follow" in shown["summary"]
    assert "2 entries were left off by the patient." in shown["timeline"]


LONG_WORD = "hydrochlorothiazidetriamterene"


def test_large_print_is_larger_and_goes_on_instead_of_leaving_out() -> None:
    front = maria_front()
    taken = (*front.facts[FactKind.MEDICATIONS], Medication(id="long", title="", generic=LONG_WORD, strength="25 mg"))
    facts = {**front.facts, FactKind.MEDICATIONS: taken}
    made = make_front(replace(front, facts=facts, request=replace(front.request, edition="large")))
    assert made.overflow == ()
    assert LONG_WORD not in texts_of(made)["medicines"], "a word wider than its column is broken"
    document = pypdfium2.PdfDocument(made.pdf)
    assert LONG_WORD in folded("".join(page.get_textpage().get_text_range() for page in document))
    assert "left out so that this stays one page" not in texts_of(made)["timeline"]
    sizes: set[float] = set()
    index = next(page.index for page in made.pages if page.name == "summary")
    page = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[index]
    page.extract_text(visitor_text=lambda _text, _cm, tm, _f, size: sizes.add(abs(float(tm[0]) * size)))
    assert max(sizes) > 19 * 1.25


def test_a_fax_has_no_tint_and_darker_lines() -> None:
    front = maria_front()
    made = make_front(replace(front, request=replace(front.request, edition="fax")))
    assert [page.title for page in made.pages] == [page.title for page in maria_pages().pages]
    assert made.pdf != maria_pages().pdf


def test_no_date_runs_into_the_next_column(pages: Mapping[str, str]) -> None:
    assert "2003-10-28" in pages["medicines"]
    assert [found for text in pages.values() for found in re.findall(r"\S*\d{4}-\d\d-\d\d[A-Za-z]\S*", text)] == []
