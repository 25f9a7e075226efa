"""A photo as a telephone keeps it (HEIC) becomes a page, and its words are read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from desktop.importers.detect import Content, sniff
from desktop.importers.image.as_pdf import as_pdf
from desktop.services.importing.reading import read_document
from tests.pictures import page_image

LINE = Path(__file__).parents[2] / "data" / "heic" / "line.heic"


def test_a_heic_becomes_a_page_with_its_line_on_it() -> None:
    data = LINE.read_bytes()
    assert sniff(data) is Content.HEIC
    page: Image.Image = page_image(as_pdf(data), dpi=72)
    assert page.width > 5 * page.height
    assert min(page.tobytes()) < 60
    assert max(page.tobytes()) > 240


def test_a_cut_off_heic_says_that_it_is_damaged() -> None:
    result = read_document(LINE.read_bytes()[:2000], password=None)
    assert not result.read
    assert result.issues


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed")
def test_the_words_of_a_heic_are_read() -> None:
    result = read_document(LINE.read_bytes(), password=None)
    assert [page.text.strip() for page in result.pages] == ["Invented line for a test"]
