"""packet-versions: what differs between two versions of a packet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.output import JSONValue
from desktop.commands.words import Commands, Parser, command
from desktop.foundation.errors import ExitCode

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.packets.packets import Packets
    from desktop.services.packets.versions import Entry, Held, VersionChanges


def _chosen(packets: Packets, packet_id: str, older: int | None, newer: int | None) -> tuple[Held, Held]:
    """Return the two versions that are meant: the last saved one and the packet as it is now, unless said."""
    held = {one.number: one for one in packets.versions(packet_id)}
    if not held:
        raise UsageError("No version of this packet was saved yet.", do="Save one first with the packet command.")
    wanted = max(held) if older is None else older
    missing = {wanted, newer} - {None} - held.keys()
    if missing:
        raise UsageError(
            "There is no such version of this packet.", do=f"Choose of {', '.join(map(str, sorted(held)))}."
        )
    return held[wanted], packets.as_it_is_now(packet_id) if newer is None else held[newer]


def _called(entry: Entry) -> str:
    return entry.title or "an entry that was deleted for good"


def _tell(context: Context, found: VersionChanges, saved: tuple[Held, ...]) -> None:
    out = context.output
    for version in saved:
        day, held = f"{version.when.astimezone():%Y-%m-%d}", len(version.items)
        out.line(f"version {version.number} saved on {day}, {held} entries and documents")
    newer = f"version {found.newer.number}" if found.newer.number else "the packet as it is now"
    out.line(f"From version {found.older.number} to {newer}:")
    if found.nothing:
        out.line("Both versions hold the same.")
    for entry in found.added:
        out.line(f"came in   {_called(entry)}")
    for entry in found.removed:
        out.line(f"went out  {_called(entry)}")
    for changed in found.changed:
        for one in changed.fields:
            name = one.field.replace("_", " ")
            out.line(f"changed   {_called(changed.entry)}: {name} was “{one.before}”, now “{one.after}”")


def _entry_json(entry: Entry) -> dict[str, JSONValue]:
    return {"id": entry.id, "title": entry.title, "kind": entry.kind.value if entry.kind else ""}


def _answer(found: VersionChanges, saved: tuple[Held, ...]) -> dict[str, JSONValue]:
    return {
        "versions": [{"version": one.number, "when": one.when.isoformat(), "items": len(one.items)} for one in saved],
        "from": found.older.number,
        "to": found.newer.number or None,
        "added": [_entry_json(entry) for entry in found.added],
        "removed": [_entry_json(entry) for entry in found.removed],
        "changed": [
            {
                **_entry_json(changed.entry),
                "fields": [{"field": one.field, "before": one.before, "after": one.after} for one in changed.fields],
            }
            for changed in found.changed
        ],
    }


def packet_versions(context: Context) -> ExitCode:
    """Say what came in, went out and changed between two versions."""
    chosen = context.chosen
    with context.open_vault(beside=True) as workspace:
        saved = workspace.packets.versions(chosen.id)
        older, newer = _chosen(workspace.packets, chosen.id, chosen.older, chosen.newer)
        found = workspace.packets.compare(older, newer)
    _tell(context, found, saved)
    context.output.answer(_answer(found, saved))
    return ExitCode.DONE


_EXAMPLES = """\
examples:
  sheaf packet-versions family.sheaf PACKET_ID
  sheaf packet-versions family.sheaf PACKET_ID --from 1 --to 2
"""


def register(commands: Commands[Parser]) -> None:
    """Add the command of this file."""
    told = "what differs between two versions of a packet"
    parser = command(commands, "packet-versions", packet_versions, told, examples=_EXAMPLES)
    parser.add_argument("id", metavar="PACKET_ID")
    parser.add_argument("--from", dest="older", type=int, metavar="N", help="the older version; else the last saved")
    parser.add_argument("--to", dest="newer", type=int, metavar="N", help="the newer one; else the packet as it is now")
