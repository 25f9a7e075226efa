"""Names that every file system takes."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentKind
from desktop.services.export.naming import NamesTaken, original_name, safe_name

REVERSED = "\u202e"


def _document(title: str, **known: object) -> Document:
    return Document(id="a", title=title, media_type="application/pdf", kind=DocumentKind.LAB_REPORT, **known)  # type: ignore[arg-type] # fields of a document


def test_a_name_says_date_kind_and_title() -> None:
    document = _document("Blood count", date=PartialDate.parse("2024-03"))
    assert original_name(document) == "2024-03 - lab report - Blood count.pdf"
    assert original_name(_document("Blood count")) == "no date - lab report - Blood count.pdf"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("CON", "_CON"),
        ("lpt1.txt", "_lpt1.txt"),
        ("Com¹", "_Com¹"),
        ("a/b\\c:d*e?f", "a-b-c-d-e-f"),
        ("../../etc/passwd", "etc-passwd"),
        (" . ", "untitled"),
        ("ends with dot.", "ends with dot"),
        (".hidden", "hidden"),
        (f"report{REVERSED}fdp.exe", "reportfdp.exe"),
        ("tab\tnew\nline", "tab new line"),
        ("نتيجة التحليل", "نتيجة التحليل"),
    ],
)
def test_what_a_file_system_refuses_is_taken_out(text: str, name: str) -> None:
    assert safe_name(text) == name


@given(st.text(max_size=400))
def test_every_text_becomes_a_name_that_windows_macos_and_linux_take(text: str) -> None:
    name = original_name(_document(text))
    assert 0 < len(name.encode("utf-8")) <= 200
    assert not set('<>:"/\\|?*') & set(name)
    assert all(unicodedata.category(sign)[0] != "C" for sign in name)
    assert name == unicodedata.normalize("NFC", name) == name.strip(" .")
    assert name.endswith(".pdf")
    assert safe_name(name.removesuffix(".pdf")) == name.removesuffix(".pdf")


@given(st.lists(st.sampled_from(["a.pdf", "A.pdf", "\u00e9.pdf", "e\u0301.pdf", "ß", "SS", "a (2).pdf"]), max_size=12))
def test_no_two_names_are_one_for_a_file_system_that_ignores_case_and_accents(names: list[str]) -> None:
    taken = NamesTaken()
    given_out = [taken.claim(name) for name in names]
    folded = [unicodedata.normalize("NFD", name.casefold()) for name in given_out]
    assert len(set(folded)) == len(folded)


def test_what_is_no_pdf_keeps_its_own_ending() -> None:
    assert original_name(Document(title="Scan", file_name="x.HEIC", media_type="image/heic")).endswith("Scan.heic")
    assert original_name(Document(title="Scan", file_name="nothing", media_type="")).endswith("Scan.bin")
