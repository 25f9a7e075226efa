"""What must not be in a packet: other people of the vault, what was left out, and this computer."""

from __future__ import annotations

import getpass
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from desktop.packet.expectations import Marker
from desktop.packet.plan import Plan
from desktop.packet.verify_words import folded
from desktop.records.person import Person

OTHER_PERSON = "another person of this vault"
LEFT_OUT_DOCUMENT = "a document that you left out"
LEFT_OUT_FACT = "something that you left out"
THIS_COMPUTER = "a folder of this computer"
_TELLING = 24
"""Signs a line must have to tell one document from others."""
_MOST_LINES = 40
_SHORTEST_TITLE = 5


def _other_people(people: Iterable[Person], person: Person) -> Iterator[Marker]:
    for other in people:
        if other.id == person.id or folded(other.name) == folded(person.name):
            continue
        if other.born is not None:
            yield Marker(OTHER_PERSON, (other.name, other.born.iso))
        for line in other.record_numbers.splitlines():
            number = line.rpartition(":")[2].strip()
            if len(number) >= _SHORTEST_TITLE:
                yield Marker(OTHER_PERSON, (other.name, number))


def telling_lines(text: str, allowed: str) -> list[str]:
    """Return lines of a text that stand in it alone: long, and not in `allowed` (folded)."""
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if len(line) >= _TELLING and folded(line) not in allowed][:_MOST_LINES]


def _this_computer(vault_folder: Path) -> Iterator[Marker]:
    yield Marker(THIS_COMPUTER, (str(vault_folder),))
    home = str(Path.home())
    if len(home) > len("/root"):
        yield Marker(THIS_COMPUTER, (f"{home}/",))
    try:
        user = getpass.getuser()
    except (OSError, KeyError):
        return
    if len(user) > _SHORTEST_TITLE:
        yield Marker(THIS_COMPUTER, (f"/{user}/",))


def markers(
    plan: Plan,
    *,
    person: Person,
    people: Iterable[Person],
    left_out_texts: Sequence[str],
    allowed_text: str,
    vault_folder: Path,
) -> tuple[Marker, ...]:
    """Return all markers. `left_out_texts` are the page texts of documents kept back, `allowed_text` what goes in."""
    allowed = folded(allowed_text)
    lines = (line for text in left_out_texts for line in telling_lines(text, allowed))
    documents = [Marker(LEFT_OUT_DOCUMENT, (line,)) for line in dict.fromkeys(lines)]
    titles = [fact.title for fact in plan.excluded_facts if len(fact.title) >= _SHORTEST_TITLE]
    facts = [Marker(LEFT_OUT_FACT, (title,)) for title in titles if folded(title) not in allowed]
    return (*_other_people(people, person), *documents, *facts, *_this_computer(vault_folder))
