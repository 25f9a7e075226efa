"""A value counts only when the page shows it: no hidden, covered, tiny or cut-off words, and no struck-out ones."""

from __future__ import annotations

import pytest

from desktop.importers.pdf.read import read
from tests.importers.labs.scoring import TODAY

_TOP = (
    "BT /F1 9 Tf 50 740 Td (Patient: DOE, JANE) Tj ET BT /F1 9 Tf 300 740 Td (Collected: 14-Oct-2026) Tj ET "
    "BT /F1 9 Tf 50 700 Td (Test) Tj ET BT /F1 9 Tf 200 700 Td (Result) Tj ET BT /F1 9 Tf 300 700 Td (Units) Tj ET "
    "BT /F1 9 Tf 50 680 Td (Hemoglobin) Tj ET BT /F1 9 Tf 300 680 Td (g/dL) Tj ET "
    "BT /F1 9 Tf 50 664 Td (Sodium) Tj ET BT /F1 9 Tf 200 664 Td (138) Tj ET BT /F1 9 Tf 300 664 Td (mmol/L) Tj ET "
)
_VALUE = "BT /F1 9 Tf 200 680 Td (10.9) Tj ET "
_ROW = "BT {more} /F1 {size} Tf 50 648 Td (Potassium) Tj 150 0 Td (9.5) Tj 100 0 Td (mmol/L) Tj ET "


def _pdf(content: str, *, turn: int = 0) -> bytes:
    stream = (_TOP + content).encode("latin-1")
    fonts = "/Resources<</Font<</F1 5 0 R>>>>"
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Rotate {turn}/Contents 4 0 R{fonts}>>"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        page.encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    made, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(made)
    made += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return made + b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def _values(content: str, *, turn: int = 0) -> tuple[dict[str, str], set[str]]:
    result = read(_pdf(content, turn=turn), password=None, today=TODAY)
    return {fact.values["test"]: fact.values["value"] for fact in result.facts}, {one.code for one in result.issues}


@pytest.mark.parametrize(
    "hidden",
    [
        _ROW.format(more="3 Tr", size=9),
        "1 1 1 rg " + _ROW.format(more="", size=9) + "0 g ",
        _ROW.format(more="", size=0.6),
        "q 0 0 10 10 re W n " + _ROW.format(more="", size=9) + "Q ",
        _ROW.format(more="", size=9) + "1 g 40 640 400 18 re f 0 g ",
    ],
    ids=["without ink", "white on white", "tiny", "clipped", "covered"],
)
def test_a_row_that_nobody_can_see_is_no_result(hidden: str) -> None:
    values, _ = _values(_VALUE + hidden)
    assert values == {"Hemoglobin": "10.9", "Sodium": "138"}


@pytest.mark.parametrize(
    "value",
    [
        "BT /F1 9 Tf 200 680 Td (10.95) Tj ET 1 g 217.5 676 20 12 re f 0 g ",
        _VALUE + "0.8 w 199 683 m 219 683 l S ",
        _VALUE + "BT /F1 9 Tf 203 680 Td (11.9) Tj ET ",
    ],
    ids=["a digit covered", "struck out", "overprinted"],
)
def test_a_value_that_is_spoiled_is_told_not_read(value: str) -> None:
    values, issues = _values(value)
    assert values == {"Sodium": "138"}
    assert "values-uncertain" in issues


def test_a_hidden_digit_beside_a_value_does_not_join_it() -> None:
    values, _ = _values(_VALUE + "BT 3 Tr /F1 9 Tf 217.6 680 Td (5) Tj ET ")
    assert values.get("Hemoglobin", "10.9") == "10.9"


def test_type_printed_twice_to_be_bold_is_read_once() -> None:
    twice = _TOP.replace("BT /F1 9 Tf ", "BT /F1 9 Tf 1 0 0 1 0.3 0 Tm ")
    values, _ = _values(_VALUE + twice + "BT /F1 9 Tf 200.3 680 Td (10.9) Tj ET ")
    assert values == {"Hemoglobin": "10.9", "Sodium": "138"}


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_lying_on_its_side_is_read(turn: int) -> None:
    values, _ = _values(_VALUE, turn=turn)
    assert values == {"Hemoglobin": "10.9", "Sodium": "138"}
