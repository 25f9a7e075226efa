"""Who may speak and act for the patient, by which paper and until when; whom to call; what the patient wants."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.runs import Runs, bold, unknown, ways_to_reach
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import filled_lines, together_with
from desktop.records.answers import Answer
from desktop.records.authority import Authority
from desktop.records.contact import Contact
from desktop.records.directive import Directive
from desktop.typeset.drawable import JSON


def speaker_lines(setting: Setting) -> list[JSON]:
    """Return who prepared the packet, each authority with its paper, then family and helpers."""
    request = setting.front.request
    shown: list[Runs] = []
    if request.prepared_by or request.authority:
        who = request.prepared_by or say("cover.patient")
        shown.append(
            [f"{say('cover.prepared-by')}: ", bold(who), f", {request.authority}" if request.authority else ""]
        )
    shown += [_authority(setting, one) for one in setting.facts(Authority) if not one.negated]
    shown += [line for one in setting.facts(Contact) if one.family for line in _helper(one)]
    if request.companion:
        shown.append([say("team.companion", name=request.companion)])
    return [*shown] or [[f"{say('team.only-patient')} ", unknown(Answer.NOT_ASKED)]]


def _authority(setting: Setting, one: Authority) -> Runs:
    paper = say(f"team.{one.type.value}") if one.type else ""
    signed = say("team.signed", day=one.date.iso) if one.date else ""
    about = together_with(one.relation, paper, one.scope, signed, one.phone)
    shown: Runs = [bold(one.holder), f", {about}" if about else ""]
    if one.end_date:
        shown += [f", {say('team.valid-to')} ", bold(one.end_date.iso)]
    return [*shown, "  ", origin_of(one, setting.layout)]


def _helper(one: Contact) -> list[Runs]:
    reach = ways_to_reach(one.phone, one.fax, one.email)
    lines: list[Runs] = [[bold(one.name), f", {one.role}" if one.role else "", *([" · ", *reach] if reach else [])]]
    return [*lines, [one.note]] if one.note else lines


def emergency_people(setting: Setting) -> list[str]:
    """Return whom to call, first named first."""
    people = filled_lines(setting.front.person.emergency_contacts)
    people += [
        together_with(one.name, one.role, one.phone)
        for one in setting.facts(Contact)
        if one.emergency and not any(one.name in line for line in people)
    ]
    return people


def emergency_lines(setting: Setting) -> list[JSON]:
    """Return whom to call, then directives and wishes, or that nobody asked."""
    shown: list[JSON] = [
        [bold(str(number)), f" {line}"] for number, line in enumerate(emergency_people(setting), start=1)
    ]
    papers: list[JSON] = [_directive(setting, one) for one in setting.facts(Directive)]
    wishes: Runs = [f"{say('team.wishes')}: ", unknown(Answer.NOT_ASKED)]
    return [*(shown or [[unknown(Answer.NOT_ASKED)]]), *(papers or [wishes])]


def _directive(setting: Setting, one: Directive) -> JSON:
    name = say(f"team.{one.type.value}") if one.type else one.title
    if one.negated:
        return [f"{name}: ", bold(say("unknown.none-known")), "  ", origin_of(one, setting.layout)]
    signed = say("team.signed", day=one.date.iso) if one.date else ""
    agent = together_with(one.agent, one.agent_phone, separator=" ")
    about = together_with(signed, one.summary, agent, one.where_kept)
    return [bold(name), f": {about}" if about else "", "  ", origin_of(one, setting.layout)]
