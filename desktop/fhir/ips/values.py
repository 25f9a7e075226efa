"""What a patient summary is made of, as values: only what may leave."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from desktop.records.answers import Answer
from desktop.records.fact import Fact, FactKind
from desktop.records.person import Person


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The input of a summary; what is not in `facts` cannot stand in it.

    Proposals and trashed facts among `facts` are left out: nobody compared them, or nobody wants them. `answers` say
    what is known of a kind that has no facts. `withheld` are the kinds of which the person keeps something back:
    that is said, never what. `not_here` are the kinds that are not in it, or not whole, for another reason: only of an
    empty section is it said. `story` and `how_i_am` are the person's own words; `prepared_by` names who put it together
    for them, or is empty. `made` is the moment, with its zone.
    """

    person: Person
    facts: Mapping[FactKind, tuple[Fact, ...]]
    answers: Mapping[FactKind, Answer]
    made: datetime
    withheld: frozenset[FactKind] = frozenset()
    not_here: frozenset[FactKind] = frozenset()
    prepared_by: str = ""
    story: str = ""
    how_i_am: str = ""
    not_known: Mapping[FactKind, tuple[str, ...]] = field(default_factory=dict)
    """Single things (contrast dye, pacemaker …) of which the person could not tell, by the kind of their list."""
