"""emergency-card, letter: pages on paper that are made from the record at once."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.words import Commands, Parser, add_person, command
from desktop.foundation.errors import ExitCode


def _new_file(context: Context) -> Path:
    target: Path = context.chosen.out
    if target.exists():
        raise UsageError("There is a file with this name already.", do="Choose another name.")
    return target


def emergency_card(context: Context) -> ExitCode:
    """Write the emergency sheet with its wallet card as PDF."""
    target = _new_file(context)
    with context.open_vault(beside=True) as workspace:
        person = context.person(workspace)
        workspace.emergency_card.save(person.id, target, language=context.chosen.language, paper=context.chosen.paper)
    context.output.line(f"For {person.name}. Written: {target}. It is not locked: anyone who holds it can read it.")
    context.output.answer({"person_id": person.id, "file": str(target)})
    return ExitCode.DONE


def letter(context: Context) -> ExitCode:
    """Write the letter of a request as PDF, to be signed and sent."""
    from desktop.services.letter import LetterForm  # noqa: PLC0415 - not for --help

    target, chosen = _new_file(context), context.chosen
    form = LetterForm(chosen.form) if chosen.form else None
    with context.open_vault(beside=True) as workspace:
        workspace.letters.save(chosen.request, target, form=form, language=chosen.language, paper=chosen.paper)
    context.output.line(f"Written: {target}. Sign it and send it; then say in Sheaf when you asked.")
    context.output.answer({"request_id": chosen.request, "file": str(target)})
    return ExitCode.DONE


def _add_look(parser: ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, required=True, metavar="FILE")
    parser.add_argument("--language", choices=["en", "es"], default="en")
    parser.add_argument("--paper", choices=["letter", "a4"], default="letter")


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    card = command(commands, "emergency-card", emergency_card, "what a stranger must know first, to fold and carry")
    _add_look(card)
    add_person(card)
    wrote = command(commands, "letter", letter, "a letter that asks for records")
    wrote.add_argument("--request", required=True, metavar="ID", help="the request, see: sheaf facts VAULT requests")
    wrote.add_argument("--form", choices=["access", "slides", "images"], help="left out: by the words of the request")
    _add_look(wrote)
