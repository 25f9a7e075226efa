"""What a covered document is called by must be on no page that we make: the markers of the leak check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop.packet.covered_fields import DATE, DOCTOR, SOURCE, TITLE, withheld_fields
from desktop.packet.expectations import Marker, MarkerKind
from desktop.packet.language import catalogue
from desktop.packet.plan import Plan
from desktop.packet.verify_words import folded
from desktop.records.document import Document
from desktop.records.entry_fields import entry_fields, entry_text
from desktop.records.fact import Fact

COVERED_FIELD = "a title, name or date that you covered"
_SHORTEST = 5
_NAMED = (TITLE, SOURCE, DOCTOR)


def _words_of(fact: Fact) -> str:
    return "\n".join((fact.title, *(entry_text(fact, field) for field in entry_fields(fact.kind))))


def _may_stand(plan: Plan, named: Iterable[tuple[Document, frozenset[str]]]) -> str:
    """Return what the pages may say, folded: entries, documents but for what is withheld, texts, and our own words."""
    facts = [_words_of(fact) for listed in plan.facts.values() for fact in listed]
    called = [str(getattr(one, field)) for one, out in named for field in _NAMED if field not in out]
    days = [one.date.iso for one, out in named if one.date is not None and DATE not in out]
    request = plan.request
    typed = (request.why_now, request.first_plan, request.how_i_am, request.recipient_name, request.prepared_by)
    ours = catalogue(request.language).values()
    return folded("\n".join((*facts, *called, *days, *typed, *ours)))


def covered_markers(plan: Plan, documents: Iterable[Document]) -> Iterator[Marker]:
    """Yield what is withheld of included documents; `documents` are those of the person, as they are in the record.

    What another entry or document says in the same words may stand, and is not looked for.
    """
    shown = {one.document.id: one.document for section in plan.sections for one in section.sources}
    named = [(one, withheld_fields(one.id, plan.request)) for one in documents if one.id in shown]
    if not any(fields for _one, fields in named):
        return
    allowed = _may_stand(plan, named)
    for original, fields in named:
        texts = [str(getattr(original, name)) for name in _NAMED if name in fields]
        for text in texts:
            if len(folded(text)) >= _SHORTEST and folded(text) not in allowed:
                yield Marker(COVERED_FIELD, MarkerKind.TERM, (text,))
        if DATE in fields and original.date is not None:
            yield from _of_day(shown[original.id].title, original.date.iso, allowed)


def _of_day(title: str, day: str, allowed: str) -> Iterator[Marker]:
    """Yield a day beside the document's title, as stamps and bookmarks print it, and alone where no other has it."""
    yield Marker(COVERED_FIELD, MarkerKind.TERM, (f"{title} {day}", f"{day} {title}"))
    if folded(day) not in allowed and len(day) > len("2026"):
        yield Marker(COVERED_FIELD, MarkerKind.TERM, (day,))
