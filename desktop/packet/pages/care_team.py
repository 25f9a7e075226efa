"""The care team: who does what and how to reach them, who may speak for the patient, insurance."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.insurance import insurance_rows
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.runs import Run, Runs, bold, lines, page_link, ticked, unknown, whole
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.speakers import emergency_lines, speaker_lines
from desktop.packet.pages.words import filled_lines, together_with
from desktop.records.contact import Contact
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.typeset.drawable import JSON


def care_team_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the care-team page; candidates for the opinion itself are not part of the team."""
    contacts = setting.facts(Contact)
    team = [one for one in contacts if not one.family and not one.candidate]
    return {
        "part": "care-team",
        "title": say("team.title"),
        "note": say("team.note"),
        "contacts": [
            _row(setting, one) for one in sorted(team, key=lambda one: (not one.referring, not one.gets_copy))
        ],
        "none": [unknown(setting.answer(FactKind.CONTACTS))],
        "speakers": speaker_lines(setting),
        "emergency": emergency_lines(setting),
        "insurance": insurance_rows(setting),
        "about": _about(setting),
    }


def _row(setting: Setting, one: Contact) -> JSON:
    copy = one.gets_copy or one.id in setting.front.request.send_opinion_to
    role = one.role or one.specialty or say("unknown.not-stated")
    name = lines(
        [
            [one.name],
            *([[text]] if (text := one.specialty) else []),
            *([[bold(one.note)]] if one.note else []),
            *_unsure(one, setting),
        ]
    )
    place = together_with(one.facility, *filled_lines(one.address)) or "–"
    reach = lines(
        [
            [whole(one.phone or say("reach.no-phone"))],
            [whole(say("reach.fax", number=one.fax) if one.fax else say("reach.no-fax"))],
            [one.email] if one.email else [],
            [say("reach.portal", address=one.portal)] if one.portal else [],
        ]
    )
    boxed = ticked(copy, say("words.yes" if copy else "words.no"))
    return [[bold(role)] if one.referring else role, name, place, reach, [boxed]]


def _unsure(one: Contact, setting: Setting) -> list[list[Run]]:
    return [[origin_of(one, setting.layout)]] if one.origin is Origin.PROPOSED else []


def _about(setting: Setting) -> Runs:
    front = setting.front
    helper = next((one for one in setting.facts(Contact) if one.family and one.phone), None)
    name, phone = (helper.name, helper.phone) if helper else (say("team.the-patient"), front.person.phone)
    call: Runs = [f"{say('team.call', name=name)}, ", whole(phone), f", {say('team.and-name')}"]
    shown: Runs = [
        f"{say('team.missing')} ",
        *(call if phone else [say("team.ask")]),
        f" {say('team.the-page')} ",
        bold(say("page.packet", code=front.code, version=front.version)),
        ".",
    ]
    if setting.layout.files_page:
        shown += [f" {say('team.files')} ", page_link(setting.layout.files_page), "."]
    return shown
