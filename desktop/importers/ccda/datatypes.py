"""The data types of HL7 version 3 as texts and values: codes, times, quantities, names (HL7 V3 Data Types R1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from lxml import etree

from desktop.importers.ccda.terms import code_system
from desktop.importers.safe_xml import XSI_TYPE, Node, attribute, child, children, text_of
from desktop.importers.ucum_words import unit_text
from desktop.records.coding import Coding
from desktop.records.dates import NotADateError, PartialDate

_TIME = re.compile(r"(\d{4})(\d{2})?(\d{2})?(?:(\d{2})(\d{2})?(?:\d{2}(?:\.\d+)?)?)?([+-]\d{4}|Z)?")


def is_null(node: Node | None) -> bool:
    """Return whether a node is not there or says by `nullFlavor` that nothing is known."""
    return node is None or bool(attribute(node, "nullFlavor"))


@dataclass(frozen=True, slots=True)
class Narrative:
    """The readable text of a section; `texts` are its parts by their ID."""

    texts: dict[str, str]

    def referenced(self, node: Node | None) -> str:
        """Return the text that a `reference` in `node` points to, or empty."""
        target = attribute(child(node, "reference"), "value").removeprefix("#")
        return self.texts.get(target, "")


def narrative_of(section: Node) -> Narrative:
    """Return the texts of a section by ID; a row is told cell by cell."""
    texts: dict[str, str] = {}
    for node in section.iterfind("text"):
        for part in node.iter(etree.Element):
            name = attribute(part, "ID")
            if name:
                cells = [text_of(cell) for cell in part.iterchildren("td", "th")] if part.tag == "tr" else []
                texts[name] = " · ".join(cell for cell in cells if cell) or text_of(part)
    return Narrative(texts)


def code_text(node: Node | None, narrative: Narrative) -> str:
    """Return what a code is called: its display, its original text, or the first translation that has a name."""
    if node is None:
        return ""
    original = child(node, "originalText")
    named = (attribute(node, "displayName"), narrative.referenced(original), text_of(original))
    own = next((text for text in named if any(map(str.isalnum, text))), "")
    if own:
        return own
    return next((name for each in children(node, "translation") if (name := code_text(each, narrative))), "")


def codings(node: Node | None) -> tuple[Coding, ...]:
    """Return the code and its translations as codings, each once."""
    if node is None:
        return ()
    found: dict[tuple[str, str], Coding] = {}
    for each in (node, *children(node, "translation")):
        code = attribute(each, "code")
        if code and not attribute(each, "nullFlavor"):
            system = code_system(attribute(each, "codeSystem"))
            found.setdefault((system, code), Coding(system, code, attribute(each, "displayName")))
    return tuple(found.values())


def moment(text: str) -> PartialDate | None:
    """Return an HL7 time stamp with the precision it was written in; None when it is no date."""
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day, hour, minute, zone = match.groups()
    known = "-".join(part for part in (year, month, day) if part)
    if day and hour and minute and (hour, minute) != ("00", "00"):
        known += f"T{hour}:{minute}" + (zone if zone == "Z" else f"{zone[:3]}:{zone[3:]}" if zone else "")
    try:
        return PartialDate.parse(known)
    except NotADateError:
        return None


def when(node: Node | None) -> PartialDate | None:
    """Return the day of a TS, or the beginning of an interval when it has no single value."""
    if node is None:
        return None
    texts = (attribute(node, "value"), *(attribute(child(node, part), "value") for part in ("low", "center", "high")))
    return next((found for text in texts if text and (found := moment(text)) is not None), None)


def begin(node: Node | None) -> PartialDate | None:
    """Return when an interval began; a single time is its beginning."""
    return moment(attribute(child(node, "low"), "value")) or moment(attribute(node, "value"))


def end(node: Node | None) -> PartialDate | None:
    """Return when an interval ended, by its end or its length; None when it is open or not known."""
    return moment(attribute(child(node, "high"), "value")) or _after(begin(node), child(node, "width"))


_DAYS = {"d": 1, "wk": 7}


def _after(start: PartialDate | None, width: Node | None) -> PartialDate | None:
    """Return when something ended that began at `start` and took `width` (PQ, in days, weeks, months or years)."""
    length, unit = attribute(width, "value"), attribute(width, "unit")
    if start is None or not length.isdecimal() or len(length) > 4:  # noqa: PLR2004 - no interval of a record is longer
        return None
    count = int(length)
    try:
        if unit in _DAYS and start.day:
            return PartialDate.of(start.low + timedelta(days=count * _DAYS[unit]))
        if unit == "mo" and start.month:
            months = start.year * 12 + start.month - 1 + count
            return PartialDate(months // 12, months % 12 + 1)
        return PartialDate(start.year + count) if unit == "a" else None
    except (NotADateError, OverflowError):
        return None


def open_end(node: Node | None) -> bool:
    """Return whether an interval has ended on a day nobody knows (C-CDA: `high` with nullFlavor UNK)."""
    return attribute(child(node, "high"), "nullFlavor") == "UNK"


def quantity(node: Node | None) -> tuple[str, str]:
    """Return value and unit of a PQ as written (6.10 stays 6.10); "2 - 4" for a range, empty when nothing is said."""
    if node is None:
        return "", ""
    if attribute(node, "value"):
        return attribute(node, "value"), unit_text(attribute(node, "unit"))
    low, high = child(node, "low"), child(node, "high")
    first, last = attribute(low, "value"), attribute(high, "value")
    unit = unit_text(attribute(low, "unit") or attribute(high, "unit"))
    if first and last:
        return (first if first == last else f"{first} - {last}"), unit
    return (f">= {first}", unit) if first else (f"<= {last}", unit) if last else ("", "")


def quantity_text(node: Node | None) -> str:
    """Return value and unit in one text."""
    return " ".join(part for part in quantity(node) if part)


def value_type(node: Node | None) -> str:
    """Return the data type of a value, for example PQ, CD or ST."""
    return attribute(node, XSI_TYPE).rpartition(":")[2]


def name_text(node: Node | None) -> str:
    """Return a person's name in the order in which it is said; a name written as one text stays."""
    names = list(children(node, "name"))
    chosen = next((name for name in names if attribute(name, "use") == "L"), names[0] if names else None)
    if chosen is None or is_null(chosen):
        return ""
    parts: list[str] = []
    for kind in ("prefix", "given", "family", "suffix"):
        parts += [text_of(part) for part in children(chosen, kind) if not is_null(part)]
    return " ".join(part for part in parts if part) or text_of(chosen)


def organization_name(node: Node | None) -> str:
    """Return the first name of an organization."""
    return next((name for each in children(node, "name") if (name := text_of(each))), "")


def telecom(node: Node | None, *schemes: str) -> str:
    """Return the first number or address of one of `schemes` (tel, fax, mailto), without the scheme."""
    for each in children(node, "telecom"):
        scheme, colon, rest = attribute(each, "value").partition(":")
        if colon and scheme.lower() in schemes and rest.strip():
            return rest.strip()
        if not colon and "tel" in schemes and scheme:
            return scheme
    return ""


def _address_lines(node: Node) -> Iterator[str]:
    for line in children(node, "streetAddressLine"):
        yield text_of(line)
    place = (text_of(child(node, part)) for part in ("city", "state", "postalCode"))
    yield " ".join(part for part in place if part)
    yield text_of(child(node, "country"))


def address(node: Node | None) -> str:
    """Return the first postal address, one line each."""
    first = child(node, "addr")
    if first is None or is_null(first):
        return ""
    return "\n".join(line for line in _address_lines(first) if line) or text_of(first)
