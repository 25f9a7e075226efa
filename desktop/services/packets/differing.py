"""Which facts of a packet other sources say otherwise; only what may leave is named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.packet.pages.differing import MEDICINE_FIELDS
from desktop.packet.plan import Plan
from desktop.records.fact import Fact, FactKind
from desktop.records.medication import Medication, MedicationStatus
from desktop.services.merging.grouping import groups
from desktop.services.merging.merging import Merging


def differing_in(plan: Plan, merging: Merging) -> Mapping[str, tuple[Fact, ...]]:
    """Return, by id of a fact of the plan, what others say otherwise of the same test and day, or medicine."""
    out = {fact.id for fact in plan.excluded_facts}
    results = merging.differing(plan.facts.get(FactKind.RESULTS, ()))
    found = {own: tuple(one for one in others if one.id not in out) for own, others in results.items()}
    return {own: others for own, others in (*found.items(), *_medicines(plan)) if others}


def _said(one: Fact) -> tuple[str, ...]:
    return tuple(" ".join(str(getattr(one, name, "")).split()).casefold() for name in MEDICINE_FIELDS)


def _medicines(plan: Plan) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """Yield medicines that are taken now and listed otherwise by another source; what was stopped is history."""
    taken = [
        one
        for one in plan.facts.get(FactKind.MEDICATIONS, ())
        if isinstance(one, Medication) and one.clinical_status is not MedicationStatus.STOPPED
    ]
    for group in groups(taken):
        if set(group.differs) & set(MEDICINE_FIELDS):
            for one in group.members:
                yield one.id, tuple(other for other in group.members if _said(other) != _said(one))
