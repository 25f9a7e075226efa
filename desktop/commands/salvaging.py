"""salvage: what can be read of a damaged vault, into a new one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.output import JSONValue
from desktop.commands.progress_bar import progress_bar
from desktop.commands.secrets import first_line, passphrase
from desktop.commands.words import Commands, Parser, command
from desktop.foundation.errors import ExitCode

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.salvage import Lost


def _told(lost: Lost) -> str:
    named = ", ".join(part for part in (lost.title, lost.date) if part)
    return f"  {lost.kind}: {named + '. ' if named else ''}{lost.why}"


def _json(lost: Lost) -> JSONValue:
    return {"kind": lost.kind, "title": lost.title, "date": lost.date, "why": lost.why}


def salvage(context: Context) -> ExitCode:
    """Save what can be read, and list what cannot; the damaged vault stays as it is."""
    chosen = context.chosen
    code = first_line(chosen.code_file) if chosen.code_file else None
    secret = None if code is not None else passphrase(chosen)
    renewed = first_line(chosen.new_passphrase_file) if chosen.new_passphrase_file else ""
    vaults = context.make_vaults()
    with progress_bar(context.output) as progress:
        report = vaults.salvage(
            context.vault,
            chosen.dest,
            passphrase=secret,
            code=code,
            new_passphrase=renewed,
            progress=progress,
            cancel=context.cancel,
        )
    out = context.output
    out.line(report.words)
    out.line(f"The new vault: {report.path}. The damaged one was not changed; keep it until you have looked.")
    for lost in report.lost:
        out.line(_told(lost))
    if report.recovered:
        out.line(f"{report.recovered} documents had lost everything but their original. Look at them in Documents.")
    out.answer(
        {
            "path": str(report.path),
            "facts": report.facts,
            "documents": report.documents,
            "recovered": report.recovered,
            "damaged_pages": report.damaged_pages,
            "lost": [_json(lost) for lost in report.lost],
        }
    )
    return ExitCode.NEEDS_PERSON if report.lost or report.recovered else ExitCode.DONE


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    saved = command(commands, "salvage", salvage, "what can be read of a damaged vault, into a new one")
    saved.add_argument("dest", type=Path, metavar="DEST", help="the new vault's folder, NAME.sheaf")
    saved.add_argument("--code-file", type=Path, metavar="FILE", help="the recovery code is its first line")
    saved.add_argument("--new-passphrase-file", type=Path, metavar="FILE", help="for a vault whose vault.keys is gone")
