"""The page names someone else: what differs, side by side, and whose it is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop.records.document import Document
from desktop.records.person import Person
from desktop.ui.dates import day_words
from desktop.ui.theme import gap, pad
from desktop.ui.widgets import Card, column, flow, glyph, label, line, primary, row, secondary


@dataclass(frozen=True, slots=True)
class WhoseActions:
    """What the person can say."""

    move: Callable[[], object]
    keep: Callable[[], object]
    leave_out: Callable[[], object]


def _say(text: str) -> str:
    return QCoreApplication.translate("WhoseDocument", text)


def first_name(person: Person) -> str:
    """Return how a person is spoken of."""
    return person.name.split()[0] if person.name.split() else person.name


def red_box(document: Document, person: Person, other: Person | None, actions: WhoseActions) -> Card:
    """Return the box with the question and its three answers."""
    name = first_name(person)
    page = next((one.page for one in document.evidence if one.field == "person"), 1)
    said = document.person_named or _say("another name")
    born = document.person_born and _say(", born {born}").format(born=document.person_born)
    mine = _say("You are adding it to {name}, born {born}. A wrong page can mislead a doctor.").format(
        name=person.name, born=day_words(person.born, long=True)
    )
    sentence = _say("Page {page} says {said}{born}.").format(page=page, said=said, born=born)
    move = _say("Move to {name}").format(name=other.name) if other else _say("Add a new person…")
    buttons = flow(
        primary(move, actions.move),
        secondary(_say("It is {name}’s, keep it here").format(name=name), actions.keep),
        secondary(_say("Leave it out"), actions.leave_out),
    )
    title = label(_say("The name on this page is not {name}’s").format(name=name), "body_strong")
    inside = row(glyph("warning-circle", "danger", size=28), gap=16, top=True)
    inside.addLayout(column(title, label(f"{sentence} {mine}"), buttons, gap=8), 1)
    return Card(inside, look="danger")


def differences(document: Document, person: Person) -> QWidget:
    """Return the table of what differs."""
    grid = QGridLayout()
    pad(grid, 0)
    gap(grid, 10)
    heads = ("", _say("On the page"), _say("In Sheaf"))
    for place, words in enumerate(heads):
        grid.addWidget(label(words, "caption"), 0, place)
    rows = (
        (_say("Name"), document.person_named or _say("not read"), person.name),
        (_say("Born"), document.person_born or _say("not read"), person.born.iso if person.born else _say("not known")),
    )
    for number, (what, there, here) in enumerate(rows, start=1):
        grid.addWidget(line(), 2 * number - 1, 0, 1, 3)
        grid.addWidget(label(what, "muted", wrap=False), 2 * number, 0)
        grid.addWidget(label(there, "body_strong", tone="danger"), 2 * number, 1)
        grid.addWidget(label(here), 2 * number, 2)
    grid.setColumnStretch(1, 1)
    grid.setColumnStretch(2, 1)
    made = Card(label(_say("What differs"), "section"))
    made.body.addLayout(grid)
    until = label(_say("Until you decide, this document is in no packet and on no timeline."), "muted")
    holder = QWidget()
    holder.setLayout(column(made, until, None, gap=16))
    return holder
