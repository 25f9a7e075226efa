"""create, recover, person add, people: vaults and whose records they hold."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands import shapes
from desktop.commands.context import Context
from desktop.commands.errors import UnreadableFileError, UsageError
from desktop.commands.output import JSONValue
from desktop.commands.questions import questions
from desktop.commands.secrets import ask, first_line, new_passphrase
from desktop.commands.words import Commands, Parser, add_json, add_secret, command
from desktop.foundation.atomic import write_atomic
from desktop.foundation.errors import EnvironmentProblem, ExitCode

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.vaults import RecoveryKit
    from desktop.services.workspace import Workspace


class KitNotWrittenError(EnvironmentProblem):
    """The recovery kit could not be written where it was wanted."""

    code = "kit-not-written"


def write_kit(kit: RecoveryKit, target: Path) -> None:
    """Write the kit as text when the name ends in .txt, else as PDF; raises KitNotWrittenError."""
    if target.exists():
        raise UsageError("There is a file with the recovery kit's name already.", do="Choose another name.")
    content = kit.text.encode() if target.suffix.lower() == ".txt" else kit.pdf
    try:
        write_atomic(target, [content])
    except OSError as error:
        raise KitNotWrittenError(
            "The recovery kit could not be written there.", do="Choose another folder and make the vault again."
        ) from error


def _values(context: Context) -> dict[str, str]:
    values = {"name": context.chosen.name, "born": context.chosen.born}
    return values | ({"relation": context.chosen.relation} if context.chosen.relation else {})


def _tell_kit(context: Context, kit: RecoveryKit) -> None:
    target: Path | None = context.chosen.recovery_out
    if target is not None:
        write_kit(kit, target)
        context.output.line(f"The recovery kit is in {target}. Print it, and keep it away from this computer.")
        return
    context.output.line("Write down the recovery code. It is the only way in when the passphrase is forgotten:")
    context.output.line("  " + " ".join(kit.groups))


def create(context: Context) -> ExitCode:
    """Make a vault with its first person, and hand over the recovery kit."""
    target: Path | None = context.chosen.recovery_out
    if target is not None and target.exists():
        raise UsageError("There is a file with the recovery kit's name already.", do="Choose another name.")
    workspace, kit = context.make_vaults().create(context.vault, new_passphrase(context.chosen))
    try:
        person_id = workspace.people.add(_values(context)).id
        _tell_kit(context, kit)
    finally:
        workspace.close()
    context.output.line(f"The vault is ready: {context.vault}")
    answer: dict[str, JSONValue] = {
        "vault": str(context.vault),
        "person_id": person_id,
        "recovery_code_groups": len(kit.groups),
    }
    if target is None:
        answer["recovery_code"] = "-".join(kit.groups)
    context.output.answer(answer)
    return ExitCode.DONE


def _people_of(context: Context, workspace: Workspace) -> ExitCode:
    people = workspace.people.list()
    for person in people:
        context.output.line(f"{person.id}  {person.name}, born {shapes.date_text(person.born)}  {person.relation}")
    context.output.answer([shapes.person_json(person) for person in people])
    return ExitCode.DONE


def people(context: Context) -> ExitCode:
    """List the people of a vault."""
    with context.open_vault(beside=True) as workspace:
        return _people_of(context, workspace)


def add_person(context: Context) -> ExitCode:
    """Add a person to a vault."""
    values = _values(context)
    with context.open_vault() as workspace:
        person_id = workspace.people.add(values).id
    context.output.line(f"Added {context.chosen.name}: {person_id}")
    asked = questions(None, values, None)
    for sentence in asked:
        context.output.note(sentence)
    context.output.answer({"person_id": person_id, "asked": list(asked)} if asked else {"person_id": person_id})
    return ExitCode.DONE


def _code(context: Context) -> str:
    if context.chosen.code_file:
        return first_line(context.chosen.code_file)
    return ask("Recovery code: ")


def recover(context: Context) -> ExitCode:
    """Open a vault with its recovery code and set a new passphrase."""
    code = _code(context)
    if not code:
        raise UnreadableFileError("The file with the code is empty.", do="Put the seven groups on its first line.")
    vaults = context.make_vaults()
    vaults.recover(context.vault, code, new_passphrase(context.chosen)).close()
    context.output.line("The vault opens with the new passphrase.")
    context.output.answer({"vault": str(context.vault)})
    return ExitCode.DONE


def _name_options(parser: ArgumentParser) -> None:
    parser.add_argument("--name", required=True, metavar="NAME", help="legal name as on the ID")
    parser.add_argument("--born", required=True, metavar="DATE", help="date of birth, 1957-05-04")
    parser.add_argument("--relation", metavar="WORD", help="who this is to you: self, mother, son …")


def _vault_only(parser: ArgumentParser) -> None:
    parser.add_argument("vault", type=Path, metavar="VAULT", help="the vault's folder, NAME.sheaf")
    add_secret(parser)
    add_json(parser)


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    made = commands.add_parser("create", help="a new vault with its first person")
    _vault_only(made)
    _name_options(made)
    made.add_argument("--recovery-out", type=Path, metavar="FILE", help="the recovery kit: PDF, or text when .txt")
    made.set_defaults(run=create)
    person = commands.add_parser("person", help="people in a vault").add_subparsers(dest="what", required=True)
    _name_options(command(person, "add", add_person, "one more person in a vault"))
    command(commands, "people", people, "the people of a vault")
    recovered = commands.add_parser("recover", help="open a vault with its recovery code")
    _vault_only(recovered)
    recovered.add_argument("--code-file", type=Path, metavar="FILE", help="the code is its first line")
    recovered.set_defaults(run=recover)
