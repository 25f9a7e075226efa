"""packets, remove-packet: the packets of a vault, and for whom there is news since the last version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.changed import tell_change
from desktop.commands.context import Context
from desktop.commands.output import JSONValue
from desktop.commands.shapes import date_text
from desktop.commands.words import Commands, Parser, add_person, command
from desktop.foundation.errors import ExitCode
from desktop.records.fact import FactKind

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.records.packet import PacketDraft
    from desktop.services.packets.news import News
    from desktop.services.workspace import Workspace


def _to(workspace: Workspace, draft: PacketDraft) -> str:
    """Return who a packet is for, or an empty text."""
    listed = workspace.records.list(FactKind.RECIPIENTS, draft.request.person_id)
    names = {one.id: one.title for one in listed}
    return names.get(draft.request.recipient_id) or draft.request.recipient_name


def _packet_json(draft: PacketDraft, to: str, sent: int, news: list[News]) -> dict[str, JSONValue]:
    request = draft.request
    return {
        "packet_id": request.id,
        "person_id": request.person_id,
        "code": draft.code,
        "to": to,
        "visit": date_text(request.appointment),
        "shape": request.shape.value,
        "changed_since": request.changed_since,
        "version": draft.version,
        "sent": sent,
        "changed": draft.changed.isoformat(),
        "news": [
            {"to": one.to, "version": one.version, "titles": list(one.titles), "questions": one.questions}
            for one in news
        ],
    }


def _tell(context: Context, draft: PacketDraft, to: str, news: list[News]) -> None:
    version = f"version {draft.version}" if draft.version else "not sent yet"
    visit = f"  visit {date_text(draft.request.appointment)}" if draft.request.appointment else ""
    context.output.line(f"{draft.request.id}  {draft.code}  {version}  {to or 'nobody named yet'}{visit}")
    for one in news:
        titles = [*one.titles, *([f"{one.questions} question(s)"] if one.questions else [])]
        context.output.line(f"        since version {one.version} for {one.to}: {', '.join(titles)}")


def packets(context: Context) -> ExitCode:
    """List the packets, the last changed first."""
    answer: list[JSONValue] = []
    with context.open_vault(beside=True) as workspace:
        wanted = context.person_id_or_all(workspace)
        for person_id in [wanted] if wanted else [person.id for person in workspace.people.list()]:
            sent = [one.packet_id for one in workspace.packets.disclosures(person_id)]
            news = workspace.packets.next_versions.news(person_id)
            for draft in workspace.packets.drafts(person_id):
                told, to = [one for one in news if one.packet_id == draft.request.id], _to(workspace, draft)
                answer.append(_packet_json(draft, to, sent.count(draft.request.id), told))
                _tell(context, draft, to, told)
    context.output.answer(answer)
    return ExitCode.DONE


def remove_packet(context: Context) -> ExitCode:
    """Take a packet off the list; the sent log keeps what was sent."""
    with context.open_vault() as workspace:
        change = workspace.packets.discard(context.chosen.id)
    return tell_change(context, change, ". The sent log keeps what was sent.")


_LISTED = """\
examples:
  sheaf packets family.sheaf
  sheaf packets family.sheaf --person ID --json
"""
_REMOVED = """\
example:
  sheaf remove-packet family.sheaf PACKET_ID
"""


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    told = "the packets, and what is new since they were sent"
    add_person(command(commands, "packets", packets, told, examples=_LISTED))
    removed = command(commands, "remove-packet", remove_packet, "take a packet off the list", examples=_REMOVED)
    removed.add_argument("id", metavar="PACKET_ID")
