"""Composition: the contents page of a summary, each section with what a person can read."""

from __future__ import annotations

from desktop.fhir.elements import coded, reference
from desktop.fhir.facts import stands
from desktop.fhir.ips.narrative import narrative, paragraphs, tables
from desktop.fhir.ips.sections import REQUIRED, SECTION_OF, SECTIONS, Content
from desktop.fhir.ips.terms import Empty, SectionName, empty_words, said, wording
from desktop.fhir.ips.values import Summary
from desktop.foundation.clock import moment_text
from desktop.foundation.json_text import JSONObject, JSONValue
from desktop.records.answers import Answer
from desktop.records.fact import FactKind

TITLE = "International Patient Summary"


def filled(summary: Summary) -> dict[SectionName, Content]:
    """Return the sections that stand in a summary: the three required ones, and those that say something."""
    made = {name: fill(summary) for name, fill in SECTIONS.items()}
    for kind, names in summary.not_known.items():
        made[SECTION_OF[kind]].words += [f"{name}: not known" for name in names]
    return {name: content for name, content in made.items() if name in REQUIRED or content.says_something}


def _waiting(summary: Summary, kind: FactKind) -> bool:
    listed = summary.facts.get(kind, ())
    return any(not stands(fact) and fact.trashed is None for fact in listed)


def why_empty(summary: Summary, kind: FactKind, content: Content) -> Empty:
    """Return why a required section is empty: none known, not known and not asked are three different words."""
    if kind in summary.withheld:
        return empty_words("withheld")
    if kind in summary.not_here:
        return empty_words("not-here")
    if content.none_known:
        return empty_words(Answer.NONE_KNOWN.value)
    answer = summary.answers.get(kind, Answer.NOT_ASKED)
    if answer is Answer.KNOWN:  # there are some, but none that is the person's word
        return empty_words("waiting")
    return empty_words(answer.value)


def _notes(summary: Summary, content: Content) -> list[str]:
    """Return what is said beside the entries: that more is withheld, or waits for the person."""
    more = [said("withheld_too")] if summary.withheld & {*content.kinds} else []
    return [*more, said("waiting_too")] if any(_waiting(summary, kind) for kind in content.kinds) else more


def _section(summary: Summary, name: SectionName, content: Content) -> JSONObject:
    called = wording(name)
    made: JSONObject = {"title": called.title, "code": coded("loinc", called.code, called.display)}
    if name in REQUIRED and not content.entries:
        why = why_empty(summary, REQUIRED[name], content)
        coding = coded("list-empty-reason", why.code, why.display) if why.code else {}
        made["text"] = narrative(paragraphs(why.words, *content.words))
        made["emptyReason"] = {**coding, "text": why.words}
        return made
    notes = paragraphs(*_notes(summary, content))
    made["text"] = narrative(paragraphs(*content.words) + tables(content.facts) + notes)
    entries: list[JSONValue] = [reference(str(each["id"])) for each in content.entries]
    return made | ({"entry": entries} if entries else {})


def author_id(summary: Summary) -> str:
    """Return the id of the program as the summary's author."""
    return f"{summary.person.id}-sheaf"


def program(summary: Summary) -> JSONObject:
    """Return Sheaf as the device that put the summary together."""
    return {
        "resourceType": "Device",
        "id": author_id(summary),
        "deviceName": [{"name": "Sheaf", "type": "user-friendly-name"}],
        "type": {"text": "A program with which patients keep their own medical records"},
    }


def kept_by_the_person(summary: Summary) -> bool:
    """Whether the person keeps the vault themselves; else someone else's word stands for theirs."""
    return summary.person.relation.strip().casefold() in {"self", "me", "myself"}


def composition(summary: Summary, sections: dict[SectionName, Content]) -> JSONObject:
    """Return the Composition; its author is Sheaf, with who prepared it, and the person who keeps their own records."""
    person, made = reference(summary.person.id), moment_text(summary.made)
    own = kept_by_the_person(summary)
    authors: list[JSONValue] = [reference(author_id(summary), "Sheaf")]
    authors += [{"display": summary.prepared_by}] if summary.prepared_by.strip() else []
    return {
        "resourceType": "Composition",
        "id": f"{summary.person.id}-summary",
        "language": "en",
        "status": "final",
        "type": coded("loinc", "60591-5", "Patient summary Document"),
        "subject": person,
        "date": made,
        "author": [*authors, person] if own else authors,
        "title": TITLE,
        "attester": [{"mode": "personal", "time": made, "party": person}] if own else [],
        "event": [{"code": [coded("act-class", "PCPR", "care provision")], "period": {"end": made}}],
        "section": [_section(summary, name, content) for name, content in sections.items()],
    }
