"""The parts of a Blue Button text and their labelled entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from desktop.foundation.resources import resource
from desktop.importers.identify.folded import plain_words

TERMS: Any = json.loads(resource("terminology", "blue-button.json").read_text("utf-8"))
"""Read at import: a reader behind locked doors can open no file any more."""
_BETWEEN_DASHES = re.compile(r"-{2,}\s*([A-Z][A-Za-z0-9 /,:()&-]*?[A-Za-z)])\s*-{2,}\s*")
_ONLY_DASHES = re.compile(r"\s*[-=]{4,}\s*")
_LABEL = re.compile(r"(?:^|(?<=\s{2}))\s*([A-Z][^:\n]{0,45}?):\*?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Part:
    """A titled part of the text with its lines."""

    title: str
    lines: tuple[str, ...]


def split_parts(text: str) -> list[Part]:
    """Return the parts in their order; what stands before the first title has an empty one."""
    lines = text.splitlines()
    found: list[tuple[str, list[str]]] = [("", [])]
    for number, line in enumerate(lines):
        named = _BETWEEN_DASHES.fullmatch(line.strip())
        title = named.group(1) if named else _cms_title(lines, number)
        if title:
            found.append((title, []))
        else:
            found[-1][1].append(line.rstrip())
    return [Part(title, tuple(held)) for title, held in found]


def _cms_title(lines: Sequence[str], number: int) -> str:
    """Return the title that stands alone below a line of dashes and above the next (MyMedicare.gov)."""
    line = lines[number].strip()
    if not line or ":" in line or number == 0 or not _ONLY_DASHES.fullmatch(lines[number - 1]):
        return ""
    after = next((each for each in lines[number + 1 : number + 4] if each.strip()), "")
    return line if _ONLY_DASHES.fullmatch(after) else ""


@cache
def terms_of(title: str) -> Mapping[str, Any] | None:
    """Return what the table says of a part with this title, or None."""
    wanted = plain_words(title)
    return next((each for each in TERMS["sections"] if wanted in each["titles"]), None)


def _pairs(line: str) -> list[tuple[str, str]]:
    """Return the labels of a line, each with the text up to the next; a label has small letters ("Drug Class")."""
    marks = [match for match in _LABEL.finditer(line) if any(sign.islower() for sign in match.group(1))]
    if not marks or line[: marks[0].start(1)].strip():
        return []
    ends = [*(mark.start() for mark in marks[1:]), len(line)]
    return [(mark.group(1).strip(), line[mark.end() : end].strip()) for mark, end in zip(marks, ends, strict=True)]


@dataclass(slots=True)
class Entry:
    """One entry of a part: texts by label, and all its lines."""

    texts: dict[str, str]
    lines: list[str]

    def add(self, label: str, text: str) -> None:
        """Keep a text; a label that stands twice goes on a new line."""
        before = self.texts.get(label, "")
        self.texts[label] = f"{before}\n{text}" if before and text else before or text


class _Reading:
    """Goes through the lines of a part; `label` is what the next line goes on with."""

    def __init__(self, terms: Mapping[str, Any]) -> None:
        self._terms = terms
        self._carried: dict[str, str] = {}
        self.entry: Entry | None = None
        self._label = ""

    def _begin(self, entry: Entry | None) -> Iterator[Entry]:
        if self.entry is not None:
            yield self.entry
        self.entry = entry

    def _pair(self, name: str, text: str, line: str) -> Iterator[Entry]:
        if name in self._terms["first"]:
            yield from self._begin(Entry({**self._carried, name: text}, [line]))
        elif name in self._terms.get("carry", ()):
            if self.entry is not None:
                self._carried = {}
            yield from self._begin(None)
            self._carried[name] = text
        elif self.entry is not None:
            self.entry.add(name, text)
        self._label = name if self._terms["fields"].get(name) else ""

    def line(self, line: str) -> Iterator[Entry]:
        """Take one line; yield the entry that it ends."""
        pairs = _pairs(line)
        words = line.strip()
        for name, text in pairs:
            yield from self._pair(name, text, words)
        if self.entry is None:
            return
        if not words or _ONLY_DASHES.fullmatch(line):
            self._label = self._label if not self.entry.texts.get(self._label, "") else ""
            return
        if not pairs and self._label:
            self.entry.add(self._label, words)
        if words not in self.entry.lines:
            self.entry.lines.append(words)


def entries_of(part: Part, terms: Mapping[str, Any]) -> Iterator[Entry]:
    """Yield the entries of a part; each begins with one of the part's first labels.

    Labels that the part carries hold for all entries below them, until they stand again.
    """
    reading = _Reading(terms)
    for line in part.lines:
        yield from reading.line(line)
    if reading.entry is not None:
        yield reading.entry
