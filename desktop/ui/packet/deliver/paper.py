"""The packet on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtPrintSupport import QPrinter

from desktop.foundation.errors import SheafError
from desktop.ui.packet.deliver.way import Way
from desktop.ui.packet.state import Packet
from desktop.ui.printing import WIDTH, ask_printer, print_pictures
from desktop.ui.widgets import Notice, column, label

if TYPE_CHECKING:
    from desktop.foundation.progress import CancelToken, Progress
    from desktop.services.packets import BuiltPacket
    from desktop.ui.packet.deliver.way import Done, Failed


class PaperWay(Way):
    """Prints the very pages that were looked at."""

    writes = False

    def __init__(self, packet: Packet) -> None:
        """Say what comes out of the printer."""
        super().__init__(packet)
        self.about = label("", "muted")
        self._at_work = ""
        kept = self.tr("It can be read by anyone who holds it. Printing is written down in the sent log.")
        self.setLayout(
            column(
                label(self.tr("Print the packet"), "section"),
                self.about,
                label(self.tr("Black and white is fine: nothing is told by color alone."), "muted"),
                label(self.tr("For larger type, choose “Large type” in step 2."), "muted"),
                Notice(kept, look="info"),
                None,
                gap=12,
            )
        )

    def button(self) -> tuple[str, str]:
        """Say what happens."""
        return self.tr("Print…"), "printer"

    def note(self) -> str:
        """Say where it goes: to the printer."""
        return self.tr("It goes to your printer only. Sheaf sends nothing itself.")

    def missing(self) -> str:
        """Say that the pages are on their way to the printer: a second press would print them twice."""
        return self._at_work

    def _works(self, words: str) -> None:
        self._at_work = words
        self.changed.emit()

    def shown(self) -> None:
        """Tell the number of pages."""
        self.packet.build(self._tell, told=self.about.setText, owner=self)

    def _tell(self, built: BuiltPacket) -> None:
        self.about.setText(self.tr("{count} pages, on one side or on both.").format(count=built.pages))

    def begin(self, done: Done, failed: Failed) -> None:
        """Ask for the printer, when the pages are there."""

        def ask(built: BuiltPacket) -> None:
            try:
                self.packet.context.workspace.packets.delivery.may_leave(built)
            except SheafError as error:
                failed(error)
                return
            ask_printer(self.window(), lambda printer: self.print_on(printer, built, done, failed))
            self.changed.emit()

        self.packet.build(ask, told=lambda _words: None, failed=failed, owner=self)

    def print_on(self, printer: QPrinter, built: BuiltPacket, done: Done, failed: Failed) -> None:
        """Draw the pages beside the window, then print; what the printer took is entered in the sent log."""
        packets = self.packet.context.workspace.packets

        def drawn(progress: Progress, cancel: CancelToken) -> list[bytes]:
            pictures = []
            for page in range(1, built.pages + 1):
                cancel.check()
                progress.tell(page, built.pages, "Drawing the pages")
                pictures.append(packets.page_png(built, page, width=WIDTH))
            return pictures

        def put_on_paper(pictures: list[bytes]) -> None:
            self._at_work = ""
            if print_pictures(printer, built.pages, lambda page: pictures[page - 1]):
                done(packets.delivery.printed(built))
                return
            words = self.tr("The printer did not answer. You can save the packet and print it elsewhere.")
            self.packet.context.toast(words, False)  # noqa: FBT003 - words, undoable
            self.changed.emit()

        def not_drawn(error: BaseException) -> None:
            self._at_work = ""
            failed(error)

        self._works(self.tr("Making the pages for the printer …"))
        self.packet.context.tasks.run(drawn, done=put_on_paper, failed=not_drawn, owner=self, name="packet")
