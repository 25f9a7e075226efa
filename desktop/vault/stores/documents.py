"""Documents: what is known about each original, and the text of its pages.

insert_document(tx, document, sealed=NAME)   put_pages(tx, id, [(page, text, picture_only), …])
find_documents(tx, person_id, trashed=…)     get_document(tx, id)     same_bytes(tx, sha256)
update_document(tx, document)                sealed_name(tx, id)      sealed_names(tx)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, case, delete, func, insert, or_, select, union_all, update
from sqlalchemy.sql.selectable import Select

from desktop.records.document import Document, DocumentKind, DocumentStatus
from desktop.vault.columns import column_shapes, decode, encode
from desktop.vault.stores.fact_order import DOCUMENT_BELONGS, DOCUMENT_LISTED
from desktop.vault.stores.facts import given_ids, id_list
from desktop.vault.stores.joined import JOINED
from desktop.vault.stores.search_index import forget, index_document, index_pages
from desktop.vault.tables import DOCUMENT_FIELDS, document, imaging_file, imaging_series, page_text, person

_WITH_FILES = imaging_file.join(imaging_series, imaging_series.c.id == imaging_file.c.series_id).join(
    document, document.c.id == imaging_series.c.document_id
)
_COLUMNS = [document.c.id, *(document.c[shape.name] for shape in column_shapes(DOCUMENT_FIELDS))]


def _load(tx: Connection, query: Select[tuple[object, ...]]) -> tuple[Document, ...]:
    return tuple(Document(id=row[0], **decode(DOCUMENT_FIELDS, row, 1)) for row in tx.execute(query).all())  # type: ignore[arg-type] # the first column is the id


def find_documents(tx: Connection, *, person_id: str | None = None, trashed: bool = False) -> tuple[Document, ...]:
    """Return documents with the newest date first and undated ones last; with `trashed`, those in the trash."""
    query = select(*_COLUMNS).join(person, person.c.id == document.c.person_id)
    if person_id is not None:
        query = query.where(document.c.person_id == person_id)
    if trashed:
        in_trash = document.c.trashed.is_not(None) & document.c.undone.is_(None) & person.c.trashed.is_(None)
        query = query.where(in_trash)
    else:
        query = query.where(DOCUMENT_LISTED)
    return _load(tx, query.order_by(document.c.date_low.desc(), document.c.seq))


@dataclass(frozen=True, slots=True)
class DocumentKey:
    """As much of a document as decides where it stands in lists; `belongs` as in Document."""

    id: str
    title: str
    kind: DocumentKind
    status: DocumentStatus
    date: str
    created: str
    belongs: bool
    trashed: bool


def document_keys(tx: Connection, person_id: str) -> tuple[DocumentKey, ...]:
    """Return the keys of a person's documents, those in the trash too, in the order of `find_documents`."""
    known = document.c
    query = (
        select(
            known.id,
            known.title,
            known.kind,
            known.status,
            known.date,
            known.created,
            case((DOCUMENT_BELONGS, 1), else_=0).label("belongs"),
            known.trashed.is_not(None).label("gone"),
        )
        .join(person, person.c.id == known.person_id)
        .where(known.person_id == person_id, known.undone.is_(None), person.c.trashed.is_(None))
        .order_by(known.date_low.desc(), known.seq)
    )
    return tuple(
        DocumentKey(
            id=row.id,
            title=row.title,
            kind=DocumentKind(row.kind),
            status=DocumentStatus(row.status),
            date=row.date or "",
            created=row.created,
            belongs=bool(row.belongs),
            trashed=bool(row.gone),
        )
        for row in tx.execute(query)
    )


def get_documents(tx: Connection, ids: Iterable[str]) -> tuple[Document, ...]:
    """Return the documents with these ids that exist, in the order of the ids."""
    wanted = list(ids)
    given = given_ids()
    query = select(*_COLUMNS).join(given, given.c.value == document.c.id).where(document.c.undone.is_(None))
    rows = tx.execute(query, {"ids": id_list(wanted)}).all()
    found = {row[0]: Document(id=row[0], **decode(DOCUMENT_FIELDS, row, 1)) for row in rows}
    return tuple(found[each] for each in dict.fromkeys(wanted) if each in found)


def documents_anywhere(tx: Connection, ids: Iterable[str]) -> tuple[Document, ...]:
    """Return the documents with these ids, in the trash and of undone imports too, in no order."""
    given = given_ids()
    query = select(*_COLUMNS).join(given, given.c.value == document.c.id)
    return tuple(
        Document(id=row[0], **decode(DOCUMENT_FIELDS, row, 1)) for row in tx.execute(query, {"ids": id_list(ids)})
    )


def get_document(tx: Connection, document_id: str) -> Document | None:
    """Return one document, trashed or not, or None; what an undone import brought is not there."""
    query = select(*_COLUMNS).where(document.c.id == document_id, document.c.undone.is_(None))
    return next(iter(_load(tx, query)), None)


def same_bytes(tx: Connection, sha256: str) -> tuple[Document, ...]:
    """Return the documents with these bytes, in the trash and joined into others too, but not of undone imports."""
    here = or_(document.c.undone.is_(None), document.c.undone == JOINED)
    return _load(tx, select(*_COLUMNS).where(document.c.sha256 == sha256, here))


def digests_of_size(tx: Connection, size: int) -> tuple[str, ...]:
    """Return the SHA-256 of the documents and image files of so many bytes, in the trash too, not of undone imports."""
    here = document.c.undone.is_(None)
    own = select(document.c.sha256).where(document.c.size == size, here)
    files = select(imaging_file.c.sha256).select_from(_WITH_FILES).where(imaging_file.c.size == size, here)
    return tuple(tx.execute(union_all(own, files)).scalars())


def every_document(tx: Connection) -> tuple[Document, ...]:
    """Return all documents, in the trash and of undone imports too, in the order in which they came."""
    return _load(tx, select(*_COLUMNS).order_by(document.c.seq))


def by_sealed(tx: Connection, names: Collection[str]) -> tuple[tuple[str, Document], ...]:
    """Return the documents whose originals have these names of sealed files, each with its name; newest date first.

    A study of images comes once for each of its files among them.
    """
    wanted = frozenset(names)
    own = select(document.c.id, document.c.sealed)
    files = select(imaging_series.c.document_id, imaging_file.c.sealed).select_from(_WITH_FILES)
    named: dict[str, list[str]] = {}
    for document_id, sealed in tx.execute(union_all(own, files)):
        if sealed in wanted:
            named.setdefault(document_id, []).append(sealed)
    found = [one for one in every_document(tx) if one.id in named]
    found.sort(key=lambda one: "" if one.date is None else one.date.iso, reverse=True)
    return tuple((name, one) for one in found for name in named[one.id])


def insert_document(tx: Connection, new: Document, *, sealed: str) -> None:
    """Keep a new document; `sealed` is the random name of its sealed file."""
    tx.execute(insert(document).values(id=new.id, sealed=sealed, **encode(new, DOCUMENT_FIELDS)))
    index_document(tx, new)


def update_document(tx: Connection, changed: Document) -> None:
    """Keep a document's changed fields."""
    tx.execute(update(document).where(document.c.id == changed.id).values(**encode(changed, DOCUMENT_FIELDS)))
    index_document(tx, changed)


def _storable(words: str) -> str:
    """Return text of an untrusted page with halves of characters replaced; no database keeps them."""
    return words.encode("utf-8", "replace").decode("utf-8")


def put_pages(tx: Connection, document_id: str, pages: Iterable[tuple[int, str, bool]]) -> None:
    """Keep the texts of a document's pages (number from 1, text, only a picture?) instead of earlier ones."""
    kept = [(page, _storable(words), picture_only) for page, words, picture_only in pages]
    tx.execute(delete(page_text).where(page_text.c.document_id == document_id))
    forget(tx, document_id)
    if kept:
        rows = [
            {"document_id": document_id, "page": page, "text": words, "picture_only": int(picture_only)}
            for page, words, picture_only in kept
        ]
        tx.execute(insert(page_text), rows)
    index_pages(tx, document_id, ((page, words) for page, words, _ in kept))
    stored = get_document(tx, document_id)
    if stored is not None:
        index_document(tx, stored)


def get_page_text(tx: Connection, document_id: str, page: int) -> str:
    """Return the text of a page (from 1); empty when there is none."""
    query = select(page_text.c.text).where(page_text.c.document_id == document_id, page_text.c.page == page)
    return tx.execute(query).scalar_one_or_none() or ""


def get_page_texts(tx: Connection, pages: Iterable[tuple[str, int]]) -> dict[tuple[str, int], str]:
    """Return the texts of several pages (document id, page from 1) in one statement; those without are left out."""
    wanted = frozenset(pages)
    given = given_ids()
    query = (
        select(page_text.c.document_id, page_text.c.page, page_text.c.text)
        .join(given, given.c.value == page_text.c.document_id)
        .where(page_text.c.page.in_({page for _, page in wanted}))
    )
    rows = tx.execute(query, {"ids": id_list(dict.fromkeys(document_id for document_id, _ in wanted))})
    return {(row[0], row[1]): row[2] for row in rows if (row[0], row[1]) in wanted}


def hyphen_texts(tx: Connection, document_ids: Iterable[str]) -> dict[tuple[str, int], str]:
    """Return the texts of those pages (document id, page from 1) that have a hyphen, as in a broken word."""
    given = given_ids()
    query = (
        select(page_text.c.document_id, page_text.c.page, page_text.c.text)
        .join(given, given.c.value == page_text.c.document_id)
        .where(func.instr(page_text.c.text, "-") > 0)
    )
    rows = tx.execute(query, {"ids": id_list(dict.fromkeys(document_ids))})
    return {(row[0], row[1]): row[2] for row in rows}


def all_page_texts(tx: Connection, document_id: str) -> tuple[str, ...]:
    """Return the texts of a document's pages in order."""
    query = select(page_text.c.text).where(page_text.c.document_id == document_id).order_by(page_text.c.page)
    return tuple(tx.execute(query).scalars())


def picture_pages(tx: Connection, document_id: str) -> tuple[int, ...]:
    """Return the numbers of the pages that are only pictures."""
    query = select(page_text.c.page).where(page_text.c.document_id == document_id, page_text.c.picture_only == 1)
    return tuple(tx.execute(query.order_by(page_text.c.page)).scalars())


def sealed_name(tx: Connection, document_id: str) -> str | None:
    """Return the name of the sealed file that holds a document's original bytes."""
    return tx.execute(select(document.c.sealed).where(document.c.id == document_id)).scalar_one_or_none()


def sealed_names(tx: Connection) -> set[str]:
    """Return the names of all sealed files that a document needs, undone imports too (they can be redone)."""
    own = tx.execute(select(document.c.sealed)).scalars()
    return {*own, *tx.execute(select(imaging_file.c.sealed)).scalars()}
