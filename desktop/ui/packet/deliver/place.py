"""Where it is saved: a name that says nothing, and a folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.ui.widgets import Field, column, label, line_edit, secondary
from desktop.ui.widgets.folder_dialog import open_for_folders


class SavePlace(QWidget):
    """A name and a folder; `ending` is added to a name without it, a folder's name has none."""

    def __init__(self, name: str, *, ending: str = "") -> None:
        """Begin with `name` in the home folder."""
        super().__init__()
        self._default, self._ending = name, ending
        self.folder = Path.home()
        self.name = line_edit(name)
        choose = secondary(self.tr("Choose folder…"), self._choose, icon="folder-open")
        self.where = label("", "small")
        self.field = Field(self.tr("Save as"), self.name, hint=self.tr("The name says neither who nor what."))
        self.field.stand_beside(choose)
        self.setLayout(column(self.field, self.where, gap=8))
        self._tell()

    @property
    def target(self) -> Path:
        """The file or folder that is to be written."""
        name = self.name.text().strip() or self._default
        return self.folder / (name if name.lower().endswith(self._ending) else f"{name}{self._ending}")

    def go_to(self, folder: Path) -> None:
        """Save into another folder."""
        self.folder = folder
        self._tell()

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), self.tr("Choose folder"), str(self.folder))
        dialog.fileSelected.connect(lambda name: self.go_to(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        open_for_folders(dialog)

    def _tell(self) -> None:
        self.where.setText(self.tr("In the folder {folder}").format(folder=self.folder))
