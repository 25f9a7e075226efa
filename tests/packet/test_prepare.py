"""A source page keeps its look and loses everything that acts or hides."""

from __future__ import annotations

import io

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest
from PIL import ImageChops, ImageStat

from desktop.importers.pdf.page_words import words_of
from desktop.packet.active_content import count_active
from desktop.packet.compare import look, same_look
from desktop.packet.picture_page import add_picture_page, page_picture
from desktop.packet.prepare import Wanted
from desktop.packet.prepare import prepare as prepare_source
from desktop.packet.ready import ReadyPage
from tests.packet.sources import acting, form, layered, odd, turned
from tests.papers import ct_report, paper


def prepare(data: bytes, *, pages: tuple[int, ...], password: str = "") -> tuple[tuple[ReadyPage, ...], bytes]:
    ready = prepare_source(data, Wanted(pages=pages, password=password))
    return ready.pages, ready.pdf


def _text(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def _looks_like(before: bytes, after: bytes) -> bool:
    original, made = pdfium.PdfDocument(before), pdfium.PdfDocument(after)
    original.init_forms()
    return same_look(look(original[0]), look(made[0]))


def test_nothing_that_acts_goes_on() -> None:
    ready, made = prepare(acting(), pages=(1,))
    assert not ready[0].picture
    with pikepdf.Pdf.open(io.BytesIO(made)) as pdf:
        assert count_active(pdf) == 0
        assert not pdf.attachments
    for word in (b"app.alert", b"payload", b"Secret Author", b"/etc/passwd"):
        assert word not in made
    assert "A report that acts" in _text(made)


def test_the_counter_of_active_content_counts() -> None:
    with pikepdf.Pdf.open(io.BytesIO(acting())) as pdf:
        assert count_active(pdf) >= 4


def test_what_was_typed_into_a_form_is_drawn() -> None:
    ready, made = prepare(form("warfarin"), pages=(1,))
    assert not ready[0].picture
    assert "warfarin" in _text(made)
    assert b"/AcroForm" not in made
    assert _looks_like(form("warfarin"), made)


def test_two_forms_with_one_field_name_keep_their_own_values() -> None:
    first, second = (prepare(form(value), pages=(1,))[1] for value in ("warfarin", "heparin"))
    assert "warfarin" in _text(first)
    assert "heparin" in _text(second)
    assert "heparin" not in _text(first)


def test_a_hidden_layer_is_gone_for_good() -> None:
    source = layered("hiddenword")
    assert "hiddenword" in _text(source)
    ready, made = prepare(source, pages=(1,))
    assert not ready[0].picture
    assert "hiddenword" not in _text(made)
    assert "Shown to everyone" in _text(made)
    assert _looks_like(source, made)


def test_what_cannot_be_kept_becomes_a_picture_and_says_so() -> None:
    source = odd()
    ready, made = prepare(source, pages=(1,))
    assert ready[0].picture
    before, after = (look(pdfium.PdfDocument(data)[0]) for data in (source, made))
    apart = ImageStat.Stat(ImageChops.difference(before, after.resize(before.size))).mean[0]
    assert apart < 2


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
@pytest.mark.parametrize("crop", [None, (30, 200, 580, 780)])
def test_turned_and_cropped_pages_look_the_same(angle: int, crop: tuple[int, int, int, int] | None) -> None:
    source = turned(angle, crop)
    ready, made = prepare(source, pages=(1,))
    assert not ready[0].picture
    assert _looks_like(source, made)


def test_pages_left_out_leave_no_word() -> None:
    ready, made = prepare(ct_report(), pages=(2,))
    assert len(ready) == 1
    assert "hypodense" not in _text(made)
    assert b"hypodense" not in made
    assert "Interval decrease" in _text(made)


def test_a_picture_page_keeps_its_text_behind_it() -> None:
    source = pdfium.PdfDocument(paper(["Hämoglobin 10,9 ≤ 12 naïve 纸"]))
    with pikepdf.Pdf.new() as pdf:
        page = source[0]
        lines = words_of(page, page.get_textpage(), 1).lines
        add_picture_page(pdf, page_picture(page, dpi=100), page.get_size(), lines)
        made = io.BytesIO()
        pdf.save(made)
    text = _text(made.getvalue())
    for word in ("Hämoglobin", "10,9", "≤", "naïve"):
        assert word in text
