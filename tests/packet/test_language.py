"""Every word of the packet lies in resources, in each language, and no language shows through another."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypdf
import pypdfium2
import pytest

import desktop
from desktop.packet.front import FrontPages, make_front
from desktop.packet.language import LANGUAGES, catalogue, counted, day_words, say, speaking
from tests.packet.pages.maria import maria_front

KEY = re.compile(r"""(?:say|counted)\(\s*["']([a-z-]+\.[a-z0-9.-]+)["']""")
PLACE = re.compile(r"{(\w+)}")


def test_every_key_has_words_in_every_language() -> None:
    english = catalogue("en")
    for language in LANGUAGES:
        words = catalogue(language)
        assert words.keys() == english.keys()
        assert all(words.values())


def test_a_language_puts_in_the_same_values() -> None:
    english, spanish = catalogue("en"), catalogue("es")
    for key, words in english.items():
        assert set(PLACE.findall(words)) == set(PLACE.findall(spanish[key])), key


def _keys_in(folder: Path, ending: str) -> set[str]:
    return {key for file in folder.rglob(f"*{ending}") for key in KEY.findall(file.read_text("utf-8"))}


def test_every_key_that_is_asked_for_is_there() -> None:
    root = Path(desktop.__file__).parent
    asked = _keys_in(root / "packet", ".py") | _keys_in(root / "services", ".py")
    asked |= _keys_in(root.parent / "resources" / "templates", ".typ")
    known = catalogue("en")
    assert len(asked) > 200
    assert {key for key in asked if key not in known and f"{key}.one" not in known} == set()


def test_no_words_bring_a_colon_that_is_put_behind_them_anyway() -> None:
    sources = "".join(file.read_text("utf-8") for file in (Path(desktop.__file__).parent / "packet").rglob("*.py"))
    followed = set(re.findall(r"""say\(["']([a-z0-9.-]+)["']\)}:""", sources))
    assert "cover.born" in followed
    for language in LANGUAGES:
        assert [key for key in sorted(followed) if catalogue(language)[key].endswith(":")] == []


def test_dates_and_counts_follow_the_language() -> None:
    day = date(2026, 12, 2)
    assert day_words(day, "long") == "2 December 2026"
    assert counted("words.pages", 1) == "1 page"
    with speaking("es"):
        assert day_words(day, "long") == "2 de diciembre de 2026"
        assert counted("words.pages", 3) == "3 páginas"
        assert say("unknown.not-asked") == "sin preguntar"
    assert say("unknown.not-asked") == "not asked"


def test_a_language_without_words_is_set_in_english() -> None:
    with speaking("xx"):
        assert say("unknown.not-known") == "not known"


@pytest.fixture(scope="module")
def spanish() -> FrontPages:
    front = maria_front()
    return make_front(replace(front, request=replace(front.request, language="es")))


def _texts(made: FrontPages) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(made.pdf))
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    return " ".join(" ".join(pages).split())


def test_no_english_word_of_ours_is_in_a_spanish_packet(spanish: FrontPages) -> None:
    text = _texts(spanish)
    records = repr(maria_front())
    english, other = catalogue("en"), " ".join(catalogue("es").values())
    ours = {
        words
        for key, words in english.items()
        if words != catalogue("es")[key] and "{" not in words and len(words) > 4 and not key.startswith("dates.")
    }
    seen = {words for words in ours if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)}
    assert {words for words in seen if words not in records and words not in other} == set()
    assert "Resumen en una página" in text
    assert "sin preguntar" in text


def test_the_document_says_its_language(spanish: FrontPages) -> None:
    assert str(pypdf.PdfReader(io.BytesIO(spanish.pdf)).root_object["/Lang"]) == "es"


def test_words_of_a_value_are_never_taken_for_a_place() -> None:
    values: Mapping[str, str] = {"name": "{day} {0}"}
    assert say("timeline.started", **values) == "{day} {0} started"
