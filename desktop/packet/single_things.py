"""Which entries answer a single thing (contrast dye, pacemaker, blood thinners …), and what is known of it. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache

from desktop.foundation.resources import resource
from desktop.packet.language import say
from desktop.packet.word_patterns import pattern, plain
from desktop.records.answers import Answer
from desktop.records.device import Device
from desktop.records.fact import Fact, FactKind
from desktop.records.medication import Medication, MedicationStatus
from desktop.records.procedure import Procedure
from desktop.records.single_thing import KIND_OF, SingleThing

Facts = Mapping[FactKind, tuple[Fact, ...]]

_IMPLIED = {
    SingleThing.PACEMAKER: FactKind.DEVICES,
    SingleThing.IMPLANTS: FactKind.DEVICES,
    SingleThing.BLOOD_THINNERS: FactKind.MEDICATIONS,
    SingleThing.ANESTHESIA: FactKind.PROCEDURES,
}
"""Without any of this kind there is none of the thing; "no known allergies" answers no single one: all ask again."""


@cache
def _terms() -> Mapping[SingleThing, tuple[str, re.Pattern[str]]]:
    raw = json.loads(resource("terminology", "single-things.json").read_text("utf-8"))
    return {thing: (raw[thing.value]["name"], pattern(raw[thing.value]["words"])) for thing in SingleThing}


def name_of(thing: SingleThing) -> str:
    """Return what the entry is called that says that there is none."""
    return _terms()[thing][0]


def _text(fact: Fact) -> str:
    more = (fact.generic, fact.brand, fact.critical) if isinstance(fact, Medication) else ()
    named = (getattr(fact, name, "") for name in ("substance", "name"))
    return plain(" ".join((fact.title, *named, *more)))


def _over(fact: Fact) -> bool:
    removed = isinstance(fact, Device) and fact.end_date is not None
    return removed or (isinstance(fact, Medication) and fact.clinical_status is MedicationStatus.STOPPED)


def is_about(thing: SingleThing, fact: Fact) -> bool:
    """Whether an entry answers the question after a thing, with yes or, negated, with no."""
    if isinstance(fact, Procedure):
        return thing is SingleThing.ANESTHESIA and not fact.negated and bool(fact.anesthesia.strip())
    if fact.kind is not KIND_OF[thing] or _over(fact):
        return False
    if thing is SingleThing.IMPLANTS and not fact.negated:
        return True  # every device of the list is in or on the body
    return _terms()[thing][1].search(_text(fact)) is not None


def things_in(fact: Fact) -> Iterator[SingleThing]:
    """Yield the things that an entry is about."""
    return (thing for thing in SingleThing if is_about(thing, fact))


def own_thing(fact: Fact) -> SingleThing | None:
    """Return the thing of which an entry says "none", when it says nothing else and is the person's own answer."""
    if not fact.negated or fact.provenance:
        return None
    return next((thing for thing in SingleThing if KIND_OF[thing] is fact.kind and fact.title == name_of(thing)), None)


def called(fact: Fact, name: str) -> str:
    """Return what an entry is about in the language spoken, when it is the answer for a single thing; else `name`."""
    thing = own_thing(fact)
    return say(f"asked.{thing.value}") if thing else name


def not_known(answers: Mapping[SingleThing, Answer]) -> dict[FactKind, tuple[str, ...]]:
    """Return the names of the things of which nobody could tell, by the kind of their list."""
    found: dict[FactKind, tuple[str, ...]] = {}
    for thing, answer in answers.items():
        if answer is Answer.NOT_KNOWN:
            found[KIND_OF[thing]] = (*found.get(KIND_OF[thing], ()), name_of(thing))
    return found


def answer_for(
    thing: SingleThing, facts: Facts, answers: Mapping[FactKind, Answer], stored: Mapping[SingleThing, Answer]
) -> Answer:
    """Return what is known: what the list says, else what follows from an empty list, else what was answered."""
    kinds = (KIND_OF[thing], *((FactKind.PROCEDURES,) if thing is SingleThing.ANESTHESIA else ()))
    found = [one for kind in kinds for one in facts.get(kind, ()) if is_about(thing, one)]
    if found:
        return Answer.NONE_KNOWN if all(one.negated for one in found) else Answer.KNOWN
    if thing in _IMPLIED and answers.get(_IMPLIED[thing]) is Answer.NONE_KNOWN:
        return Answer.NONE_KNOWN
    return stored.get(thing, Answer.NOT_ASKED)
