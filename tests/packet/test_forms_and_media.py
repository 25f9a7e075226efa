"""Forms, films, models and layers of other programs: what a viewer shows stays, and nothing of them can act."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
import pypdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image

from desktop.packet.active_content import count_active
from desktop.packet.compare import look, same_look
from desktop.packet.prepare import Wanted, prepare
from tests.packet.forms import CHOICES, MEDIA, exclusive_layers, media, place_of, radio, rich_text, xfa
from tests.packet.planted import words_in
from tests.packet.sources import saved

UNSEEN = "unseenword"


@dataclass(frozen=True, slots=True)
class Made:
    """A source before and after it was made ready."""

    source: bytes
    pdf: bytes
    picture: bool
    undrawn: bool

    @property
    def text(self) -> str:
        return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(self.pdf)).pages)

    def holds(self, word: str) -> bool:
        return bool(words_in(self.pdf, {word: ""}))


def _seen(data: bytes) -> Image.Image:
    document = pdfium.PdfDocument(data)
    try:
        document.init_forms()
        return look(document[0])
    finally:
        document.close()


def _without_notes(source: bytes, kept: frozenset[int]) -> bytes:
    """Return a source with only these of its notes: PDFium draws also notes of hidden layers."""
    with pikepdf.Pdf.open(io.BytesIO(source)) as pdf:
        page = pdf.pages[0].obj
        page.Annots = Array([one for place, one in enumerate(page.Annots) if place in kept])
        return saved(pdf)


def _made(source: bytes, like: bytes | None = None) -> Made:
    """Make a source ready; nothing in it acts, and its page looks as it did (as `like`, where that is given)."""
    ready = prepare(source, Wanted(pages=(1,)))
    made = Made(source, ready.pdf, ready.pages[0].picture, ready.pages[0].undrawn)
    with pikepdf.Pdf.open(io.BytesIO(ready.pdf)) as pdf:
        assert count_active(pdf) == 0
        assert not pdf.attachments
        assert "/Annots" not in pdf.pages[0].obj
        assert "/OCProperties" not in pdf.Root
    assert made.picture or same_look(_seen(like or source), _seen(ready.pdf))
    return made


@pytest.mark.parametrize("drawn", [True, False])
def test_formatted_words_of_a_field_are_drawn_once(*, drawn: bool) -> None:
    made = _made(rich_text("warfarin", drawn=drawn))
    assert not made.picture
    assert made.text.count("warfarin") == 1
    assert not made.holds("unseenstyle")


def _darkness(picture: Image.Image, place: tuple[int, int, int, int]) -> float:
    """Return how dark the middle of a place (left, bottom, right, top in points) is, 0 to 1."""
    scale = 60 / 72
    left, bottom, right, top = place
    height = picture.height
    box = (round((left + 6) * scale), round(height - (top - 6) * scale), round((right - 6) * scale),
           round(height - (bottom + 6) * scale))  # fmt: skip
    inner = picture.crop(box)
    return 1 - sum(value * count for value, count in enumerate(inner.histogram())) / 255 / (inner.width * inner.height)


def test_buttons_that_no_engine_of_ours_draws_are_to_be_compared_with_the_original() -> None:
    assert _made(radio(1, drawn=False)).undrawn
    assert not _made(radio(1)).undrawn


@pytest.mark.parametrize("states", [True, False])
@pytest.mark.parametrize("chosen", range(len(CHOICES)))
def test_the_chosen_button_is_the_one_that_is_filled(chosen: int, *, states: bool) -> None:
    source = radio(chosen, states=states)
    before, after = _seen(source), _seen(_made(source).pdf)
    shown = [_darkness(after, place_of(choice)) > 0.5 for choice in range(len(CHOICES))]
    assert shown == [_darkness(before, place_of(choice)) > 0.5 for choice in range(len(CHOICES))]
    if states:
        assert shown == [choice == chosen for choice in range(len(CHOICES))]


def test_a_form_described_twice_shows_its_fields_and_takes_the_other_description_nowhere() -> None:
    made = _made(xfa("warfarin", UNSEEN, dynamic=False))
    assert "warfarin" in made.text
    assert not made.holds(UNSEEN)


def test_a_form_that_needs_another_program_says_so_in_the_packet_too() -> None:
    made = _made(xfa("", UNSEEN, dynamic=True))
    assert "Please wait" in made.text
    assert made.undrawn, "the person is told to compare the page with the original"
    assert not made.holds(UNSEEN)


@pytest.mark.parametrize("kind", MEDIA)
@pytest.mark.parametrize("poster", [True, False])
def test_of_what_can_be_played_only_its_poster_goes_in(kind: str, *, poster: bool) -> None:
    made = _made(source := media(kind, UNSEEN, poster=poster))
    assert not made.holds(UNSEEN)
    before, after = (_darkness(_seen(data), (100, 400, 200, 460)) for data in (source, made.pdf))
    assert after == before
    assert (after > 0.3) is poster


@pytest.mark.parametrize("base_off", [True, False])
@pytest.mark.parametrize("shown", [0, 2])
def test_of_layers_that_exclude_each_other_only_the_shown_one_goes_in(shown: int, *, base_off: bool) -> None:
    words = ("english", "castellano", "deutsch")
    source = exclusive_layers(words, shown, base_off=base_off)
    made = _made(source, _without_notes(source, frozenset({shown})))
    assert not made.picture
    for place, word in enumerate(words):
        for prefix in ("", "form", "note"):
            assert (prefix + word in made.text) is (place == shown)
        assert not made.holds(f"Layer {word}")
        assert place == shown or not made.holds(word)


def _expression(operator: str, *, shown: bool) -> bytes:
    """Return a page with a note and words that an expression of one layer shows or hides."""
    source = exclusive_layers(("english",), 0, base_off=not shown) if shown else _off()
    with pikepdf.Pdf.open(io.BytesIO(source)) as pdf:
        (group,) = pdf.Root.OCProperties.OCGs
        rule = Array([Name(f"/{operator}"), group])
        member = pdf.make_indirect(Dictionary(Type=Name.OCMD, OCGs=Array([group]), VE=rule))
        page = pdf.pages[0].obj
        page.Resources.Properties["/L0"] = page.Annots[0].OC = member
        return saved(pdf)


def _off() -> bytes:
    with pikepdf.Pdf.open(io.BytesIO(exclusive_layers(("english",), 0, base_off=False))) as pdf:
        pdf.Root.OCProperties.D.OFF = Array(list(pdf.Root.OCProperties.OCGs))
        return saved(pdf)


@pytest.mark.parametrize(
    ("operator", "layer", "seen"), [("Not", True, False), ("Not", False, True), ("Or", True, True)]
)
def test_what_an_expression_of_layers_hides_is_gone(operator: str, *, layer: bool, seen: bool) -> None:
    source = _expression(operator, shown=layer)
    made = _made(source, _without_notes(source, frozenset({0} if seen else ())))
    assert not made.picture
    assert ("noteenglish" in made.text) is seen
    assert seen or not made.holds("noteenglish")
