"""Allergies and intolerances; "no known allergies" is a fact (C-CDA, Allergy Concern Act)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.datatypes import begin, code_text, end, is_null, open_end
from desktop.importers.ccda.problems import status_value
from desktop.importers.ccda.section import Section, comment_of, fact, inside, planned, related, said_not, status_of
from desktop.importers.ccda.terms import words_for
from desktop.importers.safe_xml import Node, attribute, child, children, text_of
from desktop.records.fact import FactKind

_SEVERITY, _CRITICALITY = "SEV", "82606-5"
_CLOSED = frozenset({"completed", "aborted"})
"""States of a concern that nobody follows any more (C-CDA, Allergy Concern Act)."""


def _agent(observation: Node) -> Node | None:
    for each in children(observation, "participant"):
        entity = child(each, "participantRole", "playingEntity")
        if attribute(each, "typeCode") in {"CSM", ""} and entity is not None:
            return entity
    return None


def _severities(section: Section, observation: Node) -> Iterator[tuple[str, str]]:
    """Yield (code, words) of each severity, those of the allergy itself and of its reactions."""
    for each in inside(observation, "observation"):
        if attribute(child(each, "code"), "code") == _SEVERITY:
            value = child(each, "value")
            yield attribute(value, "code"), code_text(value, section.narrative)
    for reaction in related(observation, "MFST", "observation"):
        yield from _severities(section, reaction)


def _severity(section: Section, observation: Node) -> tuple[str, str]:
    """Return the severity when the file states one of three, else its words for the note."""
    said = [(code, words) for code, words in _severities(section, observation) if code or words]
    known = {words_for("severity", code) for code, _ in said} - {""}
    if len(known) == 1 and all(words_for("severity", code) for code, _ in said):
        return known.pop(), ""
    return "", "; ".join(dict.fromkeys(words for _, words in said if words))


def _criticality(section: Section, observation: Node) -> str:
    found = (each for each in inside(observation, "observation"))
    return next(
        (
            code_text(child(each, "value"), section.narrative)
            for each in found
            if attribute(child(each, "code"), "code") == _CRITICALITY
        ),
        "",
    )


def _none_known(section: Section, observation: Node, agent: Node | None, *, negated: bool) -> str:
    """Return what there is no allergy to, or empty when there is one."""
    codes = [attribute(child(agent, "code"), "code"), attribute(child(observation, "value"), "code")]
    stated = next((words for code in codes if (words := words_for("no_known", code))), "")
    if stated:
        return stated
    if not negated:
        return ""
    value = child(observation, "value")
    agent_words = words_for("generic_agent", attribute(child(agent, "code"), "code"))
    known = agent_words or words_for("none_known_of", attribute(value, "code"))
    return known or ("" if is_null(value) else code_text(value, section.narrative)) or "Any allergy"


def _over(section: Section, observation: Node, concern: Node) -> str:
    """Return the words of the file that say that an allergy is over, or empty."""
    state = status_value(section, observation) or status_value(section, concern)
    times = child(observation, "effectiveTime")
    ended = end(times)
    if state.casefold() in {"inactive", "resolved"}:
        return state
    if state.casefold() == "active":
        return ""
    if ended is not None and ended.high <= section.today:
        return f"ended {ended.iso}"
    return "ended" if open_end(times) or (concern is not observation and status_of(concern) in _CLOSED) else ""


def _allergy(section: Section, observation: Node, concern: Node) -> Iterator[ProposedFact]:
    if planned(observation):
        return
    agent = _agent(observation)
    code = child(agent, "code")
    substance = code_text(code, section.narrative) or text_of(child(agent, "name"))
    negated = said_not(observation) or said_not(concern)
    none = _none_known(section, observation, agent, negated=negated)
    agents = ("no_known", "generic_agent")
    generic = not substance or any(words_for(table, attribute(code, "code")) for table in agents)
    note = comment_of(observation, section.narrative)
    if none:
        value = child(observation, "value")
        yield fact(
            section,
            FactKind.ALLERGIES,
            observation,
            {
                "substance": none if generic else substance,
                "since": begin(child(observation, "effectiveTime")),
                "note": note,
            },
            code=value if generic and not is_null(value) else code,
            negated=True,
        )
        return
    if not substance:
        substance = section.narrative.referenced(child(observation, "text"))
    if not substance:
        return
    reactions = [
        code_text(child(each, "value"), section.narrative) for each in related(observation, "MFST", "observation")
    ]
    severity, severity_words = _severity(section, observation)
    over = _over(section, observation, concern)
    notes = (
        note,
        f"How bad, as stated: {severity_words}" if severity_words else "",
        f"Criticality as stated: {said}" if (said := _criticality(section, observation)) else "",
        f"Status as stated: {over}" if over else "",
    )
    yield fact(
        section,
        FactKind.ALLERGIES,
        observation,
        {
            "substance": substance,
            "reaction": ", ".join(dict.fromkeys(reaction for reaction in reactions if reaction)),
            "severity": severity,
            "type": words_for("allergy_type", attribute(child(observation, "value"), "code")),
            "since": begin(child(observation, "effectiveTime")),
            "note": "\n".join(one for one in notes if one),
        },
        code=code,
        doubts=("The file says that this allergy is over.",) if over else (),
    )


def allergies(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the allergies of an entry."""
    for act in children(entry, "act"):
        for observation in inside(act, "observation"):
            yield from _allergy(section, observation, act)
    for observation in children(entry, "observation"):
        yield from _allergy(section, observation, observation)
