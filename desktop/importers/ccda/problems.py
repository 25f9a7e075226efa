"""Diagnoses and health problems (C-CDA, Problem Concern Act and Problem Observation)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.datatypes import begin, code_text, end, open_end
from desktop.importers.ccda.section import Section, author_of, comment_of, fact, inside, planned, said_not, status_of
from desktop.importers.ccda.terms import words_for
from desktop.importers.safe_xml import Node, attribute, child, children, text_of
from desktop.records.fact import FactKind

_STATUS = "33999-4"
_SKIPPED = frozenset({"SEV", _STATUS, "82606-5", "11323-3", "48767-8"})
"""Codes of observations about a problem that are no problem themselves: severity, status, health status."""


def status_value(section: Section, observation: Node) -> str:
    """Return the words of the status observation that belongs to a problem, allergy or medicine."""
    for each in inside(observation, "observation"):
        if attribute(child(each, "code"), "code") == _STATUS:
            return code_text(child(each, "value"), section.narrative) or text_of(child(each, "value"))
    return ""


def _status_code(observation: Node) -> str:
    for each in inside(observation, "observation"):
        if attribute(child(each, "code"), "code") == _STATUS:
            return attribute(child(each, "value"), "code")
    return ""


def _clinical_status(section: Section, observation: Node) -> str:
    """Return the status: as stated; with an end, even an unknown one, it is over (C-CDA, Problem Observation)."""
    stated = words_for("problem_status", _status_code(observation)) or words_for(
        "problem_status", status_value(section, observation).casefold()
    )
    if stated:
        return stated
    times = child(observation, "effectiveTime")
    ended = end(times)
    return "resolved" if (ended is not None and ended.high <= section.today) or open_end(times) else ""


def _inactive(section: Section, observation: Node) -> str:
    """Return a note for a problem that is inactive: it may be over, and may come back."""
    said = status_value(section, observation)
    inactive = _status_code(observation) == "73425007" or said.casefold() == "inactive"
    return f"Status as stated: {said or 'inactive'}" if inactive else ""


def _doubts(observation: Node, act: Node | None, status: str) -> tuple[str, ...]:
    """Return what has to be asked when the concern is still followed, and its problem has an end without a day."""
    followed = act is not None and status_of(act) == "active"
    unclear = followed and status == "resolved" and open_end(child(observation, "effectiveTime"))
    return ("The file says that this is over, and that it is still being followed.",) if unclear else ()


def problem(section: Section, observation: Node, act: Node | None = None) -> Iterator[ProposedFact]:
    """Yield the problem that an observation states, if it names one; `act` is the concern around it."""
    if planned(observation) or attribute(child(observation, "code"), "code") in _SKIPPED:
        return
    value = child(observation, "value")
    name = code_text(value, section.narrative) or text_of(value)
    none = words_for("no_known", attribute(value, "code"))
    negated = said_not(observation) or (act is not None and said_not(act))
    if not name and not negated:
        name = section.narrative.referenced(child(observation, "text"))
    if not name and not none and not negated:
        return
    ended = end(child(observation, "effectiveTime"))
    status = "" if none or negated else _clinical_status(section, observation)
    notes = (_inactive(section, observation), comment_of(observation, section.narrative))
    yield fact(
        section,
        FactKind.CONDITIONS,
        observation,
        {
            "name": none or name or "Health problems",
            "status": status,
            "since": begin(child(observation, "effectiveTime")),
            "until": ended,
            "body_site": code_text(child(observation, "targetSiteCode"), section.narrative),
            "stated_by": author_of(observation),
            "note": "\n".join(text for text in notes if text),
        },
        code=value,
        negated=bool(none) or negated,
        doubts=_doubts(observation, act, status),
    )


def problems(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the problems of an entry, through its concern act or directly."""
    for act in children(entry, "act"):
        for observation in inside(act, "observation"):
            yield from problem(section, observation, act)
    for observation in children(entry, "observation"):
        yield from problem(section, observation)
