"""The third step: the recovery kit is kept somewhere else, and two groups of it are typed back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.foundation import clock
from desktop.foundation.atomic import write_atomic
from desktop.records.dates import PartialDate
from desktop.ui.dates import day_words
from desktop.ui.firstrun.kit_page import KitPreview, print_kit
from desktop.ui.firstrun.presenter import on_same_computer, two_groups
from desktop.ui.theme import limit
from desktop.ui.unlock.presenter import SIGNS, clean_code
from desktop.ui.widgets import (
    Card,
    Dialog,
    Field,
    Notice,
    NumberBadge,
    Panes,
    Status,
    StatusLine,
    column,
    flow,
    label,
    line_edit,
    primary,
    row,
    secondary,
)

if TYPE_CHECKING:
    from desktop.services.vaults import RecoveryKit


class KitStep(QWidget):
    """Shows a vault's kit; `ready_changed` tells when both groups are right."""

    ready_changed = Signal(bool)

    def __init__(self) -> None:
        """Wait for `show_kit`."""
        super().__init__()
        self._kit: RecoveryKit | None = None
        self._vault = Path()
        self.ready = False
        self.asked = (3, 6)
        self.preview = KitPreview()
        self.print_button = secondary(self.tr("Print the page…"), self._print, icon="printer")
        self.save_button = secondary(self.tr("Save to a USB stick…"), self._choose_place, icon="floppy-disk")
        self.kept = StatusLine("", Status.DONE, colored=True)
        self.first = Field("", line_edit("", self._typed))
        self.second = Field("", line_edit("", self._typed))
        self.told = StatusLine("", Status.DONE, colored=True)
        for field in (self.first, self.second):
            field.control.setProperty("kind", "code")
            field.control.setProperty("alignment", Qt.AlignmentFlag.AlignCenter)
            limit(field.control, width=130)
        keep = _numbered(
            "1",
            label(self.tr("Keep a copy away from this computer"), "card_title"),
            flow(self.print_button, self.save_button, gap=10),
            self.kept,
        )
        show = _numbered(
            "2",
            label(self.tr("Show that you have it"), "card_title"),
            label(self.tr("Look at your page and type these two groups."), "muted"),
            _side_by_side(self.first, self.second),
            self.told,
        )
        note = Notice(
            self.tr(
                "The code opens your vault without the passphrase. Treat it like a house key: a drawer, a safe, "
                "or a person you trust. If both are lost, the records are lost."
            )
        )
        right = QWidget()
        right.setLayout(column(keep, show, note, None, gap=16))
        self.setLayout(column(Panes(self.preview, right, stretch=(40, 63), breakpoint_at=760, room=20)))

    def show_kit(self, kit: RecoveryKit, vault: Path) -> None:
        """Show the kit of the vault in that folder, and ask for two groups by chance."""
        self._kit, self._vault = kit, vault
        self.preview.show_kit(kit.groups, vault.stem, self._made)
        self.asked = two_groups()
        for field, number in zip((self.first, self.second), self.asked, strict=True):
            field.title.setText(self.tr("Group {number}").format(number=number))
            field.control.setAccessibleName(self.tr("Group {number} of your recovery kit").format(number=number))
            field.control.setProperty("text", "")
            field.show_plain()
        self.second.control.setEnabled(False)
        self.kept.show_status("", Status.DONE)
        self.told.show_status("", Status.DONE)
        self._set_ready(ready=False)

    @property
    def _made(self) -> str:
        return day_words(PartialDate.of(clock.today()), long=True)

    def _group_is_right(self, field: Field, number: int) -> bool | None:
        signs = clean_code(str(field.control.property("text")))
        kit = self._kit
        if len(signs) < SIGNS or kit is None:
            return None
        return signs == kit.groups[number - 1]

    def _typed(self, _text: str) -> None:
        first = self._group_is_right(self.first, self.asked[0])
        second = self._group_is_right(self.second, self.asked[1])
        self._mark(self.first, first)
        self._mark(self.second, second)
        self.second.control.setEnabled(bool(first))
        if first and not self.second.control.hasFocus() and not second:
            self.second.control.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell(first, second)
        self._set_ready(ready=bool(first and second))

    def _tell(self, first: bool | None, second: bool | None) -> None:  # noqa: FBT001 - right, wrong or unfinished
        wrong = self.asked[0] if first is False else self.asked[1] if second is False else 0
        if wrong:
            words = self.tr("Group {number} is not right yet. Compare it with your page.").format(number=wrong)
            self.told.show_status(words, Status.WRONG)
        elif first and second:
            self.told.show_status(self.tr("Both groups are right."), Status.DONE)
        elif first:
            words = self.tr("Group {first} is right. Now group {second}.")
            self.told.show_status(words.format(first=self.asked[0], second=self.asked[1]), Status.DONE)
        else:
            self.told.show_status("", Status.DONE)

    def _mark(self, field: Field, right: bool | None) -> None:  # noqa: FBT001 - right, wrong or unfinished
        if right is None:
            field.show_plain()
        elif right:
            field.show_right()
        else:
            field.show_error("")

    def _set_ready(self, *, ready: bool) -> None:
        self.ready = ready
        self.ready_changed.emit(ready)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        dialog = QPrintDialog(printer, self)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.accepted.connect(lambda: self.print_on(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.show()

    def print_on(self, printer: QPrinter) -> None:
        """Print the kit and say whether it worked."""
        if self._kit is None:
            return
        if print_kit(printer, self._kit.groups, self._vault.stem, self._made):
            self.kept.show_status(self.tr("Printed just now"), Status.DONE)
        else:
            words = self.tr("The printer did not answer. You can save the page to a USB stick and print it elsewhere.")
            self.kept.show_status(words, Status.WRONG)

    def _choose_place(self) -> None:
        dialog = QFileDialog(self, self.tr("Save the recovery kit"), str(_stick()), self.tr("PDF (*.pdf)"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("pdf")
        dialog.selectFile("recovery-kit.pdf")
        dialog.filesSelected.connect(lambda names: self.save_to(Path(names[0])))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_to(self, target: Path) -> None:
        """Save the kit; asks first when the place is on the vault's own disk, refuses the vault's own folder."""
        if target.resolve().is_relative_to(self._vault.resolve()):
            self.kept.show_status(self.tr("This is the vault's own folder. Choose another place."), Status.WRONG)
        elif on_same_computer(target.parent, self._vault):
            self._ask_about(target)
        else:
            self._save(target)

    def _ask_about(self, target: Path) -> None:
        dialog = Dialog(self, self.tr("Keep the kit on the same computer?"), icon="warning", tone="warn")
        dialog.body.addWidget(
            label(
                self.tr(
                    "This folder is on the same computer as the vault. If the computer is lost, the kit is lost too. "
                    "Choose a USB stick or print it."
                )
            )
        )
        another = primary(self.tr("Choose another place"), dialog.reject)
        dialog.rejected.connect(self._choose_place)
        here = secondary(self.tr("Save here anyway"), dialog.accept)
        dialog.accepted.connect(lambda: self._save(target))
        dialog.set_buttons(right=[here, another])
        dialog.first = another
        dialog.present()

    def _save(self, target: Path) -> None:
        if self._kit is None:
            return
        try:
            write_atomic(target, [self._kit.pdf])
        except OSError:
            words = self.tr("The page could not be saved there. Choose another place, or print it.")
            self.kept.show_status(words, Status.WRONG)
            return
        self.kept.show_status(self.tr("Saved as {name} just now").format(name=target.name), Status.DONE)


def _stick() -> Path:
    """Return where USB sticks usually appear, or the home folder."""
    import getpass  # noqa: PLC0415 - only here

    for place in (Path("/run/media") / getpass.getuser(), Path("/media") / getpass.getuser(), Path("/Volumes")):
        if place.is_dir():
            return next((one for one in place.iterdir() if one.is_dir()), place)
    return Path.home()


def _numbered(number: str, *items: QWidget) -> Card:
    inside = row(NumberBadge(number, look="filled", size=28), gap=16, top=True)
    inside.addLayout(column(*items, gap=10), 1)
    return Card(inside, pad=(20, 20))


def _side_by_side(*fields: QWidget) -> QWidget:
    made = QWidget()
    made.setLayout(row(*fields, None, gap=16, top=True))
    return made
