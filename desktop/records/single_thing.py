"""The single things that every hospital asks about: each has its own answer, beside the answer for a whole kind."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from desktop.records.fact import FactKind


class SingleThing(StrEnum):
    """One thing to ask about; the value is the command line's word."""

    CONTRAST_DYE = "contrast-dye"
    FOOD = "food"
    LATEX = "latex"
    PACEMAKER = "pacemaker"
    IMPLANTS = "implants"
    BLOOD_THINNERS = "blood-thinners"
    ANESTHESIA = "anesthesia"


KIND_OF: Mapping[SingleThing, FactKind] = {
    SingleThing.CONTRAST_DYE: FactKind.ALLERGIES,
    SingleThing.FOOD: FactKind.ALLERGIES,
    SingleThing.LATEX: FactKind.ALLERGIES,
    SingleThing.PACEMAKER: FactKind.DEVICES,
    SingleThing.IMPLANTS: FactKind.DEVICES,
    SingleThing.BLOOD_THINNERS: FactKind.MEDICATIONS,
    SingleThing.ANESTHESIA: FactKind.CONDITIONS,
}
"""The kind in whose list a thing stands; trouble with anesthesia is a condition, also told at an operation."""


def things_of(kind: FactKind) -> tuple[SingleThing, ...]:
    """Return the single things of a kind's list, in their order."""
    return tuple(thing for thing, listed in KIND_OF.items() if listed is kind)
