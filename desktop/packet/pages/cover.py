"""The cover: who this is, for whom, what is inside, what is not and why."""

from __future__ import annotations

from desktop.packet.language import counted, say
from desktop.packet.pages.insurance import insurance_lines
from desktop.packet.pages.not_included import beside_rows, left_out_rows
from desktop.packet.pages.numbers import name_label, number_tables
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.runs import Run, Runs, bold, joined, or_unknown, page_link, together, ways_to_reach
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import (
    age_in_words,
    day_in_words,
    filled_lines,
    in_words,
    labelled,
    page_range,
    sex_in_words,
    visit_in_words,
)
from desktop.records.appointment import Appointment
from desktop.records.authority import Authority
from desktop.records.contact import Contact
from desktop.records.dates import PartialDate
from desktop.typeset.drawable import JSON

FINGERPRINT_DIGITS = 16

CONTENTS_TITLES = {"questions": "cover.questions"}
"""Where the contents say more than the page's own title."""


def cover_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the cover."""
    front = setting.front
    counts = (counted("words.pages", setting.layout.total_pages), counted("words.documents", len(front.documents)))
    return {
        "part": "cover",
        "title": say("cover.title"),
        "note": _note(setting, counts),
        "name_label": name_label(front.person),
        "name": front.person.name,
        "born": _born(setting),
        "other_names": front.person.former_names,
        "numbers": number_tables(front.person),
        "reach": _reach(setting),
        "needs": _needs(setting),
        "recipient": _recipient(setting),
        "send_to": _send_to(setting),
        "prepared_by": _prepared_by(setting),
        "written": _written(setting),
        "sources": _sources(setting),
        "left_out": left_out_rows(setting),
        "beside": beside_rows(setting),
        "withheld": list(front.withheld),
        "identity": _identity(setting),
    }


def _note(setting: Setting, counts: tuple[str, ...]) -> str:
    note = say("cover.note", counts=", ".join(counts))
    if setting.front.changed_since is None:
        return note
    version, day = setting.front.changed_since
    return f"{say('cover.changed-note', version=version, day=day.isoformat())} {note}"


def _born(setting: Setting) -> Runs:
    person = setting.front.person
    parts: list[Run | Runs] = []
    if person.born:
        parts.append([f"{say('cover.born')} ", bold(in_words(person.born)), f" ({person.born.iso})"])
        parts.append(say("cover.age", age=age_in_words(person.born, setting.front.made_on)))
    else:
        parts.append([f"{say('cover.born')}: ", *or_unknown("")])
    if person.sex:
        parts.append(sex_in_words(person.sex))
    if person.gender:
        parts.append(person.gender)
    return joined(parts)


def _reach(setting: Setting) -> list[JSON]:
    person = setting.front.person
    shown: list[JSON] = []
    by_wire = ways_to_reach(person.phone, "", person.email)
    if by_wire:
        shown.append(by_wire)
    if not setting.front.request.hide_address:
        shown += [[line] for line in filled_lines(person.address)]
    return shown


def _needs(setting: Setting) -> list[JSON]:
    person = setting.front.person
    language = "; ".join(text for text in (person.languages, _interpreter(person.interpreter)) if text)
    rows: list[JSON] = [[say("cover.language"), [bold(language)] if language else or_unknown("")]]
    needs = filled_lines(person.needs)
    if not needs:
        rows.append([say("cover.needs"), [f"{say('cover.senses')}: ", *or_unknown("")]])
    for line in needs:
        label, text = labelled(line)
        rows.append([label or say("cover.needs"), [text]])
    helpers = filled_lines(person.emergency_contacts)
    rows.append([say("cover.emergency"), [helpers[0]] if helpers else or_unknown("")])
    insurance = insurance_lines(setting)
    rows.append([say("cover.insurance"), insurance[0] if insurance else or_unknown("")])
    return rows


def _interpreter(text: str) -> str:
    if not text:
        return ""
    if text.strip().lower() in {"yes", "no"}:
        return say(f"cover.interpreter-{text.strip().lower()}")
    return text if "interp" in text.lower() else say("cover.interpreter", words=text)


def _recipient(setting: Setting) -> list[JSON]:
    request, recipient = setting.front.request, setting.front.recipient
    name = recipient.name if recipient else request.recipient_name
    shown: list[Runs] = [[bold(name)] if name else or_unknown("")]
    if recipient:
        place = ", ".join(text for text in (recipient.institution, recipient.department) if text)
        shown += [[text] for text in (place, *filled_lines(recipient.address)) if text]
        shown.append(ways_to_reach(recipient.phone, recipient.fax, recipient.email))
    visit = request.appointment or _planned_visit(setting)
    if visit:
        shown.append(["", f"{say('cover.visit')} ", bold(visit_in_words(visit))])
    shown += [_referred(contact) for contact in setting.facts(Contact) if contact.referring]
    return [line for line in shown if line]


def _planned_visit(setting: Setting) -> PartialDate | None:
    planned = [one.date for one in setting.facts(Appointment) if one.date and one.date.low >= setting.front.made_on]
    return min(planned, key=lambda when: when.low, default=None)


def _referred(contact: Contact) -> Runs:
    number = together(f"NPI {contact.npi}") if contact.npi else ""
    shown: Runs = [say("cover.referred", name=contact.name), *([" (", number, ")"] if number else [])]
    reach = ways_to_reach(contact.phone, contact.fax, "")
    place = f", {contact.facility}" if contact.facility else ""
    return [*shown, place, *([", ", *reach] if reach else [])]


def _send_to(setting: Setting) -> list[JSON]:
    request = setting.front.request
    contacts = {contact.id: contact for contact in setting.facts(Contact)}
    chosen = [contacts[one] for one in request.send_opinion_to if one in contacts]
    rows: list[JSON] = [_patient_line(setting)]
    rows += [_send_line(number, contact) for number, contact in enumerate(chosen, start=2)]
    rows.append(["", f"{say('cover.name-packet')} ", bold(setting.front.code), "."])
    return rows


def _patient_line(setting: Setting) -> Runs:
    person, hidden = setting.front.person, setting.front.request.hide_address
    way = say("cover.by-mail") if person.address and not hidden else person.email or person.phone
    return [bold(f"1. {say('cover.patient')}"), f", {way}" if way else ""]


def _send_line(number: int, contact: Contact) -> Runs:
    about = f" ({contact.role})" if contact.role else ""
    way = ways_to_reach("", contact.fax, "") or ways_to_reach("" if contact.email else contact.phone, "", contact.email)
    return [bold(f"{number}. {contact.name}"), about, *([", ", *way] if way else [])]


def _prepared_by(setting: Setting) -> Runs:
    request = setting.front.request
    shown: Runs = [bold(request.prepared_by)] if request.prepared_by else [say("cover.patient")]
    if request.authority:
        shown += [", ", bold(request.authority)]
    shown += _authority_pages(setting)
    if request.companion:
        shown.append(f" · {say('cover.companion', name=request.companion)}")
    return shown


def _own_title(part: str) -> str:
    return say(CONTENTS_TITLES[part]) if part in CONTENTS_TITLES else ""


def _authority_pages(setting: Setting) -> Runs:
    """Return where the paper is that lets someone else prepare the packet, when it is in the record."""
    held = [one for one in setting.facts(Authority) if one.holder and one.holder in setting.front.request.prepared_by]
    return [f" ({held[0].holder}: ", origin_of(held[0], setting.layout), ")"] if held else []


def _written(setting: Setting) -> list[JSON]:
    return [
        {
            "letter": "",
            "title": _own_title(part) or setting.part_titles.get(part, part),
            "page": first,
            "pages": page_range(first, last),
        }
        for part, (first, last) in setting.part_pages.items()
        if part != "cover"
    ]


def _sources(setting: Setting) -> list[JSON]:
    rows: list[JSON] = []
    for number, section in enumerate(setting.front.sections):
        _, last = setting.layout.section_pages[section.letter]
        first = setting.layout.divider_page[section.letter]
        count = counted("words.documents", len(section.sources)) if number == 0 else str(len(section.sources))
        rows.append(
            {
                "letter": section.letter,
                "title": f"{section.title}, {count}",
                "page": first,
                "pages": page_range(first, last),
            }
        )
    if setting.layout.files_page:
        first, last = setting.layout.files_page, setting.layout.total_pages
        title = say("cover.files")
        rows.append({"letter": "", "title": title, "page": first, "pages": page_range(first, last)})
    return rows


def _identity(setting: Setting) -> list[JSON]:
    front = setting.front
    version: Runs = [bold(str(front.version))]
    if front.replaces and front.version > 1:
        version.append(f", {say('cover.replaces', version=front.version - 1, day=front.replaces.isoformat())}")
    return [
        [say("cover.packet"), [bold(front.code)]],
        [say("cover.version"), version],
        [say("cover.made-on"), [bold(day_in_words(front.made_on))]],
        [say("cover.fingerprint", count=FINGERPRINT_DIGITS), _fingerprint(setting)],
    ]


def _fingerprint(setting: Setting) -> Runs:
    digits = setting.front.fingerprint.upper()[:FINGERPRINT_DIGITS]
    if not digits:
        return [say("cover.no-sources")]
    groups = " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
    shown: Runs = [bold(groups)]
    if setting.layout.files_page:
        shown += [f" · {say('cover.in-full')} ", page_link(setting.layout.files_page)]
    return shown
