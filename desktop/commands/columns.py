"""columns: what the columns of a table of test results are, shown and said; also the same words for add."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.output import JSONValue, one_line
from desktop.commands.words import Commands, Parser, command
from desktop.foundation.errors import ExitCode

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from collections.abc import Sequence

    from desktop.services.importing import FileOutcome
    from desktop.services.tables import Column, Order, TableLook
    from desktop.services.workspace import Workspace

_ORDERS = {"day-first": "dmy", "month-first": "mdy", "year-first": "ymd"}
_NOTHING = "none"


def add_columns(parser: ArgumentParser) -> None:
    """Take --columns and --date-order."""
    parser.add_argument(
        "--columns",
        action="append",
        metavar="WHAT=HEAD",
        help='what the columns of a table are: test=Name,value=Result,date="Collected on"; #3 is the third column;'
        " none when it holds no test results (repeat it, or put commas between)",
    )
    parser.add_argument(
        "--date-order", choices=sorted(_ORDERS), help="how dates like 03/04/2026 in the table are written"
    )


def _pairs(words: Sequence[str]) -> list[tuple[str, str]]:
    pairs = []
    for word in (part for said in words for part in said.split(",") if part.strip()):
        what, equal, head = word.partition("=")
        if not equal:
            raise UsageError("This does not say what a column is.", do="Write it like test=Name,value=Result.")
        pairs.append((what.strip(), head.strip()))
    return pairs


def _place(look: TableLook, head: str) -> int:
    if head.startswith("#") and head[1:].isdigit() and 0 < int(head[1:]) <= len(look.header):
        return int(head[1:]) - 1
    wanted = " ".join(head.casefold().split())
    found = [place for place, one in enumerate(look.header) if " ".join(one.casefold().split()) == wanted]
    if len(found) != 1:
        heads = ", ".join(f"#{number} {one_line(one)}" for number, one in enumerate(look.header, start=1))
        happened = "This table has no such column." if not found else "Several columns of this table have this head."
        raise UsageError(happened, do=f"Its columns are: {heads}.")
    return found[0]


def said_columns(look: TableLook, words: Sequence[str]) -> tuple[Column, ...]:
    """Return what each column is by the words of --columns; raises UsageError."""
    from desktop.services.tables import Column  # noqa: PLC0415 - the core

    columns = [Column.IGNORE] * len(look.header)
    if [word.strip() for word in words] == [_NOTHING]:
        return tuple(columns)
    for what, head in _pairs(words):
        if what not in set(Column):
            raise UsageError("There is no such kind of column.", do=f"Use one of: {', '.join(Column)}.")
        columns[_place(look, head)] = Column(what)
    return tuple(columns)


def _order(context: Context) -> Order | None:
    from desktop.services.tables import Order  # noqa: PLC0415 - the core

    said: str | None = context.chosen.date_order
    return Order(_ORDERS[said]) if said else None


def say_columns(context: Context, workspace: Workspace, document_id: str) -> tuple[FileOutcome, ...]:
    """Read a table by the words of the command line; raises UsageError, ColumnsError."""
    look = workspace.tables.look(document_id)
    said = context.chosen.columns
    columns = said_columns(look, said) if said else look.columns
    return workspace.tables.say(document_id, columns, _order(context) or look.order, cancel=context.cancel)


def _look_json(look: TableLook) -> dict[str, JSONValue]:
    return {
        "document_id": look.document_id,
        "known": look.known,
        "rows": look.count,
        "columns": [
            {"head": head, "is": column.value, "first": look.rows[0][place] if look.rows else ""}
            for place, (head, column) in enumerate(zip(look.header, look.columns, strict=True))
        ],
        "dates": look.written_order(look.columns).says,
    }


def columns(context: Context) -> ExitCode:
    """Show what the columns of a table seem to be, or say what they are and read it."""
    chosen = context.chosen
    with context.open_vault() as workspace:
        if chosen.columns or chosen.date_order:
            outcomes = say_columns(context, workspace, chosen.document_id)
            found = sum(sum(one.proposed.values()) for one in outcomes)
            context.output.line(f"{len(outcomes)} tables read: {found} results to check.")
            issues = [issue for one in outcomes for issue in one.issues]
            for issue in issues:
                context.output.line(issue.text)
            answer: JSONValue = [{"document_id": one.document_id, "proposed": dict(one.proposed)} for one in outcomes]
            context.output.answer(answer)
            return ExitCode.DONE if all(one.read for one in outcomes) else ExitCode.NEEDS_PERSON
        look = workspace.tables.look(chosen.document_id)
    for number, (head, column) in enumerate(zip(look.header, look.columns, strict=True), start=1):
        first = look.rows[0][number - 1] if look.rows else ""
        context.output.line(f"#{number} {one_line(head)}: {column.value}   ({one_line(first)})")
    context.output.answer(_look_json(look))
    return ExitCode.DONE


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    asking = command(commands, "columns", columns, "what the columns of a table of test results are")
    asking.add_argument("document_id", metavar="DOCUMENT_ID")
    add_columns(asking)
