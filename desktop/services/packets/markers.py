"""What must not be in a packet: other people of the vault, what was left out, and this computer."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop.packet.expectations import Marker, MarkerKind
from desktop.packet.hiding import HiddenWords
from desktop.packet.plan import Plan
from desktop.packet.verify_words import folded
from desktop.packet.written_dates import written_dates
from desktop.records.allergy import Allergy
from desktop.records.condition import Condition
from desktop.records.fact import Fact
from desktop.records.medication import Medication
from desktop.records.person import Person

OTHER_PERSON = "another person of this vault"
OTHER_PERSONS_DOCUMENT = "a document of another person of this vault"
LEFT_OUT_DOCUMENT = "a document that you left out"
LEFT_OUT_PAGE = "a page that you left out"
LEFT_OUT_FACT = "something that you left out"
HIDDEN_ADDRESS = "your home address"
HIDDEN_NUMBER = "one of your record, insurance or ID numbers"
HIDDEN_NAME = "a family member’s name"
HIDDEN = (HIDDEN_ADDRESS, HIDDEN_NUMBER, HIDDEN_NAME)
"""What is hidden on the pages that we make; on pages of documents it may stand, and it is told."""
THIS_COMPUTER = "a folder of this computer"
_TELLING = 24
"""Signs a line must have to tell one document from others."""
_SHORTEST_TITLE = 5
_STREET = 8
"""Letters of a street that tell it from other words."""
_FEW_LINES = 5
_MOSTLY = 0.6
"""The share of a page's telling lines that make another page the same."""


@dataclass(frozen=True, slots=True)
class Texts:
    """Texts of pages, by why they are looked at: what goes in, what was left out, and what is other people's."""

    included: tuple[str, ...]
    left_out: tuple[str, ...]
    pages_left_out: tuple[str, ...]
    other_people: tuple[str, ...]


def names_of(name: str) -> tuple[str, ...]:
    """Return a name as papers write it: as it is, and the last name first."""
    words = name.split()
    turned = [f"{' '.join(words[-count:])}, {' '.join(words[:-count])}" for count in (1, 2) if len(words) > count]
    without = [one.replace(",", "") for one in turned]
    ends = [f"{words[0]} {words[-1]}", f"{words[-1]}, {words[0]}"] if len(words) > len("ab") else []
    return tuple(dict.fromkeys((name, *turned, *without, *ends)))


def _other_people(people: Iterable[Person], person: Person) -> Iterator[Marker]:
    for other in people:
        if other.id == person.id or folded(other.name) == folded(person.name):
            continue
        near = list(written_dates(other.born)) if other.born is not None else []
        numbers = (line.rpartition(":")[2].strip() for line in other.record_numbers.splitlines())
        near += [number for number in numbers if len(number) >= _SHORTEST_TITLE]
        if near:
            filed = (other.filed_name, other.filed_name.replace(",", ""))
            names = tuple(dict.fromkeys((*names_of(other.name), *filed)))
            yield Marker(OTHER_PERSON, MarkerKind.PERSON, names, tuple(near))


def telling_lines(text: str, allowed: str) -> list[str]:
    """Return lines of a text that stand in it alone: long, and not in `allowed` (folded)."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if len(folded(line)) >= _TELLING and folded(line) not in allowed]


def _lines(what: str, texts: Iterable[str], allowed: str) -> Iterator[Marker]:
    lines = dict.fromkeys(line for text in texts for line in telling_lines(text, allowed))
    return (Marker(what, MarkerKind.LINE, (line,)) for line in lines)


def _same_pages(texts: Texts) -> Iterator[Marker]:
    """Yield a line for each included page that says mostly what a page says that must stay out."""
    included = [frozenset(map(folded, telling_lines(page, ""))) for page in texts.included]
    kept_out = ((OTHER_PERSONS_DOCUMENT, texts.other_people), (LEFT_OUT_DOCUMENT, texts.left_out))
    for what, pages in kept_out:
        for page in pages:
            lines = frozenset(map(folded, telling_lines(page, "")))
            if len(lines) < _FEW_LINES:
                continue
            for shown in included:
                common = lines & shown
                if len(common) >= max(_FEW_LINES, _MOSTLY * len(lines)):
                    yield Marker(what, MarkerKind.LINE, (max(common, key=len),))


def _names(fact: Fact) -> tuple[str, ...]:
    """Return by which words an entry that was left out would be known."""
    names: tuple[str, ...]
    match fact:
        case Medication():
            names = (fact.generic, fact.brand)
        case Condition():
            names = (fact.name,)
        case Allergy():
            names = (fact.title,)
        case _:
            names = (fact.title,) if " " in fact.title else ()
    return tuple(name for name in names if len(name) >= _SHORTEST_TITLE)


def _facts(facts: Iterable[Fact], typed: str) -> Iterator[Marker]:
    """Yield what tells an entry that was left out, unless something that goes in was typed with the same words."""
    allowed = folded(typed)
    for fact in facts:
        names = tuple(name for name in _names(fact) if folded(name) not in allowed)
        if names:
            yield Marker(LEFT_OUT_FACT, MarkerKind.TERM, names)
        if len(folded(fact.note)) >= _TELLING and folded(fact.note) not in allowed:
            yield Marker(LEFT_OUT_FACT, MarkerKind.LINE, (fact.note,))


def _this_computer(vault_folder: Path) -> Iterator[Marker]:
    yield Marker(THIS_COMPUTER, MarkerKind.PLACE, (str(vault_folder),))
    home = str(Path.home())
    if len(home) > len("/root"):
        yield Marker(THIS_COMPUTER, MarkerKind.PLACE, (f"{home}/", home.replace("/", "\\") + "\\"))
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        return
    if len(user) > _SHORTEST_TITLE:
        yield Marker(THIS_COMPUTER, MarkerKind.PLACE, (f"/{user}/", f"\\{user}\\"))


def hidden_markers(hidden: HiddenWords) -> Iterator[Marker]:
    """Yield what must be on no page that we make: the street, numbers and names that the person hides."""
    yield from (Marker(HIDDEN_ADDRESS, MarkerKind.LINE, (one,)) for one in hidden.address if len(one) >= _STREET)
    numbers = (one for one in hidden.numbers if len(folded(one)) >= _SHORTEST_TITLE)
    yield from (Marker(HIDDEN_NUMBER, MarkerKind.TERM, (one,)) for one in numbers)
    yield from (Marker(HIDDEN_NAME, MarkerKind.TERM, names_of(one)) for one in hidden.names if " " in one)


def markers(
    plan: Plan, *, person: Person, people: Iterable[Person], texts: Texts, typed: str, vault_folder: Path
) -> tuple[Marker, ...]:
    """Return all markers; `typed` is what the packet's own pages say in the person's words."""
    allowed = folded("\n".join((*texts.included, typed)))
    return (
        *_other_people(people, person),
        *_same_pages(texts),
        *_lines(LEFT_OUT_DOCUMENT, texts.left_out, allowed),
        *_lines(LEFT_OUT_PAGE, texts.pages_left_out, allowed),
        *_lines(OTHER_PERSONS_DOCUMENT, texts.other_people, allowed),
        *_facts(plan.excluded_facts, typed),
        *_this_computer(vault_folder),
    )
