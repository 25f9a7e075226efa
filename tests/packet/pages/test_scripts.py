"""Typed characters of many scripts come back out of the finished pages: nothing is lost on the way to paper."""

from __future__ import annotations

import hashlib
import io
import os
import unicodedata
from collections import Counter
from dataclasses import replace

import pypdf
import pypdfium2

from desktop.packet.front import LeftOut, make_front
from desktop.typeset.fonts import _own_coverage
from tests.packet.pages.maria import maria_front
from tests.typeset.reading import said

SCRIPTS = (
    "LATIN",
    "GREEK",
    "CYRILLIC",
    "ARABIC",
    "DEVANAGARI",
    "HEBREW",
    "ARMENIAN",
    "GEORGIAN",
    "THAI",
    "HANGUL",
    "CJK",
)
COUNT = int(os.environ.get("SHEAF_STRINGS", "120"))
"""Strings of a run; 2,000 take half a minute."""
LETTERS = {
    script: [
        chr(code)
        for code in range(0x21, 0xFFFF)
        if unicodedata.category(chr(code)) in {"Lu", "Ll", "Lo"}
        and unicodedata.name(chr(code), "").startswith(script)
        and unicodedata.normalize("NFKC", chr(code)) == chr(code)
    ]
    for script in SCRIPTS
}


def _string(number: int) -> str:
    """Return letters of one script, the same in every run."""
    digest = hashlib.shake_256(f"string {number}".encode()).digest(64)
    letters = LETTERS[SCRIPTS[number % len(SCRIPTS)]]
    size = 3 + digest[0] % 12
    return "".join(letters[(digest[2 * at + 1] * 256 + digest[2 * at + 2]) % len(letters)] for at in range(size))


def _page_texts(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    text = "".join(document[page].get_textpage().get_text_range() for page in range(len(document)))
    return unicodedata.normalize("NFKC", text)


def _as_painted(pdf: bytes) -> str:
    """Return the words in the order in which they are painted, without spaces."""
    return "".join("".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def _kept(character: str) -> bool:
    return not character.isspace() and character not in "\u200b\u2060\ufffe"


def test_every_typed_character_is_in_the_extracted_text_or_named() -> None:
    strings = [_string(number) for number in range(COUNT)]
    front = maria_front()
    listed = tuple(LeftOut(title=f"{number}z", why=text) for number, text in enumerate(strings))
    bare = make_front(replace(front, facts={}, sections=(), left_out=listed))
    text = _page_texts(bare.pdf)
    written = "".join(text.split())
    painted = _as_painted(bare.pdf)  # PDFium turns such a sign round when it takes the words of a line from the right
    missing = set(bare.missing_glyphs)
    seen = Counter(character for character in text if _kept(character)) + Counter(said(bare.pdf))
    typed = Counter(character for one in strings for character in one)
    for character, count in typed.items():
        if character in missing:
            from_right = unicodedata.bidirectional(character) in {"R", "AL"}
            assert f"[U+{ord(character):04X}]" in (painted if from_right else written), character
        else:
            assert seen[character] >= count, f"U+{ord(character):04X}"
    assert not {ord(one) for one in missing} & _own_coverage()


def test_strings_of_our_own_fonts_come_back_whole_and_in_order() -> None:
    own = _own_coverage()
    strings = [one for one in map(_string, range(COUNT)) if all(ord(letter) in own for letter in one)]
    ordered = [one for one in strings if unicodedata.bidirectional(one[0]) == "L"]
    assert len(ordered) > COUNT / 8
    front = maria_front()
    listed = tuple(LeftOut(title=f"{number}z", why=text) for number, text in enumerate(strings))
    text = "".join(_page_texts(make_front(replace(front, facts={}, sections=(), left_out=listed)).pdf).split())
    plain = text.replace("\u200b", "").replace("\u2060", "")
    assert [one for one in ordered if unicodedata.normalize("NFKC", one) not in plain] == []


LINE = 9.0
"""Points between the middles of letters of two rows; letters of one row, high and low, lie nearer."""


def _from_right(number: int) -> str:
    """Return Arabic letters of our own font, the same in every run.

    Without lam, which joins with alef into one sign, and qaf with one dot, whose beginning is drawn as feh's.
    """
    own = [letter for letter in LETTERS["ARABIC"] if ord(letter) in _own_coverage() and letter not in "\u0644\u06a7"]
    letters = [letter for letter in own if not unicodedata.decomposition(letter)]
    digest = hashlib.shake_256(f"from right {number}".encode()).digest(32)
    return "".join(letters[digest[at] % len(letters)] for at in range(3 + digest[31] % 12))


def _lines(page: pypdfium2.PdfTextPage) -> list[str]:
    """Return the Arabic letters of each line as they stand on paper, read from right to left, top to bottom."""
    text = page.get_text_range()
    placed = [(page.get_charbox(at), letter) for at, letter in enumerate(text) if letter in LETTERS["ARABIC"]]
    lines: list[tuple[float, list[tuple[float, str]]]] = []
    for (left, bottom, _, top), letter in sorted(placed, key=lambda one: -(one[0][1] + one[0][3])):
        middle = (bottom + top) / 2
        if not lines or lines[-1][0] - middle > LINE:
            lines.append((middle, []))
        lines[-1][1].append((left, letter))
    return ["".join(letter for _, letter in sorted(line, reverse=True)) for _, line in lines]


def test_words_from_right_to_left_stand_in_order_and_what_no_font_has_is_readable_among_them() -> None:
    strings = [_from_right(number) for number in range(40)]
    unknown = "\U00010f30"  # a letter of Old Sogdian, from right to left; no computer here has it
    listed = [LeftOut(title=f"{number}z", why=text) for number, text in enumerate(strings)]
    listed.append(LeftOut(title="sign", why=f"\u0628\u062a{unknown}\u062b"))
    made = make_front(replace(maria_front(), facts={}, sections=(), left_out=tuple(listed)))
    document = pypdfium2.PdfDocument(io.BytesIO(made.pdf))
    pages = [document[number].get_textpage() for number in range(2)]  # the cover is no longer than that
    lines = [line for page in pages for line in _lines(page)]
    assert [text for text in strings if text not in lines] == []
    assert made.missing_glyphs == (unknown,)
    page = next(page for page in pages if "U+10F30" in page.get_text_range())
    at = page.get_text_range().index("U+10F30")
    edges = [page.get_charbox(at + offset)[0] for offset in range(len("U+10F30"))]
    assert edges == sorted(edges), "it reads from left to right"
