"""medication-list: the medicines on paper."""

from __future__ import annotations

from pathlib import Path

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.words import Commands, Parser, add_person, command
from desktop.foundation.errors import ExitCode

_EXAMPLES = """\
examples:
  sheaf medication-list family.sheaf --out medicines.pdf
  sheaf medication-list family.sheaf --wallet --language es --out card.pdf
"""


def medication_list(context: Context) -> ExitCode:
    """Write the list of medicines, or the card for the wallet, as PDF."""
    from desktop.services.medication_list import ListForm  # noqa: PLC0415 - not for --help

    target: Path = context.chosen.out
    if target.exists():
        raise UsageError("There is a file with this name already.", do="Choose another name.")
    form = ListForm.WALLET if context.chosen.wallet else ListForm.PAGE
    with context.open_vault(beside=True) as workspace:
        person = context.person(workspace)
        workspace.medication_list.save(person.id, form, target, language=context.chosen.language)
    context.output.line(f"For {person.name}. Written: {target}. It is not locked: anyone who holds it can read it.")
    context.output.answer({"person_id": person.id, "file": str(target)})
    return ExitCode.DONE


def register(commands: Commands[Parser]) -> None:
    """Add the command of this file."""
    made = command(commands, "medication-list", medication_list, "the medicines on paper", examples=_EXAMPLES)
    made.add_argument("--wallet", action="store_true", help="a card for the wallet")
    made.add_argument("--language", choices=["en", "es"], default="en")
    made.add_argument("--out", type=Path, required=True, metavar="FILE")
    add_person(made)
