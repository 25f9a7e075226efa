"""A person's page: who it is, documents by date, facts by kind; and the page that leads to each person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from desktop.foundation import clock
from desktop.records.answers import Answer
from desktop.records.dates import PartialDate
from desktop.records.document import Document, DocumentStatus
from desktop.records.entry_fields import entry_text, record_fields
from desktop.records.fact import FactKind
from desktop.records.packet import Disclosure
from desktop.records.person import Person
from desktop.services.export.page.fact_tables import date_words, fact_table
from desktop.services.export.page.markup import Html, element, file_link, joined, table, whole_page, written
from desktop.services.export.page.where_from import where_from
from desktop.services.export.tables import KIND_TITLES
from desktop.services.export.values import PlacedRecord

_READABLE = "Anyone who gets this folder can read it. Keep it locked away."
_ANSWERS = {
    Answer.NONE_KNOWN: "None known: the person was asked, and there are none.",
    Answer.NOT_KNOWN: "Not known: the person was asked, and could not tell.",
    Answer.NOT_ASKED: "Not asked yet.",
    Answer.KNOWN: "There are some; they are not listed here yet.",
}
_STATUS = {
    DocumentStatus.PROPOSED: "not compared yet",
    DocumentStatus.REVIEWED: "looked at",
    DocumentStatus.NOT_READ: "not read by Sheaf",
}


def _identity(person: Person) -> Html:
    lines: list[Html] = []
    for field in record_fields(Person):
        value = getattr(person, field.attribute)
        words = date_words(value) if isinstance(value, PartialDate) else entry_text(person, field)
        if words and field.name != "name":
            name = field.name.replace("_", " ")
            lines += [element("dt", name[:1].upper() + name[1:]), written("dd", words)]
    return element("dl", joined(lines))


def _document_row(document: Document, placed: PlacedRecord, prefix: str) -> list[str]:
    path, title = placed.link(document.id), document.title or document.file_name or "untitled"
    shown: str = file_link(prefix + path, title) if path else f"{title} (the original could not be read)"
    status = _STATUS[document.status] if document.belongs else "names someone else; not decided whose it is"
    return [
        date_words(document.date) or "no date",
        document.kind.value.replace("-", " "),
        shown,
        document.source,
        document.doctor,
        str(document.pages or ""),
        status,
        document.note,
    ]


def _documents(documents: Sequence[Document], placed: PlacedRecord, prefix: str) -> Html:
    if not documents:
        return element("p", "There are none.", class_="muted")
    heads = ("Date", "Kind", "Title", "From", "Doctor", "Pages", "Status", "Note")
    rows = [_document_row(document, placed, prefix) for document in documents]
    filled = [place for place in range(len(heads)) if any(row[place] for row in rows)]
    return table([heads[place] for place in filled], ([row[place] for place in filled] for row in rows))


def _contents(placed: PlacedRecord) -> Html:
    """Return links to the parts of the page, with how much is in each."""
    record = placed.record
    counts = [("documents", "Documents", len(record.documents))]
    counts += [(kind.value, KIND_TITLES[kind], len(record.facts[kind])) for kind in FactKind]
    links = (element("a", f"{title} ({count})", href=f"#{name}") for name, title, count in counts if count)
    return element("nav", joined(links, " · "), aria_label="Contents")


def _kinds(placed: PlacedRecord, prefix: str) -> Iterator[Html]:
    record = placed.record
    for kind in FactKind:
        facts = record.facts[kind]
        yield element("h2", KIND_TITLES[kind], id=kind.value)
        if facts:
            yield fact_table(kind, facts, where_from(placed, prefix))
        else:
            yield element("p", _ANSWERS[record.answers[kind]], class_="muted")


def _sent(sent: Sequence[Disclosure]) -> Html:
    heads = ("When", "To", "How", "What", "Pages")
    return table(heads, (_sent_row(one) for one in sent))


def _sent_row(one: Disclosure) -> tuple[str, ...]:
    """Return an entry of the sent log; what left without the program is told in the person's words."""
    day = one.day.iso if one.day else one.when.date().isoformat()
    how = ", ".join(part for part in (one.medium, one.way.value if one.way else "", one.detail) if part)
    what = " ".join(part for part in (one.code, one.file_name, one.what) if part)
    return (day, one.to, how, what, str(one.pages or ""))


def _trash(placed: PlacedRecord, prefix: str) -> Iterator[Html]:
    record = placed.record
    if record.trashed_documents:
        yield element("h2", "Documents in the trash")
        yield _documents(record.trashed_documents, placed, prefix)
    for kind in FactKind:
        gone = [fact for fact in record.trashed_facts if fact.kind is kind]
        if gone:
            yield element("h2", f"{KIND_TITLES[kind]} in the trash")
            yield fact_table(kind, gone, where_from(placed, prefix))


def record_page(placed: PlacedRecord, prefix: str = "") -> bytes:
    """Return a person's page; `prefix` leads from the page to the person's folder ("" or "Maria Lopez/")."""
    record = placed.record
    parts = [
        written("h1", record.person.name),
        element("p", f"Medical records, exported on {clock.today().isoformat()}", class_="muted"),
        element("p", _READABLE, class_="warn"),
        _identity(record.person),
        _contents(placed),
        element("h2", "Documents", id="documents"),
        _documents(record.documents, placed, prefix),
        *_kinds(placed, prefix),
    ]
    if record.disclosures:
        parts += [element("h2", "Who got what"), _sent(record.disclosures)]
    parts += _trash(placed, prefix)
    return whole_page(f"{record.person.name}: medical records", joined(parts))


def people_page(people: Sequence[PlacedRecord]) -> bytes:
    """Return the page that leads to each person; it holds their names and nothing else of them."""
    links = [element("li", file_link(f"{placed.folder}/index.html", placed.record.person.name)) for placed in people]
    parts = [
        element("h1", "Medical records"),
        element("p", f"Exported on {clock.today().isoformat()}", class_="muted"),
        element("p", _READABLE, class_="warn"),
        element("ul", joined(links)),
    ]
    return whole_page("Medical records", joined(parts))
