"""Family and social history, directives, insurance (C-CDA)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.ccda.datatypes import (
    begin,
    code_text,
    end,
    is_null,
    name_text,
    organization_name,
    quantity_text,
    telecom,
    when,
)
from desktop.importers.ccda.section import Section, comment_of, fact, inside, planned, said_not
from desktop.importers.ccda.terms import words_for
from desktop.importers.safe_xml import Node, attribute, child, children, text_of
from desktop.records.fact import FactKind

_AGE, _CAUSE = "445518008", "CAUS"


def _relation(section: Section, subject: Node | None) -> tuple[str, str]:
    """Return which relative, and on whose side."""
    code = child(subject, "code")
    return code_text(code, section.narrative), words_for("side", attribute(code, "code"))


def _age(observation: Node) -> str:
    for each in inside(observation, "observation"):
        if attribute(child(each, "code"), "code") in {_AGE, "397659008"}:
            return quantity_text(child(each, "value")).removesuffix(" a")
    return ""


def _died_of_it(observation: Node) -> bool:
    links = children(observation, "entryRelationship")
    return any(attribute(link, "typeCode") == _CAUSE for link in links)


def family(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield each illness of each relative; negated when the relative is known not to have it."""
    for organizer in children(entry, "organizer"):
        related_subject = child(organizer, "subject", "relatedSubject")
        relation, side = _relation(section, related_subject)
        dead = attribute(child(related_subject, "subject", "deceasedInd"), "value") == "true"
        for observation in inside(organizer, "observation"):
            value = child(observation, "value")
            name = code_text(value, section.narrative) or text_of(value)
            if not name:
                continue
            yield fact(
                section,
                FactKind.FAMILY,
                observation,
                {
                    "relation": relation or "Relative",
                    "condition": name,
                    "side": side,
                    "age_at_onset": _age(observation),
                    "living": "no" if dead or _died_of_it(observation) else "",
                    "cause_of_death": name if _died_of_it(observation) else "",
                    "note": comment_of(observation, section.narrative),
                },
                code=value,
                negated=said_not(observation),
                doubts=() if relation else ("The file does not say which relative.",),
            )


def social(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the habits and circumstances of an entry."""
    for observation in children(entry, "observation"):
        code, value = child(observation, "code"), child(observation, "value")
        if planned(observation) or said_not(observation):
            continue
        words = code_text(value, section.narrative) or text_of(value) or quantity_text(value)
        words = words or section.narrative.referenced(value)
        name = code_text(code, section.narrative)
        topic = words_for("social_topic", attribute(code, "code")) or words_for(
            "social_topic", attribute(value, "code")
        )
        if not words and not name:
            continue
        shown = f"{name}: {words}" if name and words and topic in {"", "other"} else words or name
        times = child(observation, "effectiveTime")
        yield fact(
            section,
            FactKind.SOCIAL,
            observation,
            {
                "topic": topic or "other",
                "description": shown,
                "since": begin(times) or (when(times) if end(times) is None else None),
                "until": end(times),
                "note": comment_of(observation, section.narrative),
            },
            code=value if not is_null(value) and attribute(value, "code") else code,
        )


def _directive_type(code: Node | None, value: Node | None, said: str) -> str:
    """Return the type; a question about resuscitation is no order against it, and an order denied is none."""
    answered, asked = (words_for("directive_type", attribute(each, "code")) for each in (value, code))
    agreed = said.casefold() in {"", "yes", "true"}
    return answered or (asked if agreed or asked != "do-not-resuscitate" else "") or "other"


def directives(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the papers of an entry: what they are about, who keeps or decides, from when to when."""
    nodes = [*children(entry, "observation")]
    for organizer in children(entry, "organizer"):
        nodes += inside(organizer, "observation")
    for observation in nodes:
        code, value = child(observation, "code"), child(observation, "value")
        name = code_text(code, section.narrative)
        said = code_text(value, section.narrative) or text_of(value) or attribute(value, "value")
        if (not name and not said) or said_not(observation):
            continue
        times = child(observation, "effectiveTime")
        agent, phone, keeper = "", "", ""
        for each in children(observation, "participant"):
            role = child(each, "participantRole")
            if attribute(each, "typeCode") == "CST":
                agent, phone = name_text(child(role, "playingEntity")), telecom(role, "tel")
        for each in children(observation, "reference", "externalDocument", "text"):
            keeper = text_of(each) or attribute(child(each, "reference"), "value")
        yield fact(
            section,
            FactKind.DIRECTIVES,
            observation,
            {
                "type": _directive_type(code, value, said),
                "summary": ": ".join(dict.fromkeys(part for part in (name, said) if part)),
                "agent": agent,
                "agent_phone": phone,
                "where_kept": keeper,
                "signed": begin(times),
                "expires": end(times),
            },
            code=code,
        )


def _member(policy: Node, type_code: str) -> tuple[str, str, Node | None]:
    """Return number, name and time of a policy's participant: COV the covered person, HLD the holder."""
    for each in children(policy, "participant"):
        if attribute(each, "typeCode") == type_code:
            role = child(each, "participantRole")
            numbers = (attribute(one, "extension") for one in children(role, "id"))
            return (
                next((one for one in numbers if one), ""),
                name_text(child(role, "playingEntity")),
                child(each, "time"),
            )
    return "", "", None


def _policy(section: Section, policy: Node) -> Iterator[ProposedFact]:
    payer = child(policy, "performer", "assignedEntity")
    insurer = organization_name(child(payer, "representedOrganization")) or name_text(child(payer, "assignedPerson"))
    plan = code_text(child(policy, "code"), section.narrative)
    if not insurer and not plan:
        return
    member, _name, covered = _member(policy, "COV")
    _number, holder, _held = _member(policy, "HLD")
    times = child(policy, "effectiveTime")
    times = covered if times is None else times
    groups = (attribute(one, "extension") for one in children(policy, "id"))
    yield fact(
        section,
        FactKind.COVERAGE,
        policy,
        {
            "insurer": insurer or plan,
            "plan": plan if insurer else "",
            "member_id": member,
            "group_number": next((one for one in groups if one), ""),
            "holder": holder,
            "phone": telecom(payer, "tel"),
            "since": begin(times),
            "until": end(times),
        },
    )


def coverage(section: Section, entry: Node) -> Iterator[ProposedFact]:
    """Yield the insurances of an entry (Coverage Activity, Policy Activity)."""
    for act in children(entry, "act"):
        for policy in inside(act, "act"):
            yield from _policy(section, policy)
