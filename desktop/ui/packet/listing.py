"""The packets of a person: those being made and those sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.records.fact import FactKind
from desktop.records.packet import PacketDraft
from desktop.ui.dates import day_words, moment_words
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Card, EmptyState, RowItem, Status, line, link, list_row, primary, secondary


def _say(text: str) -> str:
    return QCoreApplication.translate("PacketList", text)


def _row(context: ScreenContext, draft: PacketDraft, sent: int, name: str) -> RowItem:
    request = draft.request
    title = _say("Packet for {name}").format(name=name) if name else _say("Packet without a doctor yet")
    changed = _say("Changed {when}").format(when=moment_words(draft.changed))
    visit = _say("visit {day}").format(day=day_words(request.appointment)) if request.appointment else ""
    detail = "  ·  ".join(part for part in (changed, visit, draft.code) if part)
    words = _say("Version {number} saved").format(number=draft.version) if sent else _say("Not sent yet")
    status = Status.DONE if sent else Status.NOT_STARTED
    del context
    return RowItem(id=request.id, title=title, detail=detail, icon="package", pill=words, pill_status=status)


def packet_list(
    context: ScreenContext,
    *,
    start: Callable[[], object],
    open_packet: Callable[[str], object],
    remove: Callable[[str], object],
    compare: Callable[[PacketDraft], object],
) -> Sequence[QWidget]:
    """Return the widgets of the list, or the way to begin."""
    drafts = context.workspace.packets.drafts(context.person_id)
    if not drafts:
        words = _say("A packet holds what a second doctor needs, in the order in which a doctor reads it.")
        begin = primary(_say("Start a packet"), start, icon="package")
        return [EmptyState("package", _say("No packets yet."), words, begin)]
    names = {one.id: one.title for one in context.workspace.records.list(FactKind.RECIPIENTS, context.person_id)}
    sent = [one.packet_id for one in context.workspace.packets.disclosures(context.person_id)]
    card = Card(gap=0)
    for number, draft in enumerate(drafts):
        if number:
            card.body.addWidget(line(soft=True))
        request = draft.request
        name = names.get(request.recipient_id) or request.recipient_name
        item = _row(context, draft, sent.count(request.id), name)
        go = _say("New version") if sent.count(request.id) else _say("Continue")
        button = secondary(go, partial(open_packet, request.id), name=f"{go}: {item.title}")
        ends: list[QWidget] = [button]
        if sent.count(request.id):
            name_of = _say("Compare versions of {title}").format(title=item.title)
            ends.append(link(_say("Compare"), partial(compare, draft), name=name_of))
        away = link(_say("Remove"), partial(remove, request.id), name=_say("Remove {title}").format(title=item.title))
        card.body.addWidget(list_row(item, *ends, away))
    return [card]
