"""backup, backups, restore: copies of a vault that were opened and compared, and bringing one back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.output import JSONValue
from desktop.commands.progress_bar import progress_bar
from desktop.commands.secrets import first_line, passphrase
from desktop.commands.words import Commands, Parser, add_json, add_secret, command
from desktop.foundation.errors import ExitCode

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.backups import BackupLine, Inside


def backup(context: Context) -> ExitCode:
    """Back a vault up under a folder."""
    with context.open_vault() as workspace, progress_bar(context.output) as progress:
        made = workspace.backups.make(context.chosen.dest, progress=progress, cancel=context.cancel)
    context.output.line(f"Backed up to {made.path}")
    context.output.line(f"{made.documents} documents and {made.facts} facts; opened and compared.")
    if made.lost:
        context.output.line(f"{made.lost} documents were damaged in the vault already. See: sheaf check --full")
    answer: dict[str, JSONValue] = {
        "path": str(made.path),
        "documents": made.documents,
        "facts": made.facts,
        "verified": True,
        "made": made.made.isoformat(),
        "sequence": made.sequence,
        "bytes_written": made.bytes_written,
        "lost": made.lost,
    }
    context.output.answer(answer)
    return ExitCode.NEEDS_PERSON if made.lost else ExitCode.DONE


def _line_json(line: BackupLine, *, verified: bool) -> dict[str, JSONValue]:
    return {
        "path": str(line.path),
        "where": line.where,
        "made": "" if line.made is None else line.made.isoformat(),
        "documents": line.documents,
        "facts": line.facts,
        "verified": verified,
        "words": line.words,
    }


def _verified(context: Context, line: BackupLine, secret: str | None) -> bool:
    if secret is None or not line.verified or not line.own_keys:
        return line.verified
    return context.make_vaults().check_backup(line.path, secret, cancel=context.cancel)


def backups(context: Context) -> ExitCode:
    """List the backups of a vault; it need not be there any more, and no passphrase is needed but to check them."""
    more = (context.chosen.dest,) if context.chosen.dest is not None else ()
    vaults = context.make_vaults()
    lines = vaults.backups(context.vault, *more)
    if not lines:
        vaults.describe(context.vault)
    secret = passphrase(context.chosen) if context.chosen.check and lines else None
    answer: list[JSONValue] = []
    broken = False
    for line in lines:
        verified = _verified(context, line, secret)
        broken = broken or not verified
        words = line.words if verified == line.verified else "Could not be opened"
        made = "unknown" if line.made is None else f"{line.made.astimezone():%Y-%m-%d %H:%M}"
        context.output.line(f"{made}  {line.where}  {words}\n  {line.path}")
        answer.append({**_line_json(line, verified=verified), "words": words})
    if not lines:
        context.output.line("There is no backup of this vault yet.")
    context.output.answer(answer)
    return ExitCode.NEEDS_PERSON if broken else ExitCode.DONE


def _inside_json(inside: Inside | None) -> JSONValue:
    if inside is None:
        return None
    return [
        {"kind": one.kind, "missing": one.missing, "back": one.back, "different": one.different}
        for one in inside.differences
    ]


def _tell_inside(context: Context, inside: Inside | None) -> None:
    if context.vault.exists() and inside is None:
        context.output.line("The vault that is there cannot be compared with the backup; it is kept beside it.")
    elif inside is not None:
        context.output.line(f"Compared with the vault that is there: {inside.words}")


def restore(context: Context) -> ExitCode:
    """Bring a backup back, after saying what would change; what is there is kept beside it."""
    vaults, chosen = context.make_vaults(), context.chosen
    source: Path = chosen.backup
    code = first_line(chosen.code_file) if chosen.code_file else None
    secret = None if code is not None else passphrase(chosen)
    inside = vaults.compare(source, context.vault, passphrase=secret, code=code)
    _tell_inside(context, inside)
    if chosen.dry_run:
        context.output.answer({"path": str(context.vault), "differences": _inside_json(inside), "restored": False})
        return ExitCode.DONE
    with progress_bar(context.output) as progress:
        done = vaults.restore(
            source, context.vault, passphrase=secret, code=code, progress=progress, cancel=context.cancel
        )
    context.output.line(f"{done.documents} documents and {done.facts} facts are back: {done.path}")
    if done.old is not None:
        context.output.line(f"The vault as it was is kept: {done.old}")
    answer: dict[str, JSONValue] = {
        "path": str(done.path),
        "documents": done.documents,
        "facts": done.facts,
        "verified": True,
        "sequence": done.sequence,
        "old": None if done.old is None else str(done.old),
        "differences": _inside_json(inside),
    }
    context.output.answer(answer)
    return ExitCode.DONE


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    made = command(commands, "backup", backup, "a backup that is opened and compared before it counts")
    made.add_argument("dest", type=Path, metavar="DEST", help="a folder, on another disk or stick")
    listed = command(commands, "backups", backups, "the backups of a vault")
    listed.add_argument("dest", type=Path, nargs="?", metavar="DEST", help="a further folder to look in")
    listed.add_argument("--check", action="store_true", help="open each one again; needs the passphrase")
    words = "bring a backup back; a vault that is there is kept beside it"
    brought = commands.add_parser("restore", help=words, description=words)
    brought.add_argument("backup", type=Path, metavar="BACKUP", help="one backup, or a folder NAME.sheaf-backups")
    brought.add_argument("vault", type=Path, metavar="VAULT", help="where the vault shall lie, NAME.sheaf")
    brought.add_argument("--code-file", type=Path, metavar="FILE", help="the recovery code is its first line")
    brought.add_argument("--dry-run", action="store_true", help="only say what would change")
    add_secret(brought)
    add_json(brought)
    brought.set_defaults(run=restore)
