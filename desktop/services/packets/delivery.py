"""How a packet leaves: one file, small files for a website, a folder, paper; each is entered in the sent log."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.foundation.progress import CancelToken, Progress
from desktop.packet.language import speaking
from desktop.packet.phrase import propose_phrase
from desktop.records.changes import ChangeSet
from desktop.records.packet import Disclosure
from desktop.services.history import UndoHistory
from desktop.services.packets import building, delivering, portal
from desktop.services.packets.age import age_encrypted
from desktop.services.packets.errors import NotReadBackError, UnansweredError
from desktop.services.packets.folder.contents import FolderChoice
from desktop.services.packets.folder.making import folder_files
from desktop.services.packets.folder.writing import write_folder
from desktop.services.packets.gathering import Gathering
from desktop.services.packets.outcome import must_hold
from desktop.services.packets.sent_log import SENT
from desktop.services.packets.values import BuiltPacket, Delivered, DeliveredFolder
from desktop.vault.stores import disclosures, packets
from desktop.vault.vault import Transaction, Vault

LOCKED, PLAIN, AGE, PORTAL, FOLDER, PRINTED = "locked-pdf", "plain-pdf", "age", "portal", "folder", "print"
PACKET = "packet"


class Delivery:
    """Writes packets of one vault, reads back what it wrote, and enters it in the sent log."""

    def __init__(self, vault: Vault, history: UndoHistory, gathering: Gathering) -> None:
        """Log into `vault`; `gathering` knows the recipients."""
        self._vault = vault
        self._history = history
        self._gathering = gathering

    def file(
        self,
        built: BuiltPacket,
        target: Path,
        *,
        medium: str = LOCKED,
        phrase: str | None = None,
        age_key: str = "",
    ) -> Delivered:
        """Write one file to `target` (a new file, or a folder).

        `medium` is LOCKED with `phrase`, PLAIN, or AGE for the public key `age_key`. What is written is read back
        before it is entered in the sent log. Raises FileThereError, FolderNotWritableError, NoRoomError,
        NotReadBackError, NotBuiltError, UnansweredError or NoAgeKeyError.
        """
        _all_answered(built)
        path = delivering.target_file(target, ending=".pdf.age" if medium == AGE else ".pdf")
        words = (phrase or propose_phrase()) if medium == LOCKED else None
        pdf = building.locked(built.pdf, words) if words else built.pdf
        verified = building.read_back(pdf, built.expectations, phrase=words or "")
        if not must_hold(verified.checks):
            raise NotReadBackError
        data = age_encrypted(pdf, age_key) if medium == AGE else pdf
        written = delivering.write_file(path, data)
        entry = self._entry(built, written, medium)
        self._log(built, entry, words)
        return Delivered(
            path=path,
            packet_id=entry.packet_id,
            version=entry.version,
            pages=built.pages,
            bytes=written.size,
            sha256=written.sha256,
            fingerprint=entry.fingerprint,
            phrase=words,
            checks=verified.checks,
            disclosure_id=entry.id,
        )

    def folder(
        self,
        built: BuiltPacket,
        target: Path,
        choice: FolderChoice,
        *,
        phrase: str | None = None,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> DeliveredFolder:
        """Write the packet and what lies beside it into `target`, a new or empty folder; locked if `choice` says so.

        The whole folder is read back, and the PDF as every packet is, before it is entered in the sent log. Raises
        what `write_folder` raises, and NotBuiltError.
        """
        _all_answered(built)
        words = (phrase or propose_phrase()) if choice.locked else None
        pdf = building.locked(built.pdf, words) if words else built.pdf
        verified = building.read_back(pdf, built.expectations, phrase=words or "", cancel=cancel)
        if not must_hold(verified.checks):
            raise NotReadBackError
        told, stop = progress or Progress(), cancel or CancelToken()
        with speaking(built.plan.request.language):
            files = folder_files(self._vault, built, pdf, choice)
            sizes = write_folder(target, files, vault=self._vault.path, progress=told, cancel=stop)
        size = sum(sizes.values())
        entry = self._entry(built, delivering.Written(target, hashlib.sha256(pdf).hexdigest(), size), FOLDER)
        self._log(built, entry, words)
        return DeliveredFolder(target, tuple(sizes), size, entry, words, verified.checks)

    def small_files(
        self,
        built: BuiltPacket,
        files: tuple[portal.SmallFile, ...],
        target: Path,
        *,
        progress: Progress | None = None,
        cancel: CancelToken | None = None,
    ) -> DeliveredFolder:
        """Write the files that `portal.small_files` cut into `target`, a new or empty folder; they are not locked.

        Raises what `write_small_files` raises, and UnansweredError.
        """
        _all_answered(built)
        portal.write_small_files(
            target, files, vault=self._vault.path, progress=progress or Progress(), cancel=cancel or CancelToken()
        )
        size = sum(len(one.pdf) for one in files)
        entry = self._entry(built, delivering.Written(target, portal.list_digest(files), size), PORTAL)
        self._log(built, entry)
        return DeliveredFolder(target, tuple(one.path for one in files), size, entry, None, built.checks)

    @staticmethod
    def may_leave(built: BuiltPacket) -> None:
        """Refuse what holds findings without an answer, before a way that cannot be stopped later; UnansweredError."""
        _all_answered(built)

    def printed(self, built: BuiltPacket) -> Disclosure:
        """Enter in the sent log that the packet went to a printer; the hash is of the pages as they were printed.

        Raises UnansweredError.
        """
        _all_answered(built)
        digest = hashlib.sha256(built.pdf).hexdigest()
        entry = self._entry(built, delivering.Written(Path(), digest, built.size), PRINTED)
        self._log(built, entry)
        return entry

    def _entry(self, built: BuiltPacket, written: delivering.Written, medium: str) -> Disclosure:
        request = built.draft.request
        recipient = self._gathering.of(request.person_id).recipient(request)
        address = (recipient.institution, recipient.email or recipient.fax or recipient.phone) if recipient else ()
        return Disclosure(
            id=new_id(),
            packet_id=request.id,
            code=built.draft.code,
            version=built.draft.version + 1,
            person_id=request.person_id,
            to=recipient.name if recipient else request.recipient_name,
            address=", ".join(part for part in address if part),
            purpose="Second opinion",
            medium=medium,
            when=clock.now(),
            pages=built.pages,
            size=written.size,
            sha256=written.sha256,
            fingerprint=delivering.fingerprint_of(written.sha256),
            file_name=written.path.name,
            items=built.plan.items,
        )

    def _log(self, built: BuiltPacket, entry: Disclosure, words: str | None = None) -> None:
        """Enter it, with the words that open it: they are kept until the recipient has it."""

        def work(tx: Transaction) -> None:
            draft = packets.get_draft(tx, entry.packet_id) or built.draft  # it may have been changed meanwhile
            packets.put_draft(tx, replace(draft, version=entry.version, changed=clock.now()))
            disclosures.append_disclosure(tx, entry)
            disclosures.keep_words(tx, entry.id, words)

        self._vault.write(work)
        self._history.tell(ChangeSet((entry.id,), frozenset({PACKET, SENT}), "Packet saved"))


def _all_answered(built: BuiltPacket) -> None:
    """Refuse what holds findings without an answer; raises UnansweredError."""
    if built.unanswered:
        raise UnansweredError(tuple(sorted({one.page for one in built.unanswered})))
