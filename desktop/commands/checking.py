"""check: the health of a vault, in words and for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.output import JSONValue
from desktop.commands.progress_bar import progress_bar
from desktop.commands.words import Commands, Parser, command
from desktop.foundation.errors import ExitCode

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.health import DamagedDocument, HealthReport


def _json(one: DamagedDocument) -> JSONValue:
    return {"id": one.id, "title": one.title, "date": one.date, "mendable": one.mendable}


def _tell(context: Context, report: HealthReport) -> None:
    out = context.output
    out.line("The vault is in good order." if report.ok else "Something in the vault is damaged.")
    out.line(report.words)
    for sentence in report.problems:
        out.line(f"damaged  {sentence}")
    for one in report.damaged:
        named = ", ".join(part for part in (one.title, one.date) if part)
        end = "a backup has it" if one.mendable else "no backup has it"
        out.line(f"damaged  {named}: its original cannot be opened; {end}")
    for sentence in report.warnings:
        out.line(f"look     {sentence}")
    last = report.last_backup
    out.line("There is no backup yet." if last is None else f"Last good backup: {last:%Y-%m-%d %H:%M}")
    if not report.ok:
        mendable = report.index_stale or any(one.mendable for one in report.damaged)
        mend = "sheaf check --full --mend brings back what a backup has. "
        out.line(
            f"{mend if mendable else ''}sheaf restore brings a whole backup back; sheaf salvage saves what is left."
        )


def check(context: Context) -> ExitCode:
    """Look at a vault; with --full read every page and open every original."""
    with context.open_vault() as workspace, progress_bar(context.output) as progress:
        report = workspace.health.check(full=context.chosen.full, progress=progress, cancel=context.cancel)
        mended = workspace.health.mend(report) if context.chosen.mend else 0
        if context.chosen.mend and (mended or report.index_stale):
            report = workspace.health.check(full=context.chosen.full, progress=progress, cancel=context.cancel)
    if context.chosen.mend:
        context.output.line(f"{mended} originals were brought back from backups.")
    _tell(context, report)
    answer: dict[str, JSONValue] = {
        "ok": report.ok,
        "full": report.full,
        "documents": report.documents,
        "facts": report.facts,
        "without_source": report.sourceless,
        "damaged": [_json(one) for one in report.damaged],
        "problems": list(report.problems),
        "warnings": list(report.warnings),
        "mended": mended,
        "sequence": report.sequence,
        "last_backup": "" if report.last_backup is None else report.last_backup.isoformat(),
    }
    context.output.answer(answer)
    if not report.ok:
        return ExitCode.DAMAGED
    return ExitCode.NEEDS_PERSON if report.warnings else ExitCode.DONE


def register(commands: Commands[Parser]) -> None:
    """Add the command of this file."""
    parser = command(commands, "check", check, "the health of a vault: what is damaged, and where it lies")
    parser.add_argument("--full", action="store_true", help="read every page and open every original")
    parser.add_argument("--mend", action="store_true", help="bring damaged originals back from backups")
