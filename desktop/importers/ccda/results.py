"""Test results and vital signs, exactly as written (C-CDA, Result Organizer and Result Observation)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.datatypes import (
    code_text,
    is_null,
    moment,
    organization_name,
    quantity,
    quantity_text,
    value_type,
    when,
)
from desktop.importers.ccda.section import Section, comment_of, fact, inside, performer_of, planned, said_not
from desktop.importers.ccda.terms import words_for
from desktop.importers.safe_xml import Node, attribute, child, children, text_of
from desktop.records.fact import FactKind

_COMPARATORS = {">=", "<=", ">", "<"}
_NO_TESTS = frozenset({"48767-8", "33999-4", "SEV"})


def _signed(text: str) -> tuple[str, str]:
    """Split a text that begins with a comparator and goes on with a number."""
    sign = next((each for each in (">=", "<=", ">", "<") if text.startswith(each)), "")
    rest = text[len(sign) :].strip()
    return (sign, rest) if sign and rest[:1].isdigit() else ("", text)


def _interval(node: Node) -> tuple[str, str, str]:
    """Return comparator, value and unit of an interval with one or two ends (IVL_PQ)."""
    low, high = child(node, "low"), child(node, "high")
    value, unit = quantity(node)
    if is_null(high) and low is not None and attribute(low, "value"):
        sign = ">" if attribute(low, "inclusive") == "false" else ">="
        return sign, attribute(low, "value"), unit
    if is_null(low) and high is not None and attribute(high, "value"):
        sign = "<" if attribute(high, "inclusive") == "false" else "<="
        return sign, attribute(high, "value"), unit
    return "", value, unit


def _value(section: Section, node: Node) -> tuple[str, str, str]:
    """Return comparator, value and unit; words for a coded value, nothing when nothing is known."""
    kind = value_type(node)
    if kind in {"CD", "CE", "CO", "CV", "CS"}:
        return "", code_text(node, section.narrative), ""
    if kind == "IVL_PQ" or child(node, "low") is not None or child(node, "high") is not None:
        return _interval(node)
    if kind == "TS":
        known = moment(attribute(node, "value"))
        return "", known.iso if known else "", ""
    if attribute(node, "value"):
        value, unit = quantity(node)
        return *_signed(value), unit
    if kind in {"RTO", "RTO_PQ_PQ"}:
        parts = (quantity_text(child(node, "numerator")), quantity_text(child(node, "denominator")))
        return "", " : ".join(part for part in parts if part), ""
    text = text_of(node) or section.narrative.referenced(node)
    return *_signed(text), ""


def _range(node: Node) -> tuple[str, str, str]:
    """Return the lab's range of normal: its text as printed, and the ends when one range is stated; else all texts."""
    found: list[tuple[str, str, str]] = []
    for each in children(node, "referenceRange", "observationRange"):
        value = child(each, "value")
        low, high = attribute(child(value, "low"), "value"), attribute(child(value, "high"), "value")
        text = text_of(child(each, "text")) or quantity_text(value)
        normal = attribute(child(each, "interpretationCode"), "code") in {"", "N"}
        found += [(text, low, high)] if text and normal else []
    return found[0] if len(set(found)) == 1 else ("; ".join(dict.fromkeys(text for text, _, _ in found)), "", "")


def _flags(observation: Node) -> str:
    codes = [attribute(each, "code") for each in children(observation, "interpretationCode") if not is_null(each)]
    return next((words_for("interpretation", code) or (code if code != "N" else "") for code in codes if code), "")


def _lab(*nodes: Node) -> str:
    for node in nodes:
        performed = performer_of(node)[1]
        wrote = (
            organization_name(each) for each in children(node, "author", "assignedAuthor", "representedOrganization")
        )
        found = performed or next((name for name in wrote if name), "")
        if found:
            return found
    return ""


def _specimen(section: Section, *nodes: Node) -> str:
    for node in nodes:
        entity = child(node, "specimen", "specimenRole", "specimenPlayingEntity")
        name = code_text(child(entity, "code"), section.narrative) or text_of(child(entity, "name"))
        if name:
            return name
    return ""


_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _differs(section: Section, observation: Node, value: str) -> bool:
    """Whether the readable text of this entry begins with a number, and the entry's own is not in it."""
    shown = section.narrative.referenced(child(observation, "text"))
    begins = _NUMBER.match(shown)
    if begins is None or _NUMBER.fullmatch(value) is None:
        return False
    return float(value) not in {float(number) for number in _NUMBER.findall(shown)}


def _doubts(section: Section, observation: Node, name: str, value: str) -> tuple[str, ...]:
    if _differs(section, observation, value):
        return ("The readable text of the file shows another number here.",)
    codes = {attribute(child(observation, "statusCode"), "code")}
    if codes & {"aborted", "cancelled", "nullified"}:
        return ("The file says that this result was taken back.",)
    if codes & {"active", "held", "suspended"}:
        return ("The file says that this result is not final.",)
    return () if name else ("The name of the test is missing in the file.",)


def result(
    section: Section,
    observation: Node,
    *,
    organizer: Node | None = None,
    panel: str = "",
    extra: Mapping[str, str] | None = None,
) -> Iterator[ProposedFact]:
    """Yield the result of an observation; one without a value yields nothing."""
    code, value = child(observation, "code"), child(observation, "value")
    if planned(observation) or attribute(code, "code") in _NO_TESTS or value is None or said_not(observation):
        return
    sign, text, unit = _value(section, value)
    if not text:
        text = section.narrative.referenced(child(observation, "text")) if not is_null(value) else ""
    name = code_text(code, section.narrative) or section.narrative.referenced(child(observation, "text"))
    if not text:
        return
    above = [observation] if organizer is None else [observation, organizer]
    range_text, low, high = _range(observation)
    days = (when(child(each, "effectiveTime")) for each in above)
    yield fact(
        section,
        FactKind.RESULTS,
        observation,
        {
            "test": name or "Test without a name",
            "value": text,
            "comparator": sign if sign in _COMPARATORS else "",
            "unit": unit,
            "range_text": range_text,
            "low": low,
            "high": high,
            "flag": _flags(observation),
            "lab": _lab(*above),
            "panel": panel,
            "specimen": _specimen(section, *above),
            "collected": next((day for day in days if day is not None), None),
            "note": comment_of(observation, section.narrative),
            **(extra or {}),
        },
        code=code,
        doubts=_doubts(section, observation, name, text),
    )


def _nested(section: Section, observation: Node, organizer: Node | None, panel: str) -> Iterator[ProposedFact]:
    yield from result(section, observation, organizer=organizer, panel=panel)
    for each in inside(observation, "observation"):
        yield from _nested(section, each, organizer, panel)


def results(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the results of an entry: those of its panel, or its own."""
    for organizer in (each for each in children(entry, "organizer") if not planned(each)):
        panel = code_text(child(organizer, "code"), section.narrative)
        if section.kind == "vitals":
            panel = section.title
        for observation in inside(organizer, "observation"):
            yield from _nested(section, observation, organizer, panel)
        for deeper in inside(organizer, "organizer"):
            for observation in inside(deeper, "observation"):
                yield from _nested(section, observation, deeper, panel)
    for observation in children(entry, "observation"):
        yield from _nested(section, observation, None, section.title if section.kind == "vitals" else "")
