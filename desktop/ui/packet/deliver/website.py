"""Files for a hospital's website: not locked, each under the size that the website takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop.foundation.errors import SheafError
from desktop.services.packets.portal import FILES_AT_ONCE, SIZES_MB, small_files, uploads_of
from desktop.ui.packet.deliver.place import SavePlace
from desktop.ui.packet.deliver.way import Way
from desktop.ui.packet.state import Packet
from desktop.ui.widgets import (
    Card,
    CheckBox,
    ComboBox,
    Field,
    Notice,
    Panes,
    box,
    clear,
    column,
    glyph,
    label,
    line,
    row,
)

if TYPE_CHECKING:
    from desktop.foundation.progress import CancelToken, Progress
    from desktop.services.packets import BuiltPacket
    from desktop.services.packets.portal import SmallFile
    from desktop.ui.packet.deliver.way import Outcome

ONE_FILE = 0
"""The size that stands for one file however large."""
AS_NEEDED = 0
"""The number of files at once that stands for no limit."""
_USUAL_MB = 10
_TENTH_MB = 100_000


class WebsiteWay(Way):
    """Shows the split with names and sizes before anything is written."""

    def __init__(self, packet: Packet) -> None:
        """Begin with the size that this place takes, if it is known."""
        super().__init__(packet)
        self.files: tuple[SmallFile, ...] = ()
        self._cut_for: object = None
        self._waiting = ""
        known = packet.largest_mb
        sizes = sorted({*SIZES_MB, *([known] if known else [])})
        choices = [(str(size), self.tr("{size} MB").format(size=size)) for size in sizes]
        choices.append((str(ONE_FILE), self.tr("No limit: one file")))
        self.most = ComboBox(choices, str(known or _USUAL_MB), lambda _value: self._cut())
        self.at_once = ComboBox(self._counts(packet.files_at_once), str(packet.files_at_once), self._at_once)
        most = Field(self.tr("Largest file the website takes"), self.most)
        at_once = Field(self.tr("How many files at once"), self.at_once)
        self._rows = Card(look="bare", gap=6, pad=(0, 0))
        self.head = label("", "section")
        self._told = Notice("", look="info")
        self._told.hide()
        about = self._about(packet)
        warning = self.tr("Most hospital websites cannot take locked files. Delete them from the folder afterwards.")
        notice = Notice(warning, look="warn", title=self.tr("These files are not locked"))
        self.understood = CheckBox(self.tr("I understand, make files without a lock"), lambda _on: self.changed.emit())
        notice.body.addWidget(self.understood)
        name = packet.context.workspace.packets.default_name().removesuffix(".pdf")
        self.place = SavePlace(name)
        self.setLayout(
            column(
                self.head,
                label(about, "muted"),
                Panes(most, at_once, stretch=(1, 1), room=12, breakpoint_at=420),
                self._told,
                self._rows,
                notice,
                self.place,
                None,
                gap=12,
            )
        )

    def _counts(self, known: int) -> list[tuple[str, str]]:
        """Return how many files a website may take at once, with what this place said."""
        counts = sorted({*FILES_AT_ONCE, *([known] if known else [])})
        words = {1: self.tr("One at a time")}
        numbers = [(str(one), words.get(one, self.tr("At most {count}").format(count=one))) for one in counts]
        return [(str(AS_NEEDED), self.tr("As many as needed")), *numbers]

    def _at_once(self, value: str) -> None:
        self.packet.change_leaving(max_files=int(value))
        self._cut()

    def _about(self, packet: Packet) -> str:
        """Say what the place takes, if it is known, and how the files are made."""
        names = self.tr("Names are short and without special letters. Page numbers go on from file to file.")
        if not packet.recipient or not packet.largest_mb:
            return names
        place = packet.recipient.institution or packet.recipient.name
        takes = self.tr("The website of {place} takes at most {size} MB for each file.")
        return f"{takes.format(place=place, size=packet.largest_mb)} {names}"

    def button(self) -> tuple[str, str]:
        """Say how many files are saved."""
        count = len(self.files)
        if int(self.most.value) == ONE_FILE or count == 1:
            return self.tr("Save plain PDF"), "file-pdf"
        return (self.tr("Save {count} files").format(count=count) if count else self.tr("Save files")), "file-pdf"

    def missing(self) -> str:
        """Want the tick, and the split."""
        if self._waiting:
            return self._waiting
        return "" if self.understood.isChecked() else self.tr("Tick “I understand” first.")

    def shown(self) -> None:
        """Cut the packet when it is not cut yet."""
        if self._cut_for is None or self._cut_for is not self.packet.built:
            self._cut()

    def _cut(self) -> None:
        self._waiting = self.tr("Making the files …")
        self.changed.emit()
        self.packet.build(self._cut_built, told=lambda _words: None, failed=self._not_cut, owner=self)

    def _cut_built(self, built: BuiltPacket) -> None:
        self._cut_for = built
        most = int(self.most.value)
        if most == ONE_FILE:
            self._show(())
            return
        at_once = int(self.at_once.value)
        self.packet.context.tasks.run(
            lambda _progress, cancel: small_files(built, most, most_files=at_once, cancel=cancel),
            done=lambda files: self._show(files) if (most, at_once) == self._chosen() else None,
            failed=self._not_cut,
            owner=self,
        )

    def _chosen(self) -> tuple[int, int]:
        return int(self.most.value), int(self.at_once.value)

    def _not_cut(self, error: BaseException) -> None:
        self.files = ()
        clear(self._rows.body)
        told = f"{error.happened} {error.do}" if isinstance(error, SheafError) else ""
        self._waiting = told or self.tr("The files could not be made.")
        self.changed.emit()

    def _show(self, files: tuple[SmallFile, ...]) -> None:
        self.files, self._waiting = files, ""
        clear(self._rows.body)
        built, uploads = self.packet.built, uploads_of(files)
        for number, upload in enumerate(uploads, start=1):
            if len(uploads) > 1:
                name = self.tr("Upload {number} of {count}").format(number=number, count=len(uploads))
                head = label(name, "caption")
                head.setContentsMargins(0, 8, 0, 0)
                self._rows.body.addWidget(head)
            for place, one in enumerate(upload):
                self._add_row(one.name, one.part.pages, len(one.pdf), below=place > 0)
        if not files and built is not None:
            self._add_row(f"{self.place.target.name}.pdf", built.pages, built.size, below=False)
        self._told.text.setText(self._in_order(len(uploads)))
        self._told.setVisible(len(uploads) > 1)
        many = self.tr("{count} small files").format(count=len(files))
        self.head.setText(many if len(files) > 1 else self.tr("One file"))
        self.changed.emit()

    def _in_order(self, uploads: int) -> str:
        """Say that one upload is not enough, and what to do."""
        most = int(self.at_once.value)
        one = self.tr("The packet does not fit into one file of this size.")
        many = self.tr("The packet does not fit into {most} files of this size.").format(most=most)
        told = self.tr("Make {count} uploads, one after the other, in this order. Each has a folder of its own.")
        return f"{one if most == 1 else many} {told.format(count=uploads)}"

    def _add_row(self, name: str, pages: int, size: int, *, below: bool) -> None:
        if below:
            self._rows.body.addWidget(line(soft=True))
        count = self.tr("1 page") if pages == 1 else self.tr("{count} pages").format(count=pages)
        inside = row(glyph("file-pdf", "primary", size=20), gap=12)
        inside.addWidget(label(name, "body_strong"), 1)
        inside.addWidget(label(count, "muted", wrap=False))
        inside.addWidget(label(self._megabytes(size), "muted", wrap=False))
        self._rows.body.addWidget(box(inside))

    def _megabytes(self, size: int) -> str:
        return f"{size / 1_000_000:.1f} MB" if size >= _TENTH_MB else self.tr("under 0.1 MB")

    def delivering(self) -> Callable[[BuiltPacket, Progress, CancelToken], Outcome]:
        """Write the files, or one plain PDF."""
        target, files = self.place.target, self.files
        delivery = self.packet.context.workspace.packets.delivery
        if not files:
            one = target.with_name(f"{target.name}.pdf")
            return lambda built, _progress, _cancel: delivery.file(built, one, medium="plain-pdf")
        return lambda built, progress, cancel: delivery.small_files(
            built, files, target, progress=progress, cancel=cancel
        )
