"""The care team: who does what and how to reach them, who may speak for the patient, insurance."""

from __future__ import annotations

from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.runs import Run, Runs, bold, lines, page_link, ticked, unknown, ways_to_reach, whole
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import filled_lines
from desktop.records.answers import Answer
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
        "title": "Care team",
        "note": "Who knows what, and who gets a copy",
        "contacts": [
            _row(setting, one) for one in sorted(team, key=lambda one: (not one.referring, not one.gets_copy))
        ],
        "none": [unknown(setting.answer(FactKind.CONTACTS))],
        "speakers": _speakers(setting, contacts),
        "emergency": _emergency(setting, contacts),
        "insurance": _insurance(setting),
        "about": _about(setting),
    }


def _row(setting: Setting, one: Contact) -> JSON:
    copy = one.gets_copy or one.id in setting.front.request.send_opinion_to
    role = one.role or one.specialty or "not stated"
    name = lines(
        [
            [one.name],
            *([[text]] if (text := one.specialty) else []),
            *([[bold(one.note)]] if one.note else []),
            *_unsure(one, setting),
        ]
    )
    place = ", ".join(text for text in (one.facility, *filled_lines(one.address)) if text) or "–"
    reach = lines(
        [
            [whole(one.phone or "phone not known")],
            [whole(f"fax {one.fax}" if one.fax else "fax not known")],
            [one.email] if one.email else [],
        ]
    )
    return [[bold(role)] if one.referring else role, name, place, reach, [ticked(copy, "yes" if copy else "no")]]


def _unsure(one: Contact, setting: Setting) -> list[list[Run]]:
    return [[origin_of(one, setting.layout)]] if one.origin is Origin.PROPOSED else []


def _speakers(setting: Setting, contacts: tuple[Contact, ...]) -> list[JSON]:
    request = setting.front.request
    shown: list[JSON] = []
    if request.prepared_by or request.authority:
        who: Runs = [bold(request.prepared_by)] if request.prepared_by else ["The patient"]
        shown.append([*who, f", {request.authority}" if request.authority else ""])
    for one in contacts:
        if one.family:
            shown.append([bold(one.name), f", {one.role}" if one.role else ""])
            shown += [[text] for text in (one.note,) if text]
            reach = ways_to_reach(one.phone, one.fax, one.email)
            shown += [reach] if reach else []
    if request.companion:
        shown.append([f"Comes to the visit: {request.companion}"])
    return shown or [["Only the patient; others: ", unknown(Answer.NOT_ASKED)]]


def _emergency(setting: Setting, contacts: tuple[Contact, ...]) -> list[JSON]:
    people = filled_lines(setting.front.person.emergency_contacts)
    people += [
        ", ".join(text for text in (one.name, one.role, one.phone) if text)
        for one in contacts
        if one.emergency and not any(one.name in line for line in people)
    ]
    shown: list[JSON] = [[bold(str(number)), f" {line}"] for number, line in enumerate(people, start=1)]
    wishes: Runs = ["Advance directive, resuscitation wishes: ", unknown(Answer.NOT_ASKED)]
    return [*(shown or [[unknown(Answer.NOT_ASKED)]]), wishes]


def _insurance(setting: Setting) -> list[JSON]:
    return [[line] for line in filled_lines(setting.front.person.insurance)] or [[unknown(Answer.NOT_ASKED)]]


def _about(setting: Setting) -> Runs:
    front = setting.front
    helper = next((one for one in setting.facts(Contact) if one.family and one.phone), None)
    name, phone = (helper.name, helper.phone) if helper else ("the patient", front.person.phone)
    call: Runs = [f"Call {name}, ", whole(phone), ", and name"] if phone else ["Please ask the patient and name"]
    shown: Runs = [
        "A page is missing or cannot be read? ",
        *call,
        " the page number and packet ",
        bold(f"{front.code} version {front.version}"),
        ".",
    ]
    if setting.layout.files_page:
        shown += [" All source files are listed on ", page_link(setting.layout.files_page), "."]
    return shown
