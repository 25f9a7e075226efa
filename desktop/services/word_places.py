"""Where words stand on a page: asked of the sandbox, kept in memory for the pages looked at last."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from threading import Lock

from desktop.records.document import Document
from desktop.records.provenance import Box
from desktop.sandbox.run import SandboxFailure, run
from desktop.sandbox.values import PDF_LIMITS, JSONValue
from desktop.services.readable import pages_pdf
from desktop.vault.stores.folding import folded
from desktop.vault.vault import Vault

JOB = "pdf.places"
_KEPT_PAGES = 32
_MOST_MARKS = 60
_PARTS = 5
Line = tuple[tuple[str, Box], ...]


def _line(untrusted: JSONValue) -> Line:
    """Return a line from the sandbox's answer; raises TypeError or ValueError for anything else."""
    words = []
    for each in untrusted if isinstance(untrusted, list) else []:
        if not isinstance(each, list) or len(each) != _PARTS:
            raise ValueError
        text, *sides = each
        left, top, right, bottom = (min(1.0, max(0.0, float(str(side)))) for side in sides)
        words.append((str(text), Box(left, top, right, bottom)))
    return tuple(words)


def _joined(line: Line) -> tuple[str, list[int]]:
    """Return the folded text of a line with single spaces, and where each word begins in it."""
    text, starts = "", []
    for word, _ in line:
        text += " " if text else ""
        starts.append(len(text))
        text += folded(word)
    return text, starts


def boxes_of(lines: Sequence[Line], patterns: Sequence[re.Pattern[str]]) -> tuple[Box, ...]:
    """Return a box for each place where a pattern is found, in reading order; phrases over a line's end are not."""
    found: list[Box] = []
    for line in lines:
        text, starts = _joined(line)
        spans = sorted({match.span() for pattern in patterns for match in pattern.finditer(text) if match.group()})
        for begin, end in spans:
            touched = [box for (word, box), at in zip(line, starts, strict=True) if at < end and at + len(word) > begin]
            if touched:
                found.append(
                    Box(
                        min(box.left for box in touched),
                        min(box.top for box in touched),
                        max(box.right for box in touched),
                        max(box.bottom for box in touched),
                    )
                )
    return tuple(dict.fromkeys(found))[:_MOST_MARKS]


class WordPlaces:
    """Knows where the words of a page stand; nothing of it is written anywhere."""

    def __init__(self, vault: Vault) -> None:
        """Read originals from `vault`."""
        self._vault = vault
        self._kept: OrderedDict[tuple[str, int], tuple[Line, ...]] = OrderedDict()
        self._lock = Lock()

    def lines(self, document: Document, page: int) -> tuple[Line, ...]:
        """Return the lines of a page (from 1); none when the page has no text layer or cannot be read."""
        key = (document.sha256, page)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = self._ask(document, page)
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > _KEPT_PAGES:
                self._kept.popitem(last=False)
        return made

    def _ask(self, document: Document, page: int) -> tuple[Line, ...]:
        data = pages_pdf(self._vault, document)
        if data is None or page < 1:
            return ()
        try:
            answer = run(JOB, [data], {"page": page, "password": document.pdf_password or None}, limits=PDF_LIMITS)
            untrusted_lines = answer.value if isinstance(answer.value, list) else []
            return tuple(_line(each) for each in untrusted_lines)
        except (SandboxFailure, TypeError, ValueError):
            return ()
