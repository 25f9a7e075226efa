"""What a packet's own pages do not tell at the person's wish: address, numbers, names of the family. Pure.

The values are taken out before anything is made of them, so that no page, file or summary can print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from desktop.packet.front_values import FrontInput
from desktop.packet.kin import names_in, without_names
from desktop.packet.language import say, speaking
from desktop.packet.pages.words import filled_lines, labelled
from desktop.records.authority import Authority
from desktop.records.contact import Contact
from desktop.records.coverage import Coverage
from desktop.records.fact import Fact, FactKind
from desktop.records.family_history import FamilyHistory
from desktop.records.packet import PacketRequest
from desktop.records.person import Person

WITHHELD = "hidden.withheld"
"""The key of the word that stands where a value was taken out."""
Facts = Mapping[FactKind, tuple[Fact, ...]]
_LEAST_DIGITS = 5
"""Of a number by which someone is known."""
_NUMBER = re.compile(r"(?<![\w+])(?:[A-Z]{1,4}[ -])?[\dA-Z-]*\d[\dA-Z-]*(?:[ -]\d[\dA-Z-]*)*")
"""A number as cards print it: VH 5550 1188 02, 1EG4-TE5-MK73."""
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}")
_PHONE = re.compile(r"\s*(?:\+|tel|phone|call|fax|\(?\d{3}\)?[-. ]\d{3}\b)", re.IGNORECASE)
_BEFORE_DETAILS = re.compile(r"[^\d(,;:·+]+")


@dataclass(frozen=True, slots=True)
class HiddenWords:
    """What must stand on no page that we make: the street, numbers, and names of relatives."""

    address: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def _is_number(text: str) -> bool:
    return sum(sign.isdigit() for sign in text) >= _LEAST_DIGITS and not _DAY.fullmatch(text)


def _numbers_in(text: str) -> list[str]:
    """Return the numbers of a typed line; telephone numbers and days are none."""
    pieces = (piece for piece in re.split(r"[,;\n]", text) if not _PHONE.match(piece))
    return [found[0] for piece in pieces for found in _NUMBER.finditer(piece) if _is_number(found[0])]


def _without_numbers(text: str) -> str:
    for number in _numbers_in(text):
        text = text.replace(number, say(WITHHELD))
    return text


def _of(kind: type[Fact], facts: Facts) -> Iterable[Fact]:
    return facts.get(kind.kind, ())


def _staying(request: PacketRequest, facts: Facts) -> str:
    """Return the names that a packet needs: who prepares it, comes along, may speak, treats, or gets the opinion."""
    holders = (one.holder for one in _of(Authority, facts) if isinstance(one, Authority))
    known = (one for one in _of(Contact, facts) if isinstance(one, Contact))
    doctors = (one.name for one in known if not one.family or one.id in request.send_opinion_to)
    return "\n".join((request.prepared_by, request.companion, *holders, *doctors)).casefold()


def _name_of(line: str) -> str:
    """Return the name at the beginning of "Ana Lopez (daughter), 555-0123", or behind "Daughter: "."""
    label, rest = labelled(line)
    found = _BEFORE_DETAILS.match(rest if label else line)
    return found[0].strip(" -–") if found else ""


def _relatives(person: Person, request: PacketRequest, facts: Facts) -> Iterator[str]:
    """Yield the names of relatives that the record knows and the packet does not need."""
    staying = _staying(request, facts)
    contacts = (one.name for one in _of(Contact, facts) if isinstance(one, Contact) and one.family)
    called = map(_name_of, filled_lines(person.emergency_contacts))
    holders = (one.holder for one in _of(Coverage, facts) if isinstance(one, Coverage))
    for name in dict.fromkeys((*contacts, *called, *holders)):
        if name and name.casefold() not in staying and name.casefold() != person.name.casefold():
            yield name


def hidden_words(person: Person, request: PacketRequest, facts: Facts) -> HiddenWords:
    """Return what a packet hides, for the check of the finished file; `facts` are those that go in."""
    street = filled_lines(person.address)[:1] if request.hide_address else []
    numbers: list[str] = []
    if request.hide_numbers:
        numbers = [labelled(line)[1] for line in filled_lines(person.record_numbers)]
        for one in _of(Coverage, facts):
            if isinstance(one, Coverage):
                numbers += [one.member_id, one.group_number, *_numbers_in(one.approval)]
        numbers += _numbers_in(person.insurance)
    names = tuple(_relatives(person, request, facts)) if request.hide_family else ()
    return HiddenWords(tuple(street), tuple(dict.fromkeys(one for one in numbers if one.strip())), names)


def hidden_sentences(person: Person, request: PacketRequest, facts: Facts) -> tuple[str, ...]:
    """Return what the cover says of what is hidden: that there are numbers or names, never which."""
    words = hidden_words(person, request, facts)
    relatives = [one.relation for one in _of(FamilyHistory, facts) if isinstance(one, FamilyHistory)]
    with speaking(request.language):
        told = [(bool(words.numbers), say("hidden.numbers"))]
        told.append((request.hide_family and bool(words.names or any(map(names_in, relatives))), say("hidden.family")))
    return tuple(sentence for applies, sentence in told if applies)


def hidden(front: FrontInput) -> FrontInput:
    """Return what the written pages are made of without what the person hides."""
    with speaking(front.request.language):
        return _hidden(front)


def _hidden(front: FrontInput) -> FrontInput:
    request = front.request
    words = hidden_words(front.person, request, front.facts)
    made = front
    if request.hide_address:
        made = replace(made, person=replace(made.person, address=""))
    if request.hide_numbers:
        made = _without_insurance(made)
    if request.hide_family:
        made = _without_relatives(made, words.names)
    return made


def _without_insurance(front: FrontInput) -> FrontInput:
    """Take out record numbers, and the numbers of insurances: who insures the person stays."""
    word = say(WITHHELD)
    insurance = word if front.person.insurance.strip() else ""
    policies = tuple(
        replace(
            one,
            member_id=word if one.member_id else "",
            group_number=word if one.group_number else "",
            approval=_without_numbers(one.approval),
        )
        if isinstance(one, Coverage)
        else one
        for one in _of(Coverage, front.facts)
    )
    person = replace(front.person, record_numbers="", insurance=insurance)
    return replace(front, person=person, facts={**front.facts, FactKind.COVERAGE: policies})


def _without_relatives(front: FrontInput, names: tuple[str, ...]) -> FrontInput:
    """Take out the names of relatives whom the packet does not need; what is known of their illnesses stays."""
    facts = dict(front.facts)
    facts[FactKind.CONTACTS] = tuple(
        one for one in _of(Contact, facts) if not (isinstance(one, Contact) and one.family and one.name in names)
    )
    facts[FactKind.COVERAGE] = tuple(
        replace(one, holder=say("hidden.relative")) if isinstance(one, Coverage) and one.holder in names else one
        for one in _of(Coverage, facts)
    )
    facts[FactKind.FAMILY] = tuple(
        without_names(one, names) if isinstance(one, FamilyHistory) else one for one in _of(FamilyHistory, facts)
    )
    called = filled_lines(front.person.emergency_contacts)
    kept = [line for line in called if not any(name in line for name in names)]
    person = replace(front.person, emergency_contacts="\n".join(kept) or (say(WITHHELD) if called else ""))
    return replace(front, person=person, facts=facts)
