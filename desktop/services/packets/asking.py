"""What a person is asked about one packet before it goes: sensitive topics by words, and entries below covers."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace

from desktop.foundation.clock import today
from desktop.packet.covered_fields import CoveredField, fields_under
from desktop.packet.plan import NOT_PRINTED, Plan
from desktop.packet.under_cover import UnderCover, Words, entries_under
from desktop.records.packet import Case, PacketRequest, SensitiveChoice
from desktop.records.person import Person
from desktop.records.sensitive import SensitiveTag
from desktop.services.packets import topics
from desktop.services.packets.gathering import Gathering
from desktop.services.packets.topics import Topics, find_topics
from desktop.services.word_places import WordPlaces
from desktop.vault.vault import Vault

_GROWN_UP, _YEAR = 18, 365.25


def _is_child(request: PacketRequest, person: Person) -> bool:
    born = person.born
    return request.case is Case.CHILD or (born is not None and (today() - born.low).days < _GROWN_UP * _YEAR)


class Asking:
    """Finds the questions; the answers lie in the packet's request."""

    def __init__(self, vault: Vault, gathering: Gathering, plan: Callable[[PacketRequest], Plan]) -> None:
        """Look in `vault` at what `plan` says would go in."""
        self._vault, self._gathering, self._plan = vault, gathering, plan
        self._places = WordPlaces(vault)

    def about_topics(self, request: PacketRequest) -> Topics:
        """Return what may be about a sensitive topic, found by words; what was answered before is among it.

        A child's own matters are looked for in the packets of children.
        """
        person = self._gathering.people.get(request.person_id)
        tags = [tag for tag in SensitiveTag if tag is not SensitiveTag.MINOR or _is_child(request, person)]
        plan = self._plan(replace(request, topics=()))
        return self._vault.read(lambda tx: find_topics(tx, plan, tags))

    @staticmethod
    def unsettled(request: PacketRequest, found: Topics) -> frozenset[SensitiveTag]:
        """Return the topics in which something was found that was not answered yet."""
        return frozenset(topics.unsettled(request, found))

    @staticmethod
    def answered(request: PacketRequest, tag: SensitiveTag, found: Topics, choice: SensitiveChoice) -> PacketRequest:
        """Return a request with one answer for a whole topic."""
        return topics.answered(request, tag, found.get(tag, ()), choice)

    @staticmethod
    def some_left_out(request: PacketRequest, tag: SensitiveTag, found: Topics, out: Collection[str]) -> PacketRequest:
        """Return a request in which only some of what was found for a topic stays out: the ids in `out`."""
        return topics.some_left_out(request, tag, found.get(tag, ()), out)

    @staticmethod
    def settled(request: PacketRequest, tag: SensitiveTag, found: Topics) -> SensitiveChoice:
        """Return the one answer that holds for all that was found for a topic; ASK when there is none, or several."""
        return topics.settled(request, tag, found.get(tag, ()))

    def _words(self, document_id: str, page: int) -> Words:
        document = self._gathering.documents.get(document_id)
        return tuple(word for line in self._places.lines(document, page) for word in line)

    def under_cover(self, plan: Plan) -> tuple[UnderCover, ...]:
        """Return the entries that go in and were read from parts of pages that are covered."""
        printed = (fact for kind, facts in plan.facts.items() if kind not in NOT_PRINTED for fact in facts)
        return entries_under(printed, plan.request.covered, self._words)

    def fields_under(self, plan: Plan) -> tuple[CoveredField, ...]:
        """Return what included documents are called by and was read from parts of pages that are covered."""
        held = (source.document for section in plan.sections for source in section.sources)
        return fields_under(held, plan.request.covered, self._words)

    def fields_below(self, request: PacketRequest) -> tuple[CoveredField, ...]:
        """Return those of which the person has not said whether they go."""
        return tuple(one for one in self.fields_under(self._plan(request)) if one.key not in request.allowed)

    def entries_below(self, request: PacketRequest) -> tuple[UnderCover, ...]:
        """Return the entries that were read below a cover, and of which the person has not said that they go."""
        return tuple(one for one in self.under_cover(self._plan(request)) if one.key not in request.allowed)
