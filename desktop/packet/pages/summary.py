"""The one-page summary: enough to decide what to read next; every line with its origin."""

from __future__ import annotations

from desktop.packet.pages.allergies import summary_allergies
from desktop.packet.pages.diagnosis import diagnosis_rows, is_main, other_condition_rows
from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of, page_mark
from desktop.packet.pages.row import SummaryRow, row
from desktop.packet.pages.runs import Runs, bold, chip, joined, page_link, ticked, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.standing import standing_rows
from desktop.packet.pages.words import age_in_words, page_range, quoted, short_words
from desktop.records.answers import Answer
from desktop.records.condition import Condition
from desktop.records.document import Document, DocumentKind
from desktop.records.fact import FactKind
from desktop.records.medication import Medication, MedicationStatus
from desktop.records.packet import Want
from desktop.records.question import Question
from desktop.typeset.drawable import JSON

TOP_QUESTIONS = 3

WANT_WORDS = {
    Want.CONFIRM_DIAGNOSIS: "Confirm the diagnosis",
    Want.CONFIRM_PLAN: "Confirm the plan",
    Want.OTHER_OPTIONS: "Other options",
    Want.TRIAL: "Trials",
}
TREATMENT_PAPERS = frozenset(
    {DocumentKind.OPERATIVE_NOTE, DocumentKind.TREATMENT_SUMMARY, DocumentKind.DISCHARGE_SUMMARY}
)


def summary_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the summary."""
    groups = (
        ("What I want", _wants(setting)),
        ("Diagnosis", diagnosis_rows(setting)),
        ("How found", _how_found(setting)),
        ("Treatment so far", _treatment(setting)),
        ("Where it is now", standing_rows(setting)),
        ("First doctor’s plan", _first_plan(setting)),
        ("How I am now", _told(setting.front.request.how_i_am)),
        ("Other conditions", other_condition_rows(setting)),
        ("Devices", [row([unknown(Answer.NOT_ASKED)], NOT_APPLICABLE)]),
        ("Allergies", summary_allergies(setting)),
        ("Critical medicines", _critical(setting)),
    )
    return {
        "part": "summary",
        "title": "One-page summary",
        "note": _note(setting),
        "why_now": _why_now(setting),
        "answer_by": _answer_by(setting),
        "groups": [{"label": label, "rows": rows} for label, rows in groups if rows],
        "questions_label": "My three most important questions",
        "room_for_answers": _room(setting),
        "questions": _questions(setting),
    }


def _note(setting: Setting) -> str:
    person = setting.front.person
    who = ", ".join(
        text
        for text in (
            person.sex.capitalize(),
            age_in_words(person.born, setting.front.made_on) if person.born else "",
        )
        if text
    )
    later = [pages for part, pages in setting.part_pages.items() if part not in {"cover", "summary"}]
    details = f"details on pp. {page_range(later[0][0], later[-1][1])}" if later else ""
    return " · ".join(text for text in (who, person.languages, details) if text)


def _why_now(setting: Setting) -> Runs:
    text = setting.front.request.why_now.strip()
    return [text] if text else [unknown(Answer.NOT_ASKED)]


def _answer_by(setting: Setting) -> Runs:
    day = setting.front.request.answer_by
    return [{"date": short_words(day)}] if day else ["no date set"]


def _wants(setting: Setting) -> list[SummaryRow]:
    wanted = setting.front.request.wants
    if not wanted:
        return [row([unknown(Answer.NOT_ASKED)], NOT_APPLICABLE)]
    boxes = joined([ticked(want in wanted, words) for want, words in WANT_WORDS.items()], "   ")
    return [row(boxes, PATIENT)]


def _how_found(setting: Setting) -> list[SummaryRow]:
    return [
        row([condition.how_found], origin_of(condition, setting.layout))
        for condition in setting.facts(Condition)
        if is_main(condition) and condition.how_found
    ]


def _treatment(setting: Setting) -> list[SummaryRow]:
    papers = [document for document in setting.front.documents if document.kind in TREATMENT_PAPERS]
    return [_paper_row(setting, document) for document in sorted(papers, key=_first_day)]


def _paper_row(setting: Setting, document: Document) -> SummaryRow:
    day = bold(f"{document.date.iso} ") if document.date else "undated "
    who = ", ".join(text for text in (document.source, document.doctor) if text)
    words = f"{document.title}{'; ' + who if who else ''}"
    return row([day, words], page_mark([setting.document_page(document)]))


def _first_day(document: Document) -> str:
    return document.date.iso if document.date else "9999"


def _first_plan(setting: Setting) -> list[SummaryRow]:
    rows = _told(setting.front.request.first_plan)
    plans = [
        one for one in setting.front.documents if one.kind in {DocumentKind.TREATMENT_PLAN, DocumentKind.TUMOR_BOARD}
    ]
    return rows + [_paper_row(setting, document) for document in plans[:2]]


def _told(text: str) -> list[SummaryRow]:
    if not text.strip():
        return [row([unknown(Answer.NOT_ASKED)], NOT_APPLICABLE)]
    return [row([quoted(text)], PATIENT)]


def _critical(setting: Setting) -> list[SummaryRow]:
    taken = [one for one in setting.facts(Medication) if one.clinical_status is not MedicationStatus.STOPPED]
    critical = [one for one in taken if one.critical.strip() and not one.negated]
    if critical:
        return [row(_medicine(one), origin_of(one, setting.layout)) for one in critical]
    if not taken:
        answer = setting.answer(FactKind.MEDICATIONS)
        return [row([unknown(answer)], PATIENT if answer is not Answer.NOT_ASKED else NOT_APPLICABLE)]
    page = setting.part_page("medicines")
    return [row(["None marked; all medicines are on ", page_link(page)] if page else ["None marked"], PATIENT)]


def _medicine(one: Medication) -> Runs:
    shown: Runs = [chip(one.critical.strip().upper()), bold(one.generic or one.brand or one.title)]
    details = [" ".join(text for text in (one.strength, one.how_often) if text)]
    if one.date:
        details.append(f"since {one.date.iso}")
    words = ", ".join(text for text in details if text)
    return [*shown, f" {words}" if words else ""]


def _room(setting: Setting) -> Runs:
    page = setting.part_page("questions")
    return ["room for the answers: ", page_link(page)] if page else []


def ranked(setting: Setting) -> tuple[Question, ...]:
    """Return the questions still open, most important first; those without a rank last, in their order."""
    still_open = [one for one in setting.facts(Question) if not one.answer.strip()]
    return tuple(sorted(still_open, key=lambda one: (one.rank == 0, one.rank)))


def _questions(setting: Setting) -> list[JSON]:
    return [[str(number), [one.text]] for number, one in enumerate(ranked(setting)[:TOP_QUESTIONS], start=1)]
