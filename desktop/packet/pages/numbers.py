"""The numbers by which a person is known: of which hospital, or of which insurance or identity paper."""

from __future__ import annotations

import json
import re
from functools import cache

from desktop.foundation.resources import resource
from desktop.packet.language import say
from desktop.packet.pages.words import filled_lines, labelled
from desktop.packet.word_patterns import pattern, plain
from desktop.records.person import Person
from desktop.typeset.drawable import JSON


@cache
def _no_hospital() -> re.Pattern[str]:
    listed: dict[str, list[str]] = json.loads(resource("terminology", "identity-numbers.json").read_text("utf-8"))
    return pattern(listed["labels"])


def name_label(person: Person) -> str:
    """Return the words over the name: as on the ID, and which ID that is when it was told."""
    kind = person.id_kind.strip()
    return say("cover.name-label-kind", kind=kind) if kind else say("cover.name-label")


def number_tables(person: Person) -> list[JSON]:
    """Return up to two tables of (head, head, rows): record numbers by facility, then numbers of any other kind.

    A number that was noted without a label has no kind; it stands among the others as not stated.
    """
    hospitals: list[JSON] = []
    others: list[JSON] = []
    for line in filled_lines(person.record_numbers):
        label, number = labelled(line)
        other = not label or _no_hospital().match(plain(label)) is not None
        (others if other else hospitals).append([label or say("unknown.not-stated"), number])
    tables: list[JSON] = []
    if hospitals:
        tables.append([say("cover.facility"), say("cover.record-no"), hospitals])
    if others:
        tables.append([say("cover.other-numbers"), say("cover.number"), others])
    return tables
