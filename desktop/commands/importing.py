"""add, undo-import: documents in, and an import taken back whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.columns import add_columns, say_columns
from desktop.commands.context import Context
from desktop.commands.output import JSONValue, one_line
from desktop.commands.progress_bar import progress_bar
from desktop.commands.secrets import first_line
from desktop.commands.shapes import counts_json, date_text, issue_json
from desktop.commands.words import Commands, Parser, add_person, command
from desktop.foundation.errors import ExitCode
from desktop.services.picture_reading import how_to_get_recognition, missing_recognition

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.records.person import Person
    from desktop.services.importing import FileOutcome
    from desktop.services.workspace import Workspace


def outcome_json(outcome: FileOutcome) -> dict[str, JSONValue]:
    """Return what became of one file."""
    return {
        "file": str(outcome.path),
        "import_id": outcome.import_id,
        "status": outcome.status.value,
        "read": outcome.read,
        "document_id": outcome.document_id or "",
        "kind": outcome.kind.value if outcome.kind else "",
        "title": outcome.title,
        "date": date_text(outcome.date),
        "pages": outcome.pages,
        **({} if outcome.images is None else {"images": counts_json(outcome.images)}),
        "person_match": outcome.person_match.value,
        "issues": [issue_json(issue) for issue in outcome.issues],
        "proposed": dict(outcome.proposed),
        "already": dict(outcome.already),
        "differs": dict(outcome.differs),
        "replaces": list(outcome.replaces),
        "inside": [outcome_json(one) for one in outcome.inside],
    }


def _words(outcome: FileOutcome) -> str:
    not_read = outcome.status == "stored" and not outcome.read
    state = "stored, not read" if not_read else outcome.status.value.replace("-", " ")
    said = [f"{one_line(outcome.file)}: {state}"]
    if outcome.images is not None:
        said.append(f"  {outcome.images.words}")
    said += [f"  {issue.text}" for issue in outcome.issues]
    said += [f"  {words}" for words in _against_the_record(outcome)]
    said += [f"  {line}" for one in outcome.inside if one.status == "refused" for line in _words(one).splitlines()]
    return "\n".join(said)


def _against_the_record(outcome: FileOutcome) -> list[str]:
    """Say what of a file was there before, differs, and is replaced."""
    already, differs, older = sum(outcome.already.values()), sum(outcome.differs.values()), len(outcome.replaces)
    read = sum(outcome.proposed.values())
    said = [f"{already} of {read} entries were in the record before."] if already else []
    said += [f"{differs} of them differ from the record; both are kept."] if differs else []
    return [*said, f"It replaces {older} older {'version' if older == 1 else 'versions'}."] if older else said


def _needs_person(outcomes: tuple[FileOutcome, ...]) -> bool:
    return any(outcome.status == "refused" or (outcome.status == "stored" and not outcome.read) for outcome in outcomes)


def _with_columns(context: Context, workspace: Workspace, outcomes: tuple[FileOutcome, ...]) -> tuple[FileOutcome, ...]:
    """Read the tables among the files by what was said of their columns."""
    told = []
    for outcome in outcomes:
        document = workspace.documents.get(outcome.document_id) if outcome.document_id else None
        if document is None or document.media_type != "text/csv":
            told.append(outcome)
            continue
        read = say_columns(context, workspace, document.id)[0]
        told.append(replace(read, path=outcome.path, import_id=outcome.import_id, status=outcome.status))
        context.output.line(_words(told[-1]))
    return tuple(told)


def _person(context: Context, workspace: Workspace) -> Person | None:
    """Return whose files they are; None for exports of Sheaf, which say so themselves."""
    if context.chosen.person is None and workspace.importing.only_exports(context.chosen.paths):
        return None
    return context.person(workspace)


def add(context: Context) -> ExitCode:
    """Import files and folders; a line for each as soon as it is safely in."""
    password_file: Path | None = context.chosen.pdf_password_file
    password = first_line(password_file) if password_file else None
    joined = ""
    with context.open_vault() as workspace, progress_bar(context.output) as progress:
        person = _person(context, workspace)
        batch = workspace.importing.import_paths(
            context.chosen.paths,
            None if person is None else person.id,
            pdf_password=password,
            progress=progress,
            cancel=context.cancel,
            on_file=lambda outcome: context.output.line(_words(outcome)),
        )
        if context.chosen.as_one and not context.cancel.cancelled:
            ids = [one.document_id for one in batch.outcomes if one.status == "stored" and one.document_id]
            joined = workspace.joining.join(ids).ids[0]
            context.output.line("Joined as one document, in this order.")
        if context.chosen.columns or context.chosen.date_order:
            batch = replace(batch, outcomes=_with_columns(context, workspace, batch.outcomes))
    whose = "" if person is None else f"For {person.name}: "
    context.output.line(f"{whose}{len(batch.outcomes)} looked at.")
    if missing_recognition(batch.outcomes):
        context.output.line(how_to_get_recognition())
    context.output.answer([{**outcome_json(outcome), "joined_into": joined} for outcome in batch.outcomes])
    if context.cancel.cancelled:
        return ExitCode.CANCELLED
    return ExitCode.NEEDS_PERSON if _needs_person(batch.outcomes) else ExitCode.DONE


def join(context: Context) -> ExitCode:
    """Make one document of several, in the order in which they are named."""
    with context.open_vault() as workspace:
        change = workspace.joining.join(context.chosen.document_ids)
    context.output.line("Joined as one document.")
    context.output.answer({"document_id": change.ids[0]})
    return ExitCode.DONE


def apart(context: Context) -> ExitCode:
    """Take a joined document apart again."""
    with context.open_vault() as workspace:
        change = workspace.joining.apart(context.chosen.document_id)
    context.output.line("Apart again.")
    context.output.answer({"documents": list(change.ids[1:])})
    return ExitCode.DONE


def undo_import(context: Context) -> ExitCode:
    """Take an import back whole: the last one, or the one named."""
    with context.open_vault() as workspace:
        undone = workspace.importing.undo(context.chosen.import_id)
    context.output.line(f"{undone.documents} documents taken back. Your originals are where they were.")
    if undone.stated:
        context.output.line(
            f"{undone.stated} entries that you had checked went with them."
            f' For 30 days "untrash {undone.import_id}" brings all of it back.'
        )
    context.output.answer(
        {
            "import_id": undone.import_id,
            "documents": undone.documents,
            "facts": undone.facts,
            "confirmed": undone.stated,
        }
    )
    return ExitCode.DONE


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    adding = command(commands, "add", add, "import files and folders")
    adding.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    adding.add_argument(
        "--as-one", action="store_true", help="these files are the pages of one document, in this order"
    )
    add_columns(adding)
    adding.add_argument("--pdf-password-file", type=Path, metavar="FILE", help="password of locked PDFs")
    add_person(adding)
    joining = command(commands, "join", join, "make one document of several")
    joining.add_argument("document_ids", nargs="+", metavar="DOCUMENT_ID")
    parting = command(commands, "apart", apart, "take a joined document apart again")
    parting.add_argument("document_id", metavar="DOCUMENT_ID")
    undoing = command(commands, "undo-import", undo_import, "take an import back, whole")
    undoing.add_argument("import_id", nargs="?", metavar="IMPORT_ID")
