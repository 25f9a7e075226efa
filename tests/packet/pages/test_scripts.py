"""Typed characters of many scripts come back out of the finished pages: nothing is lost on the way to paper."""

from __future__ import annotations

import hashlib
import io
import os
import unicodedata
from collections import Counter
from dataclasses import replace

import pypdfium2

from desktop.packet.front import LeftOut, make_front
from desktop.typeset.fonts import _own_coverage
from tests.packet.pages.maria import maria_front

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


def _kept(character: str) -> bool:
    return not character.isspace() and character not in "\u200b\u2060\ufffe"


def test_every_typed_character_is_in_the_extracted_text_or_named() -> None:
    strings = [_string(number) for number in range(COUNT)]
    front = maria_front()
    listed = tuple(LeftOut(title=f"{number}z", why=text) for number, text in enumerate(strings))
    bare = make_front(replace(front, facts={}, sections=(), left_out=listed))
    text = _page_texts(bare.pdf)
    missing = set(bare.missing_glyphs)
    seen = Counter(character for character in text if _kept(character))
    typed = Counter(character for one in strings for character in one)
    for character, count in typed.items():
        if character in missing and unicodedata.bidirectional(character) in {"R", "AL"}:
            continue  # its name stands there, turned around with the words beside it; the window names it too
        if character in missing:
            assert f"[U+{ord(character):04X}]" in "".join(text.split()), character
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
