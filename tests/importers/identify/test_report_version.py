"""A printed report is known by its number, and its versions by the day and the state that it prints."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.importers.base import DocumentProposal
from desktop.importers.identify.propose import identify
from tests.importers.sheets import Sheet

HEAD = ("Harbor Medical Laboratory", "Laboratory report", "Patient: LOPEZ, MARIA  DOB: 05/14/1957")
NUMBER, REPORTED = "Accession: H26-44710", "Reported: 11/13/2026"


def _identify(*lines: str) -> DocumentProposal:
    sheet = Sheet(1)
    for number, line in enumerate((*HEAD, *lines)):
        for place, part in enumerate(line.split("  ")):
            sheet.put(part, 50 + 260 * place, 40 + 18 * number, size=14 if number == 0 else 9)
    return identify([sheet.made()], today=date(2026, 11, 29))


@pytest.mark.parametrize(
    ("lines", "rank"),
    [
        ((NUMBER, REPORTED), "2026-11-13 1"),
        ((NUMBER, REPORTED, "Report status: Preliminary"), "2026-11-13 0"),
        ((NUMBER, REPORTED, "Status: Final"), "2026-11-13 1"),
        ((NUMBER, REPORTED, "*** CORRECTED REPORT ***"), "2026-11-13 2"),
        ((NUMBER, "Fecha de informe: 13/11/2026", "Estado: Corregido"), "2026-11-13 2"),
        ((NUMBER, REPORTED, "Reported: 11/15/2026", "AMENDED REPORT"), "2026-11-15 2"),
    ],
)
def test_a_later_or_corrected_report_is_newer(lines: tuple[str, ...], rank: str) -> None:
    read = _identify(*lines)
    assert (read.series, read.version) == ("report harbor medical laboratory h26-44710", rank)


@pytest.mark.parametrize(
    "lines",
    [
        (NUMBER,),
        (REPORTED,),
        (NUMBER, "Accession: H26-90001", REPORTED),
        ("Accession: see below", REPORTED),
        (NUMBER, "Collected: 11/13/2026"),
    ],
)
def test_without_one_number_and_a_day_nothing_is_said(lines: tuple[str, ...]) -> None:
    assert _identify(*lines).series == ""
