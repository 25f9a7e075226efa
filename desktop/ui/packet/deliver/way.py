"""What every way of delivering has: what its button says, what is still missing, and how it begins."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.packet.state import Packet

if TYPE_CHECKING:
    from desktop.foundation.progress import CancelToken, Progress
    from desktop.records.packet import Disclosure
    from desktop.services.packets import BuiltPacket, Delivered
    from desktop.services.packets.values import DeliveredFolder

    Outcome = Delivered | DeliveredFolder | Disclosure
    Done = Callable[[Outcome], object]
    Failed = Callable[[BaseException], object]


class Way(QWidget):
    """One way; `changed` tells that what is missing or what the button says may be other now."""

    changed = Signal()
    writes = True
    """Whether what was begun leaves a file behind; paper leaves none when the person goes back."""

    def __init__(self, packet: Packet) -> None:
        """Deliver `packet`."""
        super().__init__()
        self.packet = packet

    def button(self) -> tuple[str, str]:
        """Return the words of the button and its icon."""
        raise NotImplementedError

    def note(self) -> str:
        """Return what is said beside the button while nothing is missing."""
        return self.tr("Saved to a folder you choose. Sheaf sends nothing itself.")

    def missing(self) -> str:
        """Return what keeps saving away, or an empty text."""
        return ""

    def shown(self) -> None:
        """Get ready; called when this way is chosen."""

    def begin(self, done: Done, failed: Failed) -> None:
        """Deliver beside the window; then `done` or `failed` is called."""
        packets = self.packet.context.workspace.packets
        request = self.packet.request
        deliver = self.delivering()

        def work(progress: Progress, cancel: CancelToken) -> Outcome:
            built = self.packet.built or packets.build(request, progress=progress, cancel=cancel)
            return deliver(built, progress, cancel)

        self.packet.context.tasks.run(work, done=done, failed=failed, owner=self, name="packet")

    def delivering(self) -> Callable[[BuiltPacket, Progress, CancelToken], Outcome]:
        """Return what writes the packet, with what the person chose until now; it runs beside the window."""
        raise NotImplementedError
