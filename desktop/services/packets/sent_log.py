"""The sent log: who got what, when and how; what is added later, and what each doctor does not have yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.records.changes import ChangeSet
from desktop.records.dates import PartialDate
from desktop.records.disclosure import HANDOVER, DisclosureNote, Handover
from desktop.records.packet import Disclosure
from desktop.services.errors import BadValueError, MissingValueError, NoSuchThingError
from desktop.services.history import Done, UndoHistory
from desktop.vault.stores import disclosures
from desktop.vault.vault import Transaction, Vault

SENT = "disclosure"
MOST_LETTERS = 500
"""Of a note, or of a field of a handover."""


@dataclass(frozen=True, slots=True)
class SentLog:
    """Reads the log of one vault and adds to it; nothing in it is ever changed."""

    vault: Vault
    history: UndoHistory

    def entries(self, person_id: str | None = None) -> tuple[Disclosure, ...]:
        """Return the log, newest first."""
        return self.vault.read(lambda tx: disclosures.list_disclosures(tx, person_id))

    def get(self, disclosure_id: str) -> Disclosure:
        """Return one entry; raises NoSuchThingError."""
        return self.vault.read(lambda tx: _entry(tx, disclosure_id))

    def words(self) -> Mapping[str, str]:
        """Return the words that open what was sent, by the id of the entry, until the recipient has it."""
        return self.vault.read(disclosures.words_kept)

    def hand_over(self, handover: Handover) -> ChangeSet:
        """Write down what left without the program; raises MissingValueError, BadValueError, NoSuchThingError."""
        _complete(handover)

        def work(tx: Transaction) -> Done:
            entry = _entry_of(handover, disclosures.list_disclosures(tx, handover.person_id))
            disclosures.append_disclosure(tx, entry)
            if handover.arrived:
                disclosures.mark_received(tx, entry.id, clock.now())
            return Done(ChangeSet((entry.id,), frozenset({SENT}), "Handover written down"))

        return self.history.perform(work)

    def add_note(self, disclosure_id: str, text: str) -> ChangeSet:
        """Add a note to an entry, such as who took the words; raises MissingValueError and NoSuchThingError."""
        told = " ".join(text.split())
        if not told:
            raise MissingValueError("note")
        _not_too_long("note", told)

        def work(tx: Transaction) -> Done:
            disclosures.append_note(tx, _entry(tx, disclosure_id), DisclosureNote(clock.now(), told))
            return Done(ChangeSet((disclosure_id,), frozenset({SENT}), "Note added"))

        return self.history.perform(work)

    def ask_on(self, disclosure_id: str, day: date) -> ChangeSet:
        """Remind of asking whether it arrived from `day` on; raises BadValueError and NoSuchThingError."""
        if day < clock.today():
            raise BadValueError("day", "a day that is not past")

        def work(tx: Transaction) -> Done:
            before = _entry(tx, disclosure_id)
            disclosures.append_reminder(tx, before, PartialDate.of(day))

            def undo(back: Transaction) -> ChangeSet:
                disclosures.append_reminder(back, before, before.ask_on)
                return ChangeSet((disclosure_id,), frozenset({SENT}))

            return Done(ChangeSet((disclosure_id,), frozenset({SENT}), "Reminder changed"), undo)

        return self.history.perform(work)

    def mark_received(self, disclosure_id: str) -> ChangeSet:
        """Write down that it arrived, and forget the words that open it; raises NoSuchThingError.

        The day on which it was first said stays.
        """

        def work(tx: Transaction) -> Done:
            if _entry(tx, disclosure_id).received is not None:
                return Done(ChangeSet((disclosure_id,), frozenset(), "Marked as received"))
            words = disclosures.words_kept(tx).get(disclosure_id)
            disclosures.mark_received(tx, disclosure_id, clock.now())
            disclosures.keep_words(tx, disclosure_id, None)

            def undo(back: Transaction) -> ChangeSet:
                disclosures.mark_received(back, disclosure_id, None)
                disclosures.keep_words(back, disclosure_id, words)
                return ChangeSet((disclosure_id,), frozenset({SENT}))

            return Done(ChangeSet((disclosure_id,), frozenset({SENT}), "Marked as received"), undo)

        return self.history.perform(work)


def _entry(tx: Transaction, disclosure_id: str) -> Disclosure:
    found = disclosures.get_disclosure(tx, disclosure_id)
    if found is None:
        raise NoSuchThingError("entry")
    return found


def _not_too_long(name: str, text: str) -> None:
    if len(text) > MOST_LETTERS:
        raise BadValueError(name, f"at most {MOST_LETTERS} letters")


def _complete(handover: Handover) -> None:
    if not handover.to.strip():
        raise MissingValueError("to")
    if not handover.what.strip() and not handover.packet_id:
        raise MissingValueError("what")
    if handover.day is not None and handover.day.low > clock.today():
        raise BadValueError("day", "a day that is not in the future")
    for name in ("to", "address", "what", "detail", "purpose"):
        _not_too_long(name, getattr(handover, name))


def _entry_of(handover: Handover, sent: tuple[Disclosure, ...]) -> Disclosure:
    """Return the new entry; one that names a saved packet is of the file that was saved then."""
    given = Disclosure(
        id=new_id(),
        packet_id="",
        code="",
        version=0,
        person_id=handover.person_id,
        to=handover.to.strip(),
        address=handover.address.strip(),
        purpose=handover.purpose.strip(),
        medium=HANDOVER,
        when=clock.now(),
        pages=0,
        size=0,
        sha256="",
        fingerprint="",
        file_name="",
        items=(),
        what=handover.what.strip(),
        day=handover.day,
        way=handover.way,
        detail=handover.detail.strip(),
    )
    if not handover.packet_id:
        return given
    wanted = (handover.packet_id, handover.version)
    saved = [one for one in sent if (one.packet_id, one.version) == wanted and one.medium != HANDOVER]
    if not saved:
        raise NoSuchThingError("version of a packet")
    same = ("packet_id", "code", "version", "pages", "size", "sha256", "fingerprint", "file_name", "items")
    return replace(given, **{name: getattr(saved[0], name) for name in same})
