"""export: the whole record in open formats, the way out."""

from __future__ import annotations

from pathlib import Path

from desktop.commands.context import Context
from desktop.commands.output import JSONValue
from desktop.commands.progress_bar import progress_bar
from desktop.commands.words import Commands, Parser, command
from desktop.foundation.errors import ExitCode


def export(context: Context) -> ExitCode:
    """Write everything, or one person's record, into a new folder that needs no Sheaf."""
    chosen = context.chosen
    target: Path = chosen.destination
    with context.open_vault(read_only=chosen.read_only) as workspace, progress_bar(context.output) as progress:
        person = context.person(workspace) if context.chosen.person is not None else None
        exported = workspace.exporting.export(
            target,
            person_id=person.id if person else None,
            with_trash=chosen.with_trash,
            only_summary=chosen.only_summary,
            progress=progress,
            cancel=context.cancel,
        )
    out = context.output
    whose = person.name if person else "everybody in this vault"
    first = "README.txt says what they are." if chosen.only_summary else "Open index.html first."
    out.line(f"For {whose}: {exported.files} files in {exported.path}. {first}")
    out.line("Anyone who gets this folder can read it: nothing in it is locked.")
    if exported.damaged:
        out.line(f"{exported.damaged} originals could not be read from the vault; record.json says which.")
    if not exported.logged:
        out.line("The vault was open for reading only, so this export does not stand in the sent log.")
    answer: dict[str, JSONValue] = {
        "files": exported.files,
        "path": str(exported.path),
        "bytes": exported.size,
        "people": exported.people,
        "documents": exported.documents,
        "facts": exported.facts,
        "damaged": exported.damaged,
        "logged": exported.logged,
    }
    out.answer(answer)
    return ExitCode.NEEDS_PERSON if exported.damaged else ExitCode.DONE


def register(commands: Commands[Parser]) -> None:
    """Add the command of this file."""
    made = command(commands, "export", export, "the whole record in open formats, readable without Sheaf")
    made.add_argument("destination", type=Path, metavar="DEST", help="a new or empty folder; anyone can read it")
    made.add_argument("--person", metavar="ID", help="only this person; without it everybody")
    made.add_argument("--with-trash", action="store_true", help="what is in the trash too")
    made.add_argument(
        "--only-summary", action="store_true", help="only the patient summary (IPS 2.0.0) for programs of hospitals"
    )
    made.add_argument("--read-only", action="store_true", help="open the vault for reading only; nothing is logged")
