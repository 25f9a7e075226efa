"""Lines of several sources that mean one medicine, allergy, problem or event: grouped, never merged. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.importers.identify.folded import folded
from desktop.records.fact import Fact, FactKind
from desktop.services.merging.statements import GROUPED

_CODES = {
    FactKind.ALLERGIES: frozenset({"http://www.nlm.nih.gov/research/umls/rxnorm", "http://snomed.info/sct"}),
    FactKind.CONDITIONS: frozenset({"http://snomed.info/sct", "http://hl7.org/fhir/sid/icd-10-cm"}),
    FactKind.IMMUNIZATIONS: frozenset({"http://hl7.org/fhir/sid/cvx"}),
    FactKind.PROCEDURES: frozenset({"http://snomed.info/sct", "http://www.ama-assn.org/go/cpt"}),
}
"""Code systems of which one code is one thing; a medicine goes by its whole name, since codes tell strengths apart."""
_NAMES = {
    FactKind.MEDICATIONS: ("generic", "brand"),
    FactKind.ALLERGIES: ("substance",),
    FactKind.CONDITIONS: ("name",),
    FactKind.IMMUNIZATIONS: ("vaccine",),
    FactKind.PROCEDURES: ("name",),
    FactKind.ENCOUNTERS: ("reason",),
}
_DATED = frozenset({FactKind.IMMUNIZATIONS, FactKind.PROCEDURES, FactKind.ENCOUNTERS})
"""What happens on a day: another day is another event."""
_DIFFER = {FactKind.MEDICATIONS: ("strength", "dose", "how_often", "clinical_status")}
"""Fields of which two different texts in one group are told."""


@dataclass(frozen=True, slots=True)
class FactGroup:
    """Facts that mean one thing, in the order of the list; `differs` names the fields in which they differ."""

    id: str
    members: tuple[Fact, ...]
    differs: tuple[str, ...]


def _words(text: str) -> str:
    return " ".join(folded(text).replace(",", " ").split())


def _keys(fact: Fact) -> tuple[str, ...]:
    """Return what a fact has in common with others of its group: codes, and its whole name, never a part of it."""
    day = (fact.date.iso if fact.date else "") if fact.kind in _DATED else ""
    if fact.negated or (fact.kind in _DATED and not day):
        return ()
    codes = [f"{one.system} {one.code}" for one in fact.codings if one.system in _CODES.get(fact.kind, ())]
    name = next((words for field in _NAMES[fact.kind] if (words := _words(str(getattr(fact, field, ""))))), "")
    return tuple(f"{fact.person_id} {fact.kind} {day} {key}" for key in (*codes, name) if key)


def groups(facts: Sequence[Fact]) -> tuple[FactGroup, ...]:
    """Return the groups of two and more facts; each is called by the id of its first member."""
    head: dict[str, str] = {}

    def top(key: str) -> str:
        while head.setdefault(key, key) != key:
            key = head[key]
        return key

    keyed = [(fact, keys) for fact in facts if fact.kind in GROUPED and (keys := _keys(fact))]
    for _, keys in keyed:
        for key in keys[1:]:
            head[top(key)] = top(keys[0])
    together: defaultdict[str, list[Fact]] = defaultdict(list)
    for fact, keys in keyed:
        together[top(keys[0])].append(fact)
    found = [members for members in together.values() if len(members) > 1]
    return tuple(FactGroup(members[0].id, tuple(members), _differing(members)) for members in found)


def _differing(members: Sequence[Fact]) -> tuple[str, ...]:
    fields = _DIFFER.get(members[0].kind, ())
    said = {name: {_words(str(getattr(one, name) or "")) for one in members} - {""} for name in fields}
    return tuple(name for name, texts in said.items() if len(texts) > 1)


def group_ids(facts: Iterable[Fact]) -> Mapping[str, str]:
    """Return the group of each fact that has one, by id."""
    return {one.id: group.id for group in groups(tuple(facts)) for one in group.members}
