"""Names of tests over one or two printed lines, and the panels they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from desktop.importers.identify.folded import folded, holds_phrase, plain_words
from desktop.importers.identify.rows import Piece
from desktop.importers.identify.terms import numbers_of
from desktop.importers.labs.tables import Entry, glue
from desktop.importers.labs.terms import Role, known_test, known_unit, listed_words

_CLOSE = 1.35
"""A line that may belong to a name stands within this many usual row distances of it."""
_LINE = 1.8
"""The next line of a cell stands at most this many word heights below, whatever the distance of rows."""
_SMALLER = 0.82
_LEADERS = re.compile(r"(?:\s*[.…·_‥]){2,}\s*$|\s*…\s*$")
"""Dots that lead the eye from a name to its value."""
_PARTS = frozenset(
    [
        "total",
        "direct",
        "indirect",
        "absolute",
        "percent",
        "free",
        "calculated",
        "ionized",
        "intact",
        "abs",
        "fasting",
        "random",
        "quantitative",
        "qualitative",
        "screen",
        "serum",
        "plasma",
        "urine",
        "blood",
        "directa",
        "indirecta",
        "libre",
        "absoluto",
        "absolutos",
        "calculado",
        "otros",
        "other",
        "%",
        "#",
    ]
)
"""Words that are no test by themselves."""
_EARLIER = (
    "previous",
    "prior",
    "historical",
    "history",
    "trend",
    "anterior",
    "anteriores",
    "previo",
    "previos",
    "previa",
)


@dataclass(frozen=True, slots=True)
class TestName:
    """A name as printed, and the unit that was printed in its brackets; `certain` False when it may be cut off."""

    text: str
    unit: str = ""
    certain: bool = True


def reads_like_a_note(text: str) -> bool:
    """Return whether a name that is not in our list holds words of a note ("was", "previously") or a day of a month."""
    words = plain_words(text).split()
    dated = any(word in numbers_of("months") for word in words) and any(word.isdigit() for word in words)
    return dated or any(word in listed_words("note_words") for word in words)


def tells_of_sample(text: str) -> bool:
    """Return whether a name says something of the sample ("Specimen volume"), and is no test."""
    return folded(text).strip(" :*-") in listed_words("sample_words")


def is_panel(text: str) -> bool:
    """Return whether a line is the heading of a group of tests."""
    return folded(text).strip(" :*-") in listed_words("panels")


def tells_of_earlier(text: str) -> bool:
    """Return whether a line says that what follows is from an earlier visit."""
    words = plain_words(text)
    return any(holds_phrase(words, word) for word in _EARLIER)


def tells_of_example(text: str) -> bool:
    """Return whether a line says that what follows is an example."""
    return any(holds_phrase(plain_words(text), phrase) for phrase in listed_words("examples"))


def open_ended(text: str) -> bool:
    """Return whether a name asks for more words: it ends in a comma or an open bracket."""
    return (len(text) > 1 and text.rstrip().endswith((",", "-", "/", "("))) or text.count("(") > text.count(")")


def _heading(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return is_panel(text) or text.rstrip().endswith(":") or (len(letters) > 3 and text == text.upper())  # noqa: PLR2004 - "PSA" is a name


def _near(entries: Sequence[Entry], one: int, other: int, pitch: float) -> bool:
    if not 0 <= other < len(entries):
        return False
    return (
        abs(entries[one].row.middle - entries[other].row.middle) <= max(pitch, entries[one].row.tall * _LINE) * _CLOSE
    )


def _overflow(entry: Entry, name: Sequence[Piece]) -> str:
    """Return the words of a line that begins where the name begins and runs out of the column of names, or ""."""
    if entry.cells or len(entry.loose) != 1 or not name:
        return ""
    line = entry.loose[0]
    return line.text if abs(line.left - name[0].left) < name[0].height else ""


def _line(entries: Sequence[Entry], index: int, other: int, pitch: float) -> str:
    """Return the text of a neighbouring line that holds a name only, or ""."""
    if not _near(entries, index, other, pitch):
        return ""
    line = entries[other]
    text = line.text(Role.TEST) if line.name_only or line.torn else _overflow(line, _name_pieces(entries[index]))
    first = folded(text).split(":")[0].strip(" *")
    if not any(map(str.isalpha, text)):
        return ""
    return "" if is_panel(text) or first in listed_words("stop") or tells_of_earlier(text) else text


def _lines_below(entries: Sequence[Entry], index: int, pitch: float) -> list[str]:
    """Return the lines of words right below a row, up to three."""
    found: list[str] = []
    for other in range(index + 1, min(index + 4, len(entries))):
        near = _near(entries, other - 1, other, pitch)
        text = _line(entries, index, other, float("inf")) if near else ""
        if not text:
            break
        found.append(text)
    return found


def _with_lines_below(name: str, lines: Sequence[str]) -> TestName:
    """Join as many lines as make a known name; an unknown one with two lines below it may go on in them."""
    for count in range(len(lines), 1, -1):
        joined = glue((name, *lines[:count]))
        if known_test(joined):
            return TestName(joined)
    found = _with_line_below(name, lines[0] if lines else "")
    longer = found.text != name and len(lines) > 1 and not _heading(lines[1])
    return TestName(found.text, certain=False) if longer and not known_test(found.text) else found


def _with_line_below(name: str, below: str) -> TestName:
    if not below:
        return TestName(name, certain=not open_ended(name))
    joined = glue((name, below))
    if known_test(joined) or open_ended(name) or below.startswith("("):
        return TestName(joined)
    if below[:1].islower():
        return TestName(name, certain=False)
    return TestName(name, certain=known_test(name) is not None or (_heading(below) and not _heading(name)))


def _with_line_above(name: str, above: str) -> TestName:
    if not above or known_test(name):
        return TestName(name)
    joined = glue((above, name))
    if known_test(joined) or open_ended(above) or name[:1].islower() or name.startswith("("):
        return TestName(joined)
    return TestName(name, certain=_heading(above) and not _heading(name))


def _belongs_above(entries: Sequence[Entry], index: int, pitch: float) -> bool:
    """Return whether the line above `index` completes the name of the row above that line."""
    before = index - 2
    if not _near(entries, index - 1, before, pitch) or entries[before].name_only:
        return False
    name, line = entries[before].text(Role.TEST), entries[index - 1].text(Role.TEST)
    return bool(name) and (known_test(glue((name, line))) is not None or open_ended(name) or line.startswith("("))


def _belongs_below(entries: Sequence[Entry], index: int, pitch: float) -> bool:
    """Return whether the line below `index` begins the name of the row below that line."""
    after = index + 2
    if not _near(entries, index + 1, after, pitch) or entries[after].name_only:
        return False
    name, line = entries[after].text(Role.TEST), entries[index + 1].text(Role.TEST)
    return not known_test(name) and (known_test(glue((line, name))) is not None or open_ended(line))


def _unit_in_name(name: str) -> tuple[str, str]:
    """Split "Hemoglobin (g/dL)" into name and unit."""
    head, bracket, tail = name.rpartition("(")
    if (
        bracket
        and tail.endswith(")")
        and known_unit(tail[:-1])
        and tail[:-1] not in {"%", "s", "calc"}
        and head.strip()
    ):
        return head.strip(), tail[:-1]
    return name, ""


def _name_pieces(entry: Entry) -> list[Piece]:
    return [piece for column, cell in entry.cells if column.role is Role.TEST for piece in cell.pieces]


def _without_mark(entry: Entry) -> str:
    """Return the name in a row without raised digits behind it (the number of a laboratory or a footnote)."""
    pieces = _name_pieces(entry)
    kept = list(pieces)
    while len(kept) > 1 and kept[-1].text.strip(",").isdigit() and _is_raised(kept[-1], kept[-2]):
        kept.pop()
    return entry.text(Role.TEST) if len(kept) == len(pieces) else " ".join(piece.text for piece in kept)


def _is_raised(mark: Piece, before: Piece) -> bool:
    return mark.height < before.height * _SMALLER and mark.middle < before.middle


def name_of(entries: Sequence[Entry], index: int, pitch: float) -> TestName:
    """Return the name of the test in one row, with the line above or below when it belongs to it."""
    name = _LEADERS.sub("", _without_mark(entries[index])).strip(" :")
    above, lines = _line(entries, index, index - 1, pitch), _lines_below(entries, index, pitch)
    below = lines[0] if lines else ""
    if above and _belongs_above(entries, index, pitch):
        above = ""
    torn = bool(below) and _belongs_below(entries, index, pitch)
    if torn and known_test(glue((name, below))):
        return TestName(name, certain=False)
    first = _with_line_above(name, above)
    last = _with_lines_below(first.text, [] if torn else lines)
    text, unit = _unit_in_name(last.text)
    whole = folded(text).strip("* ") not in _PARTS and any(map(str.isalpha, text))
    return TestName(text, unit, first.certain and last.certain and whole)
