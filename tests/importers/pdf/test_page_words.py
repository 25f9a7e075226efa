"""Words stand where they are seen, whatever the page's rotation and crop box."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2 as pdfium
import pytest

from desktop.importers.pdf.measured import Measured
from desktop.importers.pdf.page_words import words_of
from desktop.importers.words import PageWords, Word
from desktop.records.provenance import Box
from tests.papers import paper


def _words(data: bytes) -> PageWords:
    document = pdfium.PdfDocument(data)
    page = document[0]
    text = page.get_textpage()
    found = words_of(page, text, 1)
    text.close()
    document.close()
    return found


def _word(page: PageWords, text: str) -> Word:
    return next(word for line in page.lines for word in line.words if word.text == text)


def _ink_inside(data: bytes, box: Box) -> float:
    """Return the share of dark pixels inside a box of the page as PDFium shows it."""
    image = pdfium.PdfDocument(data)[0].render(scale=2).to_pil().convert("L")
    area = (box.left * image.width, box.top * image.height, box.right * image.width, box.bottom * image.height)
    inside = image.crop(tuple(round(side) for side in area))
    dark: int = sum(inside.histogram()[:128])
    return float(dark / (inside.width * inside.height))


def _changed(rotate: int, crop: tuple[int, int, int, int] | None) -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(paper(["Hemoglobin 10.9 g/dL"]))) as pdf:
        page = pdf.pages[0]
        if rotate:
            page.rotate(rotate, relative=False)
        if crop:
            page.obj.CropBox = pikepdf.Array(crop)
        made = io.BytesIO()
        pdf.save(made)
        return made.getvalue()


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (20, 300, 590, 780)])
def test_the_box_of_a_word_holds_its_ink(rotate: int, crop: tuple[int, int, int, int] | None) -> None:
    data = _changed(rotate, crop)
    word = _word(_words(data), "Hemoglobin")
    assert _ink_inside(data, word.box) > 0.15


def test_lines_keep_their_words_in_order() -> None:
    page = _words(paper(["Hemoglobin 10.9 g/dL", "Ferritin 12 ng/mL"]))
    assert [line.text for line in page.lines] == ["Hemoglobin 10.9 g/dL", "Ferritin 12 ng/mL"]


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_words_measured_whole_stand_where_their_signs_stand(rotate: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = ["Hemoglobin (Hb) - see note; a well-known test.", "Café, niño: 10.9 g/dL 4.5x10", "_ ' to it _'"]
    with pikepdf.Pdf.open(io.BytesIO(paper(lines))) as pdf:
        pdf.pages[0].rotate(rotate, relative=False)
        made = io.BytesIO()
        pdf.save(made)
    whole = _words(made.getvalue())
    asked: list[str] = []

    def sign_by_sign(self: Measured, start: int, end: int, *, lettered: bool) -> None:
        asked.append(self.printed[start:end] if lettered else "")

    monkeypatch.setattr(Measured, "word_box", sign_by_sign)
    assert _words(made.getvalue()) == whole
    assert ("Hemoglobin" in asked) == (rotate == 0)


def test_a_word_written_backwards_at_one_go_is_two() -> None:
    with pikepdf.Pdf.open(io.BytesIO(paper(["Level"]))) as pdf:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        pdf.pages[0].add_resource(font, pikepdf.Name.Font, pikepdf.Name.F1)
        pdf.pages[0].contents_add(b"BT /F1 20 Tf 1 0 0 1 300 400 Tm [(ab) 9000 (cd)] TJ ET")
        made = io.BytesIO()
        pdf.save(made)
    page = _words(made.getvalue())
    assert _word(page, "cd").box.right < _word(page, "ab").box.left
