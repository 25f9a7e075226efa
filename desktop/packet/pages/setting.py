"""What every page function is given: the values, and the packet page numbers known so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from desktop.packet.front_values import FrontInput
from desktop.packet.illness import illness_began
from desktop.packet.layout import Layout
from desktop.packet.single_things import is_about
from desktop.records.answers import Answer
from desktop.records.condition import Condition
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.single_thing import SingleThing, things_of

FactT = TypeVar("FactT", bound=Fact)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One round of typesetting.

    `part_pages` maps a part's name to its first and last packet page, `part_titles` to what its page is called.
    `empty_pages` are pages that have nothing to show, with the word for it.
    """

    front: FrontInput
    layout: Layout
    part_pages: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    part_titles: Mapping[str, str] = field(default_factory=dict)
    empty_pages: tuple[tuple[str, str], ...] = ()

    def facts(self, fact_type: type[FactT]) -> tuple[FactT, ...]:
        """Return the included facts of a kind, in their order."""
        return tuple(fact for fact in self.front.facts.get(fact_type.kind, ()) if isinstance(fact, fact_type))

    def of(self, kind: FactKind) -> tuple[Fact, ...]:
        """Return the included facts of a kind that is named by its value, in their order."""
        return self.front.facts.get(kind, ())

    def answer(self, kind: FactKind) -> Answer:
        """Return the answer to "any?" for a kind; nobody asked yet when there is none."""
        return self.front.answers.get(kind, Answer.NOT_ASKED)

    def open_things(self, kind: FactKind, answer: Answer) -> tuple[SingleThing, ...]:
        """Return the single things of a kind of which no included fact tells, and that have this answer."""
        told = self.front.single_things
        facts = (*self.of(kind), *(self.of(FactKind.PROCEDURES) if kind is FactKind.CONDITIONS else ()))
        return tuple(
            thing
            for thing in things_of(kind)
            if told.get(thing, Answer.NOT_ASKED) is answer and not any(is_about(thing, one) for one in facts)
        )

    @property
    def illness_began(self) -> date | None:
        """The day on which what the opinion is about began or was found; a year earlier counts as belonging to it."""
        return illness_began(self.facts(Condition))

    def part_page(self, part: str) -> int:
        """Return the first packet page of a part, or 0 when it is not there."""
        return self.part_pages.get(part, (0, 0))[0]

    def document_page(self, document: Document) -> int:
        """Return the first packet page of a document, or 0."""
        return self.layout.source_page.get(document.id, 0)
