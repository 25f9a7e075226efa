"""Sensitive words at the command line: an answer holds for what they find, and without one it stays out and is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.withheld import sensitive_answers
from desktop.records.packet import PacketRequest, SensitiveChoice

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.workspace import Workspace

_MOST_NAMED = 5


def with_topics(context: Context, workspace: Workspace, request: PacketRequest) -> PacketRequest:
    """Return a request in which everything that may be about a sensitive topic goes or stays out."""
    asking = workspace.packets.asking
    found = asking.about_topics(request)
    said, now = dict(request.sensitive), dict(sensitive_answers(context.chosen.sensitive))
    for tag in sorted({*asking.unsettled(request, found), *(found.keys() & now.keys())}):
        choice = said.get(tag, SensitiveChoice.ASK)
        if choice is SensitiveChoice.ASK:
            items = found[tag]
            named = "; ".join(one.title for one in items[:_MOST_NAMED]) + ("; …" if len(items) > _MOST_NAMED else "")
            again = f"--packet {request.id} --sensitive {tag.value}=include"
            context.output.note(f"look    May be about {tag.value} and stays out: {named}. If it may go, say {again}")
            request = asking.some_left_out(request, tag, found, frozenset(one.id for one in items))
        else:
            request = asking.answered(request, tag, found, choice)
    return request
