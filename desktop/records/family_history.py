"""An illness in the family (FHIR `FamilyMemberHistory`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilyHistory(Fact):
    """One relative, one illness; negated when a relative is known not to have it."""

    kind: ClassVar[FactKind] = FactKind.FAMILY
    words: ClassVar[tuple[str, str]] = ("family illness", "family illnesses")
    date_name: ClassVar[str] = ""
    title_from: ClassVar[tuple[str, ...]] = ("relation", "condition")
    detail_from: ClassVar[tuple[str, ...]] = ("side", "age_at_onset", "living", "genetic_test")

    relation: str = entry("Which relative, for example mother", required=True)
    condition: str = entry("Which illness, for example breast cancer", required=True)
    side: str = entry("Mother's or father's side")
    age_at_onset: str = entry("How old they were when it began")
    living: str = entry("Are they living? yes, no or not known")
    age_at_death: str = entry("How old they were when they died")
    cause_of_death: str = entry("What they died of")
    counselling: str = entry("Genetic counselling: when and with whom")
    genetic_test: str = entry("Genetic test: result as printed, or not tested")
