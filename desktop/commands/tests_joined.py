"""tests, join-tests, separate-tests, link: which names are one test, and where a typed entry stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.changed import tell_change
from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.output import JSONValue
from desktop.commands.words import Commands, Parser, add_person, command
from desktop.foundation.errors import ExitCode

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.workspace import Workspace


def tests(context: Context) -> ExitCode:
    """List a person's laboratory tests with their newest value."""
    with context.open_vault(beside=True) as workspace:
        listed = workspace.results.tests(context.person(workspace).id)
    answer: list[JSONValue] = []
    for one in listed:
        newest = one.newest[0]
        value = f"{newest.comparator or ''}{newest.value}"
        context.output.line(f"{one.key}  {newest.test}: {value} {newest.unit}, {one.count} values")
        answer.append(
            {
                "key": one.key,
                "names": list(one.names),
                "values": one.count,
                "test": newest.test,
                "value": value,
                "unit": newest.unit,
                "date": newest.date.iso if newest.date else "",
            }
        )
    context.output.answer(answer)
    return ExitCode.DONE


def _known(workspace: Workspace, person_id: str, *keys: str) -> None:
    """Refuse keys that name no test; raises UsageError."""
    known = {key for one in workspace.results.tests(person_id) for key in (one.key, *one.names)}
    if not known.issuperset(keys):
        raise UsageError("There is no test with this key.", do="The command tests lists them.")


def join(context: Context) -> ExitCode:
    """Show the results of one name under another: they are one test."""
    with context.open_vault() as workspace:
        person_id = context.person(workspace).id
        _known(workspace, person_id, context.chosen.key, context.chosen.to)
        changed = workspace.results.join(person_id, context.chosen.key, context.chosen.to)
    return tell_change(context, changed)


def separate(context: Context) -> ExitCode:
    """Show names that were joined as tests of their own again."""
    with context.open_vault() as workspace:
        person_id = context.person(workspace).id
        _known(workspace, person_id, context.chosen.key)
        changed = workspace.results.separate(person_id, context.chosen.key)
    return tell_change(context, changed)


def link(context: Context) -> ExitCode:
    """Say in which document, and on which page, a typed entry stands."""
    with context.open_vault() as workspace:
        changed = workspace.records.link(context.chosen.id, context.chosen.document, context.chosen.page)
    return tell_change(context, changed)


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    add_person(command(commands, "tests", tests, "laboratory tests with their newest value"))
    joining = command(commands, "join-tests", join, "two names are one test")
    joining.add_argument("key", metavar="KEY")
    joining.add_argument("--to", required=True, metavar="KEY")
    separating = command(commands, "separate-tests", separate, "show joined names apart again")
    separating.add_argument("key", metavar="KEY")
    for parser in (joining, separating):
        add_person(parser)
    linking = command(commands, "link", link, "where a typed entry stands; without --document, nowhere")
    linking.add_argument("id", metavar="ID")
    linking.add_argument("--document", default="", metavar="ID")
    linking.add_argument("--page", type=int, default=0, metavar="N")
