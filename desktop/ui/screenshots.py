"""Every screen of a vault as a picture, for the eye: `screenshots.main([DIR, …], make_vaults)`."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.foundation.atomic import write_atomic

if TYPE_CHECKING:
    from desktop.services.vaults import Vaults
    from desktop.ui.window import SheafWindow

_NAMES = {
    "home": "04-home",
    "documents": "05-documents",
    "import": "07-import-results",
    "watch": "30-new-files",
    "review": "08-review",
    "lab-values": "09-lab-values",
    "imaging": "31-imaging-empty",
    "medications": "10-medications",
    "results": "11-test-results",
    "timeline": "12-timeline",
    "record": "12-record",
    "requests": "15-requests",
    "opinions": "16-opinions",
    "search": "28-find",
    "trash": "29-trash",
    "contacts": "13-contacts",
    "questions": "14-questions",
    "packets": "17-packets",
    "packet": "17-packet-who",
    "sent-log": "22-disclosure-log",
    "settings": "23-settings",
    "health": "24-vault-health",
    "help": "27-help",
}
"""The name of each screen's picture, as in the mockups."""

_QUIET_ROUNDS = 10
"""Rounds of events after the last work has ended: what it brings is made in the first, shown and laid out in others."""

_SUFFIX = {"light": "", "dark": "-dark", "contrast": "-high-contrast"}


def _options(argv: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="screenshots", description="Every screen of a vault as PNG.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--vault", type=Path)
    parser.add_argument("--passphrase-file", type=Path)
    parser.add_argument("--papers", type=Path, help="a folder of PDFs to show how files are added")
    parser.add_argument("--theme", choices=sorted(_SUFFIX), default="light")
    parser.add_argument("--text", type=int, choices=(100, 125, 150, 200), default=100)
    parser.add_argument("--size", default="1366x820", help="of the window, in px")
    parser.add_argument("--language", default="")
    return parser.parse_args(list(argv))


class Camera:
    """Takes pictures of a window when nothing moves any more."""

    def __init__(self, window: SheafWindow, folder: Path, suffix: str) -> None:
        """Save into `folder`; `suffix` ends every name."""
        self.window = window
        self.folder = folder
        self.suffix = suffix
        self.taken: list[str] = []

    def settle(self, seconds: float = 0.25) -> None:
        """Let work beside the window end and everything be painted; at most a minute."""
        from PySide6.QtWidgets import QApplication  # noqa: PLC0415 - after the platform was chosen

        end, latest, quiet = time.monotonic() + seconds, time.monotonic() + 60, 0
        while (time.monotonic() < end or quiet < _QUIET_ROUNDS) and time.monotonic() < latest:
            QApplication.processEvents()
            quiet += 1
            if self.window.tasks.busy:
                end, quiet = time.monotonic() + seconds, 0
            time.sleep(0.005)

    def take(self, name: str) -> None:
        """Save a picture."""
        self.settle()
        self.window.grab().save(str(self.folder / f"{name}{self.suffix}.png"))
        self.taken.append(name)


def _take_gates(camera: Camera, make_vaults: Callable[[], Vaults], vault: Path) -> None:
    """Take the pages before an open vault; the first run is shown, not done."""
    from desktop.ui.core import Core  # noqa: PLC0415 - after the platform was chosen
    from desktop.ui.firstrun.view import FirstRun  # noqa: PLC0415
    from desktop.ui.gates import Gates  # noqa: PLC0415
    from desktop.ui.unlock.view import UnlockScreen  # noqa: PLC0415

    gates = Gates(camera.window, Core(make_vaults))
    gates.show_unlock(vault)
    camera.take("01-unlock")
    if isinstance(gates.page, UnlockScreen):
        gates.page.field.edit.setText("maple drift candle orbit pocket lanter")
        gates.page.field.show_button.click()
        gates.page.unlock()
        camera.take("01-unlock-wrong")
    gates.show_recovery(vault)
    camera.take("01-unlock-recovery")
    gates.show_welcome()
    camera.take("01-welcome")
    gates.show_first_run()
    camera.take("02-first-run-person")
    if isinstance(gates.page, FirstRun):
        gates.page.show_step(1)
        camera.take("02-first-run-passphrase")


def _some_files(folder: Path) -> list[Path]:
    """Return files of each fate: here already, the same but for one byte, cut off, and no PDF at all."""
    papers = sorted(folder.glob("*.pdf"))[:2]
    made = {
        "the same letter.pdf": papers[0].read_bytes() + b"\n",
        "half a download.pdf": papers[0].read_bytes()[:2000],
        "notes.txt": b"call on Monday",
    }
    for name, data in made.items():
        write_atomic(folder / name, [data])
    return [*papers, *(folder / name for name in made)]


def _take_screens(camera: Camera, papers: Path | None) -> None:
    from desktop.ui.widgets import Dialog  # noqa: PLC0415 - after the platform was chosen

    shell = camera.window.shell
    if shell is None:
        return
    for entry in shell.entries:
        shell.go(entry.name, "")
        if entry.name == "import" and papers is not None:
            camera.window.add_files(_some_files(papers))
            camera.settle(1.0)
        camera.take(_NAMES.get(entry.name, entry.name))
        pictures = getattr(shell.shown, "pictures", None)
        for name, show in pictures() if pictures is not None else ():
            show()
            camera.take(name)
            for dialog in camera.window.findChildren(Dialog):
                dialog.reject()


def _take_overlays(camera: Camera) -> None:
    """Take what lies over a page: files being dragged, an error, the people."""
    from desktop.foundation.errors import AppError  # noqa: PLC0415
    from desktop.ui.errors import error_dialog  # noqa: PLC0415

    window = camera.window
    person, others = window.people_names()
    window.drops.overlay.show_for(4, person, others)
    camera.take("06-drop-overlay")
    window.drops.overlay.hide()
    error = AppError("The file ends too early. It was probably not downloaded completely.", do="Download it again.")
    dialog = error_dialog(window, error, title=window.tr("The file could not be opened"))
    camera.take("25-error-dialog")
    if dialog is not None:
        dialog.reject()
    window.change_person()
    camera.take("26-person-switcher")


def main(argv: Sequence[str], make_vaults: Callable[[], Vaults]) -> int:
    """Render the screens of `--vault` (opened with `--passphrase-file`) into a folder; returns 0.

    Without a vault only the pages before one are taken. Offscreen unless QT_QPA_PLATFORM says otherwise.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    options = _options(argv)
    from desktop.foundation.settings import load_settings  # noqa: PLC0415
    from desktop.ui.app import make_application  # noqa: PLC0415 - after the platform was chosen
    from desktop.ui.theme import apply_theme, theme_of  # noqa: PLC0415
    from desktop.ui.window import MINIMUM_SIZE, SheafWindow  # noqa: PLC0415

    options.folder.mkdir(parents=True, exist_ok=True)
    make_application()
    settings = replace(load_settings(), theme=options.theme, text_percent=options.text)
    apply_theme(theme_of(settings))
    window = SheafWindow(settings, lambda: None)
    width, _, height = options.size.partition("x")
    window.resize(int(width), int(height))
    window.setMinimumSize(MINIMUM_SIZE.boundedTo(window.size()))
    text = f"-text{options.text}" if options.text != 100 else ""  # noqa: PLR2004 - the usual size
    size = f"-{options.size}" if options.size != "1366x820" else ""
    camera = Camera(window, options.folder, _SUFFIX[options.theme] + text + size)
    window.show()
    camera.settle()
    _take_gates(camera, make_vaults, options.vault or Path("Lopez family.sheaf"))
    if options.vault is not None and options.passphrase_file is not None:
        passphrase = options.passphrase_file.read_text("utf-8").splitlines()[0]
        window.open_workspace(make_vaults().unlock(options.vault, passphrase))
        _take_screens(camera, options.papers)
        _take_overlays(camera)
    window.may_close = lambda: True
    window.close_workspace()
    window.close()
    sys.stdout.write(f"{len(camera.taken)} pictures in {options.folder}\n")
    return 0
