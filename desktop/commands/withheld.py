"""What a packet keeps back, as words of the command line: pages, parts of pages, topics, and answers to findings."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence

from desktop.commands.errors import UsageError
from desktop.records.packet import CoveredPage, SensitiveChoice
from desktop.records.provenance import Box
from desktop.records.sensitive import SensitiveTag

DOCUMENT_NAMES = ("title", "date", "source", "doctor")
_WHOLE = 100.0
_PAGES = "Say --without-pages DOCUMENT:2,5."
_COVER = "Say --cover DOCUMENT:PAGE:LEFT,TOP,RIGHT,BOTTOM, in percent of the page from its upper left corner."
_TOPIC = "Say --sensitive include, --sensitive leave-out, or --sensitive mental-health=leave-out."
_OPTIONS = (
    ("--exclude", "ID", "a document or fact to keep back"),
    ("--include", "ID", "one that an earlier version kept back, goes in again, whole"),
    ("--put-back", "ID", "a document that a newer version replaced, goes in all the same"),
    ("--without-pages", "ID:PAGES", "pages of a document to keep back, as ID:2,5"),
    ("--cover", "ID:PAGE:BOX", "a part of a page to cover, as ID:3:10,20,60,24: left, top, right, bottom in percent"),
    ("--sensitive", "[TOPIC=]ANSWER", "include or leave-out, for one sensitive topic or all; no answer keeps it out"),
    ("--withhold", "ID:WHAT", "what a document is called by and was read below a cover: title, date, source or doctor"),
    ("--allow", "KEY", "something that was found in a page may go"),
)


def add_words(parser: ArgumentParser) -> None:
    """Add the options that keep something back."""
    for name, value, told in _OPTIONS:
        parser.add_argument(name, action="append", default=[], metavar=value, help=told)


def pages_left_out(words: Iterable[str]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the pages of each document that stay out; raises UsageError."""
    out: dict[str, tuple[int, ...]] = {}
    for word in words:
        document, _, pages = word.rpartition(":")
        if not document or not all(page.isdecimal() and int(page) for page in pages.split(",")):
            raise UsageError("These pages cannot be read.", do=_PAGES)
        out[document] = (*out.get(document, ()), *map(int, pages.split(",")))
    return tuple(out.items())


def _box(sides: Sequence[str]) -> Box:
    left, top, right, bottom = (float(side) / _WHOLE for side in sides)
    if not (0 <= left < right <= 1 and 0 <= top < bottom <= 1):
        raise ValueError
    return Box(left, top, right, bottom)


def covered_pages(words: Iterable[str]) -> tuple[CoveredPage, ...]:
    """Return the parts that are covered, by page; raises UsageError."""
    boxes: dict[tuple[str, int], tuple[Box, ...]] = {}
    for word in words:
        try:
            document, page, sides = word.rsplit(":", 2)
            place = (document, int(page))
            boxes[place] = (*boxes.get(place, ()), _box(sides.split(",")))
        except ValueError:
            raise UsageError("This cover cannot be read.", do=_COVER) from None
    return tuple(CoveredPage(document, page, held) for (document, page), held in boxes.items())


def fields_withheld(words: Iterable[str]) -> frozenset[str]:
    """Return what documents are not called by, as the request keeps it; raises UsageError."""
    found = set()
    for word in words:
        document, _, field = word.rpartition(":")
        if not document or field not in DOCUMENT_NAMES:
            raise UsageError("This cannot be read.", do="Say --withhold DOCUMENT:title, or :date, :source, :doctor.")
        found.add(f"{document}#{field}")
    return frozenset(found)


def sensitive_answers(words: Iterable[str]) -> tuple[tuple[SensitiveTag, SensitiveChoice], ...]:
    """Return the answers by topic, later words over earlier ones; raises UsageError."""
    answers: dict[SensitiveTag, SensitiveChoice] = {}
    for word in words:
        topic, _, answer = word.rpartition("=")
        try:
            choice = SensitiveChoice(answer)
            answers |= dict.fromkeys([SensitiveTag(topic)] if topic else list(SensitiveTag), choice)
        except ValueError:
            raise UsageError("This answer cannot be read.", do=_TOPIC) from None
    return tuple(answers.items())
