"""disclosures, handover, sent-note, ask-on, received: who got what, when and how, and what is added to that."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.changed import tell_change
from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.output import JSONValue
from desktop.commands.shapes import date_text
from desktop.commands.words import Commands, Parser, add_person, command
from desktop.foundation.clock import today
from desktop.foundation.errors import ExitCode
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.disclosure import Handover, HandoverWay
from desktop.services.errors import BadValueError, MissingValueError

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.records.packet import Disclosure
    from desktop.services.workspace import Workspace

_EXAMPLE = """\
examples:
  sheaf handover family.sheaf --to "Northfield Pathology" --what "Biopsy slides" --way post --detail "parcel 4471 2290"
  sheaf handover family.sheaf --to "Dr. Brandt" --packet ID --version 2 --way paper --day 2026-12-03 --arrived
"""
_LISTED = """\
examples:
  sheaf disclosures family.sheaf
  sheaf disclosures family.sheaf --person ID --out sent.pdf --language es
"""
_NOTED = """\
example:
  sheaf sent-note family.sheaf ENTRY_ID "Words told to Nurse Kim"
"""
_ASKED = """\
example:
  sheaf ask-on family.sheaf ENTRY_ID 2026-12-03
"""
_ARRIVED = """\
example:
  sheaf received family.sheaf ENTRY_ID
"""


def _entry_json(entry: Disclosure, words: Mapping[str, str], *, show: bool) -> dict[str, JSONValue]:
    told: dict[str, JSONValue] = {
        "id": entry.id,
        "person_id": entry.person_id,
        "packet_id": entry.packet_id,
        "code": entry.code,
        "version": entry.version,
        "to": entry.to,
        "address": entry.address,
        "when": entry.when.isoformat(),
        "day": date_text(entry.day),
        "medium": entry.medium,
        "way": entry.way.value if entry.way else "",
        "what": entry.what,
        "detail": entry.detail,
        "purpose": entry.purpose,
        "pages": entry.pages,
        "bytes": entry.size,
        "file": entry.file_name,
        "sha256": entry.sha256,
        "fingerprint": entry.fingerprint,
        "items": list(entry.items),
        "received": entry.received.isoformat() if entry.received else "",
        "ask_on": "" if entry.received else entry.asks_on.isoformat(),
        "notes": [{"when": note.when.isoformat(), "text": note.text} for note in entry.notes],
        "words_kept": entry.id in words,
    }
    return {**told, "words": words.get(entry.id, "")} if show else told


def _tell(context: Context, entry: Disclosure, words: Mapping[str, str]) -> None:
    day = date_text(entry.day) if entry.way else f"{entry.when.astimezone():%Y-%m-%d}"
    what = f"version {entry.version}" if entry.packet_id else entry.what
    how = ", ".join(part for part in (entry.medium, entry.way.value if entry.way else "", entry.detail) if part)
    arrived = f"arrived {entry.received.astimezone():%Y-%m-%d}" if entry.received else "not confirmed"
    line = (entry.id, day or "no day", entry.to or "this computer", what, how, entry.fingerprint, arrived)
    context.output.line("  ".join(part for part in line if part))
    for note in entry.notes:
        context.output.line(f"        {note.when.astimezone():%Y-%m-%d}  {note.text}")
    if context.chosen.words and entry.id in words:
        context.output.line(f"        the words that open it: {words[entry.id]}")


def disclosures(context: Context) -> ExitCode:
    """List who got what when; the words only on request, and only until the recipient has it."""
    with context.open_vault(beside=True) as workspace:
        listed = workspace.packets.disclosures(context.person_id_or_all(workspace))
        words = workspace.packets.sent_log.words()
        if context.chosen.out is not None:
            _print(context, workspace)
    for entry in listed:
        _tell(context, entry, words)
    context.output.answer([_entry_json(entry, words, show=context.chosen.words) for entry in listed])
    return ExitCode.DONE


def _print(context: Context, workspace: Workspace) -> None:
    """Write the log of one person as pages to print; never over a file that is there."""
    from desktop.services.packets.log_paper import save_sent_log  # noqa: PLC0415 - the core is loaded with a vault

    if context.chosen.out.exists():
        raise UsageError("There is a file with this name already.", do="Choose another name.")
    person = context.person(workspace)
    save_sent_log(
        person, workspace.packets.disclosures(person.id), context.chosen.out, language=context.chosen.language
    )
    context.output.note(f"Written: {context.chosen.out}. It is not locked: anyone who holds it can read it.")


def handover(context: Context) -> ExitCode:
    """Write down what left without the program."""
    chosen = context.chosen
    if bool(chosen.packet) != bool(chosen.version):
        raise UsageError("A packet and its version belong together.", do="Say --packet ID --version N, or --what.")
    with context.open_vault() as workspace:
        given = Handover(
            person_id=context.person(workspace).id,
            to=chosen.to,
            address=chosen.address,
            day=None if chosen.day == "unknown" else _day(chosen.day),
            what=chosen.what,
            packet_id=chosen.packet,
            version=chosen.version,
            way=HandoverWay(chosen.way),
            detail=chosen.detail,
            purpose=chosen.purpose,
            arrived=chosen.arrived,
        )
        try:
            change = workspace.packets.sent_log.hand_over(given)
        except (MissingValueError, BadValueError) as error:
            raise UsageError(f"The handover was not written down. {error.happened}", do=error.do) from error
    return tell_change(context, change)


def _day(text: str) -> PartialDate:
    if not text:
        return PartialDate.of(today())
    try:
        return PartialDate.parse(text)
    except NotADateError:
        raise UsageError("This is not a date.", do="Say --day 2026-12-03, 2026-12, 2026 or unknown.") from None


def sent_note(context: Context) -> ExitCode:
    """Add a note to an entry."""
    with context.open_vault() as workspace:
        change = workspace.packets.sent_log.add_note(context.chosen.id, " ".join(context.chosen.note))
    return tell_change(context, change)


def ask_on(context: Context) -> ExitCode:
    """Change the day on which Home reminds of asking whether something arrived."""
    try:
        day = date.fromisoformat(context.chosen.day)
    except ValueError:
        raise UsageError("This is not a day.", do="Say a day as 2026-12-03.") from None
    with context.open_vault() as workspace:
        try:
            change = workspace.packets.sent_log.ask_on(context.chosen.id, day)
        except BadValueError as error:
            raise UsageError("This day has passed.", do="Say today or a later day.") from error
    return tell_change(context, change, f", {day.isoformat()}", ask_on=day.isoformat())


def received(context: Context) -> ExitCode:
    """Write down that they have it; the words that open it are forgotten."""
    with context.open_vault() as workspace:
        kept = context.chosen.id in workspace.packets.sent_log.words()
        change = workspace.packets.mark_received(context.chosen.id)
    return tell_change(context, change, ". The words that open it are no longer kept." if kept else "")


def _add_handover(parser: ArgumentParser) -> None:
    parser.add_argument("--to", required=True, metavar="NAME", help="who got it")
    parser.add_argument("--what", default="", metavar="TEXT", help="what it was")
    parser.add_argument("--packet", default="", metavar="ID", help="a packet that was saved, with --version")
    parser.add_argument("--version", type=int, default=0, metavar="N", help="which version of the packet")
    parser.add_argument("--way", choices=[way.value for way in HandoverWay], default=HandoverWay.OTHER.value)
    parser.add_argument("--day", default="", metavar="DATE", help="when, as 2026-12-03, or unknown; usually today")
    parser.add_argument("--address", default="", metavar="TEXT", help="where")
    parser.add_argument("--detail", default="", metavar="TEXT", help="more about it, as the number of a parcel")
    parser.add_argument("--purpose", default="", metavar="TEXT", help="what for")
    parser.add_argument("--arrived", action="store_true", help="they have it already")
    add_person(parser)


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    listed = command(commands, "disclosures", disclosures, "who got which packet when", examples=_LISTED)
    listed.add_argument("--words", action="store_true", help="with the five words that are still kept")
    listed.add_argument("--out", type=Path, metavar="FILE", help="write it as pages to print, too (PDF)")
    listed.add_argument("--language", choices=["en", "es"], default="en", help="of these pages; usually en")
    add_person(listed)
    _add_handover(command(commands, "handover", handover, "write down what left without Sheaf", examples=_EXAMPLE))
    noted = command(commands, "sent-note", sent_note, "add a note to an entry of the sent log", examples=_NOTED)
    noted.add_argument("id", metavar="ENTRY_ID", help="see: sheaf disclosures")
    noted.add_argument("note", nargs="+", metavar="TEXT", help="for example: words told to Nurse Kim")
    asked = command(commands, "ask-on", ask_on, "when to be reminded of asking whether it arrived", examples=_ASKED)
    asked.add_argument("id", metavar="ENTRY_ID", help="see: sheaf disclosures")
    asked.add_argument("day", metavar="DAY", help="today or later, as 2026-12-03")
    arrived = command(commands, "received", received, "write down that they have it", examples=_ARRIVED)
    arrived.add_argument("id", metavar="ENTRY_ID", help="see: sheaf disclosures")
