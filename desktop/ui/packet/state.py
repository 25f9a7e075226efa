"""The packet at work: what the person decided, kept in the vault after every change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.foundation.errors import SheafError
from desktop.records.packet import PacketDraft, PacketRequest
from desktop.records.person import Person
from desktop.records.recipient import Recipient
from desktop.records.recipient_profile import most_files
from desktop.ui.navigation import ScreenContext

if TYPE_CHECKING:
    from desktop.services.packets import BuiltPacket

_WAIT_MS = 400
"""After the last key, before saving."""


class Packet(QObject):
    """One packet in the builder; `saved` tells when its request was kept."""

    saved = Signal()

    def __init__(self, context: ScreenContext, draft: PacketDraft) -> None:
        """Work on `draft`."""
        super().__init__()
        self.context = context
        self.draft = draft
        self.person: Person = context.workspace.people.get(draft.request.person_id)
        self.built: BuiltPacket | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_WAIT_MS)
        self._timer.timeout.connect(self.save)
        self._pending = draft.request
        self._stop: Callable[[], None] = lambda: None

    @property
    def request(self) -> PacketRequest:
        """What the person decided, with what is being typed."""
        return self._pending

    @property
    def recipient_name(self) -> str:
        """Who the packet is for, or an empty text."""
        if self.request.recipient_id:
            try:
                return self.context.workspace.records.get(self.request.recipient_id).title
            except SheafError:
                return ""
        return self.request.recipient_name

    @property
    def recipient(self) -> Recipient | None:
        """Who the packet is for, with what that place asks for; None when only a name was typed."""
        if not self.request.recipient_id:
            return None
        try:
            found = self.context.workspace.records.get(self.request.recipient_id)
        except SheafError:
            return None
        return found if isinstance(found, Recipient) else None

    @property
    def largest_mb(self) -> int:
        """The largest file that the place takes, in MB; 0 when nobody knows."""
        return self.recipient.max_mb if self.recipient else 0

    @property
    def files_at_once(self) -> int:
        """How many files a website takes at once: as chosen for this packet, else as the place said; 0: no limit."""
        return most_files(self.request, self.recipient)

    @property
    def images(self) -> bool:
        """Whether pictures of scans go along: unless the place said that it wants none."""
        return self.recipient is None or self.recipient.images.strip().casefold() != "no"

    def change(self, *, soon: bool = False, **values: Any) -> None:  # noqa: ANN401 - fields of PacketRequest
        """Change fields of the request; with `soon`, save after a pause in typing."""
        self._pending = replace(self._pending, **values)
        self.record_changed()
        if soon:
            self._timer.start()
        else:
            self.save()

    def change_leaving(self, **values: Any) -> None:  # noqa: ANN401 - fields of PacketRequest
        """Change how the packet leaves: its pages stay as they are made."""
        self._pending = replace(self._pending, **values)
        if self.built is not None:
            draft = replace(self.built.draft, request=self._pending)
            self.built = replace(self.built, draft=draft)
        self.save()

    def record_changed(self) -> None:
        """Let the pages be made anew: something that they were made of is not as it was."""
        self.built = None
        self._stop()

    def save(self) -> None:
        """Keep what is decided."""
        self._timer.stop()
        if self._pending == self.draft.request:
            return
        try:
            self.draft = self.context.workspace.packets.save(self._pending)
        except SheafError as error:
            self.context.show_error(error)
            return
        self.saved.emit()

    def build(
        self,
        done: Callable[[BuiltPacket], object],
        *,
        told: Callable[[str], object],
        failed: Callable[[BaseException], object] | None = None,
        owner: QObject | None = None,
    ) -> Callable[[], None]:
        """Make the packet beside the window; returns what cancels it. One that is being made is given up."""
        self.save()
        self._stop()
        if self.built is not None:
            done(self.built)
            return lambda: None
        request = self.request

        def keep(built: BuiltPacket) -> None:
            if request == self.request:
                self.built = built
                done(built)

        task = self.context.tasks.run(
            lambda progress, cancel: self.context.workspace.packets.build(request, progress=progress, cancel=cancel),
            done=keep,
            progress=lambda step: told(step.words),
            failed=failed,
            owner=owner or self,
            name="packet",
        )
        self._stop = task.drop
        return task.drop
