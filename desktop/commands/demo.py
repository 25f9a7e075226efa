"""demo, self-test: an invented person's vault and packet, made from nothing."""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.progress_bar import progress_bar
from desktop.commands.words import Commands, Parser, add_json
from desktop.foundation.atomic import write_atomic
from desktop.foundation.errors import ExitCode
from desktop.foundation.ids import new_id
from desktop.foundation.progress import Progress

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.packets import Delivered
    from desktop.services.workspace import Workspace


@dataclass(frozen=True)
class DemoFiles:
    """Where the demo's parts lie."""

    folder: Path

    @property
    def vault(self) -> Path:
        """The sample vault."""
        return self.folder / "sample.sheaf"

    @property
    def passphrase(self) -> Path:
        """The file with the vault's passphrase, as text."""
        return self.folder / "passphrase.txt"

    @property
    def kit(self) -> Path:
        """The recovery kit."""
        return self.folder / "recovery-kit.pdf"

    @property
    def originals(self) -> Path:
        """The invented PDFs before they are imported."""
        return self.folder / "originals"


def _fresh_folder() -> Path:
    """Return a new name in the computer's temporary folder: only invented records go there."""
    temporary = os.environ.get("TMPDIR") or os.environ.get("TEMP") or str(Path(os.sep, "tmp"))
    return Path(temporary) / f"sheaf-demo-{new_id()[:8]}"


def _folder(wanted: Path | None) -> Path:
    folder = (wanted or _fresh_folder()).absolute()
    if folder.exists() and any(folder.iterdir()):
        raise UsageError("The folder for the demo is not empty.", do="Name an empty or a new folder.")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _packet(workspace: Workspace, target: Path, progress: Progress, context: Context) -> Delivered:
    from desktop.services.samples import sample_request  # noqa: PLC0415 - loads the typesetter

    person = workspace.people.list()[0]
    draft = workspace.packets.save(sample_request(workspace.packets.start(person.id).request))
    built = workspace.packets.build(draft.request, progress=progress, cancel=context.cancel)
    return workspace.packets.deliver(built, target, medium="locked-pdf", phrase=workspace.packets.propose_phrase())


def _make(context: Context, files: DemoFiles, progress: Progress) -> Delivered:
    from desktop.services.samples import add_late_paper, add_scan, fill_demo  # noqa: PLC0415 - loads the typesetter

    vaults = context.make_vaults()
    passphrase = vaults.propose_passphrase()
    workspace, kit = vaults.create(files.vault, passphrase)
    try:
        write_atomic(files.passphrase, [passphrase.encode() + b"\n"])
        write_atomic(files.kit, [kit.pdf])
        made = fill_demo(workspace, files.originals, progress=progress)
        delivered = _packet(workspace, files.folder, progress, context)
        add_scan(workspace, files.originals, made.person_id)
        add_late_paper(workspace, files.originals, made.person_id)
        return delivered
    finally:
        workspace.close()


def _may_open_window(context: Context) -> bool:
    if context.output.as_json or context.chosen.no_window:
        return False
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def demo(context: Context) -> ExitCode:
    """Make the sample vault and its packet, say where they are, and open the window on a display."""
    files = DemoFiles(_folder(context.chosen.folder))
    with progress_bar(context.output) as progress:
        delivered = _make(context, files, progress)
    passphrase = files.passphrase.read_text("utf-8").strip()
    out = context.output
    out.line("Everything in it is invented.")
    out.line(f"The vault:       {files.vault}")
    out.line(f"Its passphrase:  {passphrase}")
    out.line(f"The packet:      {delivered.path} ({delivered.pages} pages)")
    out.line(f"Its phrase:      {delivered.phrase}")
    out.line(f"The originals:   {files.originals}")
    out.answer(
        {
            "vault": str(files.vault),
            "packet": str(delivered.path),
            "pages": delivered.pages,
            "passphrase_file": str(files.passphrase),
            "phrase": delivered.phrase or "",
        }
    )
    if context.open_window is not None and _may_open_window(context):
        return ExitCode(context.open_window(files.vault))
    return ExitCode.DONE


def self_test(context: Context) -> ExitCode:
    """Make a vault, import, build a packet and open the vault again, in a folder that is removed afterwards."""
    files = DemoFiles(_folder(None))
    try:
        with progress_bar(context.output) as progress:
            delivered = _make(context, files, progress)
        passphrase = files.passphrase.read_text("utf-8").strip()
        workspace = context.make_vaults().unlock(files.vault, passphrase)
        documents = len(workspace.documents.list())
        workspace.close()
    finally:
        shutil.rmtree(files.folder, ignore_errors=True)
    failed = {check.name for check in delivered.checks if not check.ok}
    if "characters" in failed:
        context.output.line("This computer has no font for some letters of the sample, so they cannot be printed.")
    ok = documents > 0 and failed <= {"characters"}
    context.output.line("Everything works." if ok else "Something does not work.")
    context.output.answer({"ok": ok, "documents": documents, "pages": delivered.pages})
    return ExitCode.DONE if ok else ExitCode.BUG


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    made = commands.add_parser("demo", help="a vault and a packet of an invented person")
    made.add_argument("folder", nargs="?", type=Path, metavar="DIR", help="an empty or new folder")
    made.add_argument("--no-window", action="store_true", help="only make the files")
    add_json(made)
    made.set_defaults(run=demo)
    tested = commands.add_parser("self-test", help="make, import, build and open again, in a temporary folder")
    add_json(tested)
    tested.set_defaults(run=self_test)
