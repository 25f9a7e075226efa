"""Insurance as its card says: one line for the cover, a table for the care team."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.origin import PATIENT, origin_of
from desktop.packet.pages.runs import Runs, joined, unknown, whole
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import filled_lines, together_with
from desktop.records.answers import Answer
from desktop.records.coverage import Coverage
from desktop.typeset.drawable import JSON


def insurance_lines(setting: Setting) -> list[Runs]:
    """Return a line for each insurance."""
    lines: list[Runs] = [_line(one) for one in setting.facts(Coverage) if not one.negated]
    return lines or [[line] for line in filled_lines(setting.front.person.insurance)]


def _line(one: Coverage) -> Runs:
    name = together_with(one.insurer, one.plan, separator=" ")
    member = say("cover.member", number=one.member_id) if one.member_id else ""
    return joined([whole(text) for text in (name, member, one.phone) if text], ", ")


def insurance_rows(setting: Setting) -> list[JSON]:
    """Return rows of plan, member, group, phone, source; what the person typed as one line when nothing else is."""
    rows: list[JSON] = [_row(setting, one) for one in setting.facts(Coverage) if not one.negated]
    if rows:
        return rows
    typed = filled_lines(setting.front.person.insurance)
    rows = [[line, "–", "–", "–", [PATIENT]] for line in typed]
    return rows or [[[unknown(Answer.NOT_ASKED)], "–", "–", "–", "–"]]


def _row(setting: Setting, one: Coverage) -> JSON:
    order = say(f"team.order-{one.order.value}") if one.order else ""
    holder = say("team.holder", name=one.holder) if one.holder else ""
    name = together_with(together_with(one.insurer, one.plan, separator=" "), order, holder)
    said = together_with(one.second_opinion, one.approval, separator="; ")
    plan: Runs = [name, f" ({said})" if said else ""]
    phone: Runs = [whole(one.phone or say("unknown.not-known"))]
    group = one.group_number or say("unknown.not-known")
    member: Runs = [whole(one.member_id or say("unknown.not-known"))]
    return [plan, member, group, phone, [origin_of(one, setting.layout)]]
