"""The card of a doctor or place, and the row of family and helpers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.records.contact import Contact
from desktop.ui.contacts.presenter import initials, needs_fax
from desktop.ui.theme import limit
from desktop.ui.widgets import Card, NumberBadge, Pill, box, column, flow, glyph, label, link, row, secondary


def _line(icon: str, words: str, tone: str = "primary", *, strong: bool = False) -> QWidget:
    text = label(words, "body_strong" if strong else "", tone=tone if strong else "")
    text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made = row(glyph(icon, tone), gap=10)
    made.addWidget(text, 1)
    return box(made)


def pills(contact: Contact) -> list[str]:
    """Return what a contact gets or is for."""
    known = (
        (contact.gets_copy, QCoreApplication.translate("ContactCard", "Gets a copy")),
        (contact.referring, QCoreApplication.translate("ContactCard", "Referring doctor")),
        (contact.candidate, QCoreApplication.translate("ContactCard", "Second opinion")),
        (contact.emergency, QCoreApplication.translate("ContactCard", "Emergency contact")),
    )
    return [words for holds, words in known if holds]


class ContactCard(Card):
    """Name, role in the person's words, where, numbers, and what they get."""

    def __init__(self, contact: Contact, change: Callable[[Contact], object]) -> None:
        """Show `contact`; "Change" opens its form."""
        super().__init__(gap=6, pad=(18, 14))
        self.setAccessibleName(contact.name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        limit(self, min_width=230)
        who = column(label(contact.name, "body_strong"), gap=2)
        role = ", ".join(part for part in (contact.role, contact.specialty) if part)
        if role:
            who.addWidget(label(role, "muted"))
        head = row(NumberBadge(initials(contact.name), look="soft", size=44), gap=14, top=True)
        head.addLayout(who, 1)
        self.body.addLayout(head)
        for each in self._lines(contact):
            self.body.addWidget(each)
        self.body.addStretch(1)
        words = QCoreApplication.translate("ContactCard", "Change {name}").format(name=contact.name)
        edit = link(self.tr("Change"), lambda: change(contact), name=words)
        foot = row(gap=8)
        foot.addWidget(box(column(None, flow(*(Pill(each) for each in pills(contact)), gap=6), None)), 1)
        foot.addWidget(edit)
        self.body.addLayout(foot)

    def _lines(self, contact: Contact) -> Sequence[QWidget]:
        known = (
            ("map-pin", contact.facility or contact.address),
            ("phone", contact.phone),
            ("printer", self.tr("Fax {number}").format(number=contact.fax) if contact.fax else ""),
            ("envelope-simple", contact.email),
            ("globe", contact.portal),
        )
        lines = [_line(icon, words) for icon, words in known if words]
        if needs_fax(contact):
            lines.append(_line("warning", self.tr("Fax number is missing"), "warn", strong=True))
        return lines


def family_row(contact: Contact, change: Callable[[Contact], object]) -> Card:
    """Return the row of a family member or helper."""
    made = Card(gap=4, pad=(18, 14))
    name = f"{contact.name}, {contact.role}" if contact.role else contact.name
    facts = [contact.phone, contact.email, *pills(contact), contact.note]
    words = column(label(name, "body_strong"), label("  ·  ".join(each for each in facts if each), "muted"), gap=2)
    edit = secondary(
        QCoreApplication.translate("ContactCard", "Change"),
        lambda: change(contact),
        name=QCoreApplication.translate("ContactCard", "Change {name}").format(name=contact.name),
    )
    inside = row(NumberBadge(initials(contact.name), look="soft", size=44), gap=14)
    inside.addLayout(words, 1)
    inside.addWidget(edit)
    made.body.addLayout(inside)
    return made
