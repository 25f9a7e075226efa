"""The one-page summary: enough to decide what to read next; every line with its origin."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.allergies import open_rows, summary_allergies
from desktop.packet.pages.critical import critical_rows
from desktop.packet.pages.diagnosis import diagnosis_rows, is_main, other_condition_rows
from desktop.packet.pages.first_doctor import first_plan_rows
from desktop.packet.pages.function import function_rows
from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Runs, joined, page_link, ticked, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.standing import standing_rows
from desktop.packet.pages.treated import treated_rows
from desktop.packet.pages.words import age_in_words, page_range, sex_in_words, short_words, together_with
from desktop.packet.single_things import called, own_thing
from desktop.records.answers import Answer
from desktop.records.condition import Condition
from desktop.records.device import Device
from desktop.records.fact import FactKind
from desktop.records.packet import Want
from desktop.records.question import Question
from desktop.typeset.drawable import JSON

TOP_QUESTIONS = 3


def summary_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the summary."""
    groups = (
        ("wants", _wants(setting)),
        ("diagnosis", diagnosis_rows(setting)),
        ("how-found", _how_found(setting)),
        ("treated", treated_rows(setting)),
        ("standing", standing_rows(setting)),
        ("first-plan", first_plan_rows(setting)),
        ("how-i-am", function_rows(setting)),
        ("others", other_condition_rows(setting)),
        ("devices", _devices(setting)),
        ("allergies", summary_allergies(setting)),
        ("critical", critical_rows(setting)),
    )
    return {
        "part": "summary",
        "title": say("summary.title"),
        "note": _note(setting),
        "why_now": _why_now(setting),
        "answer_by": _answer_by(setting),
        "groups": [_group(setting, name, rows) for name, rows in groups if rows],
        "room_for_answers": _room(setting),
        "questions": _questions(setting),
        "may_continue": setting.front.request.edition == "large",
    }


def _group(setting: Setting, name: str, rows: list[SummaryRow]) -> JSON:
    off = setting.front.request.left_off_summary
    kept = [one for one in rows if not one["id"] or one["id"] not in off]
    away = len(rows) - len(kept)
    if away:
        kept.append(row([say("summary.left-off", count=away)], NOT_APPLICABLE))
    return {"name": name, "label": say(f"summary.{name}"), "rows": kept}


def _note(setting: Setting) -> str:
    person = setting.front.person
    age = age_in_words(person.born, setting.front.made_on) if person.born else ""
    parts = [together_with(_begun(sex_in_words(person.sex)), age)]
    if person.languages:
        needs = person.interpreter.strip().lower() not in {"", "no"}
        parts.append(together_with(person.languages, say("summary.interpreter") if needs else ""))
    pages = [page for name, span in setting.part_pages.items() if name not in {"cover", "summary"} for page in span]
    if pages:
        parts.append(say("summary.details", pages=page_range(min(pages), max(pages))))
    return together_with(*parts, separator=" · ")


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _why_now(setting: Setting) -> Runs:
    why = setting.front.request.why_now
    return [why] if why.strip() else [unknown(Answer.NOT_ASKED)]


def _answer_by(setting: Setting) -> Runs:
    day = setting.front.request.answer_by
    return [{"date": short_words(day)}] if day else [say("summary.no-date")]


def _wants(setting: Setting) -> list[SummaryRow]:
    wants = setting.front.request.wants
    if not wants:
        return [row([unknown(Answer.NOT_ASKED)], NOT_APPLICABLE)]
    boxes = joined([ticked(want in wants, say(f"summary.{want.value}")) for want in Want], "   ")
    return [row(boxes, PATIENT)]


def _how_found(setting: Setting) -> list[SummaryRow]:
    return [
        row([condition.how_found], origin_of(condition, setting.layout), condition.id)
        for condition in setting.facts(Condition)
        if is_main(condition) and condition.how_found
    ]


def _devices(setting: Setting) -> list[SummaryRow]:
    """Return what is in the body, and what is known not to be."""
    listed = [one for one in setting.facts(Device) if one.end_date is None]
    more = open_rows(setting, FactKind.DEVICES, asked=bool(listed))
    answer = setting.answer(FactKind.DEVICES)
    if not listed and (answer is not Answer.NOT_ASKED or not more):
        return [row([unknown(answer)], NOT_APPLICABLE if answer is Answer.NOT_ASKED else PATIENT), *more]
    rows: dict[str, tuple[list[Runs], Device]] = {}
    for one in listed:
        texts, _ = rows.setdefault(str(origin_of(one, setting.layout)), ([], one))
        none = say("summary.no-device", name=called(one, one.name).lower() if own_thing(one) else one.name)
        mri = say("history.mri", words=one.mri) if one.mri else ""
        texts.append([none if one.negated else together_with(one.name, one.body_site, iso_or_none(one), mri)])
    told = [row(joined(texts), origin_of(first, setting.layout), first.id) for texts, first in rows.values()]
    return told + more


def iso_or_none(one: Device) -> str:
    """Return the day on which a device was put in, or nothing."""
    return one.date.iso if one.date else ""


def _room(setting: Setting) -> Runs:
    page = setting.part_page("questions")
    return [f"{say('summary.room')} ", page_link(page)] if page else []


def ranked(setting: Setting) -> tuple[Question, ...]:
    """Return the questions still open, most important first; those without a rank last, in their order."""
    still_open = [one for one in setting.facts(Question) if not one.answer.strip()]
    return tuple(sorted(still_open, key=lambda one: (one.rank == 0, one.rank)))


def _questions(setting: Setting) -> list[JSON]:
    return [[str(number), [one.text]] for number, one in enumerate(ranked(setting)[:TOP_QUESTIONS], start=1)]
