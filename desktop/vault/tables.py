"""The tables of the vault, all STRICT; the migrations make them, a test keeps both equal."""

from __future__ import annotations

from sqlalchemy import BLOB, REAL, Column, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text
from sqlalchemy.schema import SchemaItem

from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.kinds import FACT_TYPES
from desktop.records.person import Person
from desktop.vault.columns import ColumnShape, FieldColumns, column_shapes, field_columns
from desktop.vault.metadata import METADATA


def strict_table(name: str, *items: SchemaItem) -> Table:
    """Declare a STRICT table of the vault."""
    return Table(name, METADATA, *items, sqlite_strict=True)


def _column(shape: ColumnShape) -> Column[object]:
    links = {"person_id": "person.id", "import_id": "import_batch.id"}
    items: list[SchemaItem] = [ForeignKey(links[shape.name])] if shape.name in links else []
    return Column(shape.name, Integer() if shape.integer else Text(), *items, nullable=shape.nullable)


def _columns(record_fields: tuple[FieldColumns, ...]) -> list[Column[object]]:
    return [_column(shape) for shape in column_shapes(record_fields)]


def _number() -> Column[int]:
    return Column("seq", Integer, primary_key=True)


def _name() -> Column[str]:
    return Column("id", Text, nullable=False, unique=True)


_NO_COLUMN = frozenset({"id", "codings", "provenance"})
_ADDED_TO_PERSON = ("family_name", "id_kind")
"""Fields whose columns a later revision added: they stand last in the table, and are empty where nothing was typed."""
_FIRST_OF_PERSON = field_columns(Person, leave_out=_NO_COLUMN | {*_ADDED_TO_PERSON})
_LAST_OF_PERSON = tuple(
    each for each in field_columns(Person, leave_out=_NO_COLUMN) if each.attribute in _ADDED_TO_PERSON
)
PERSON_FIELDS = (*_FIRST_OF_PERSON, *_LAST_OF_PERSON)
DOCUMENT_FIELDS = field_columns(Document, leave_out=_NO_COLUMN)
FACT_FIELDS = field_columns(Fact, leave_out=_NO_COLUMN | {"same_as"})
_COMMON = frozenset(each.attribute for each in FACT_FIELDS) | _NO_COLUMN | {"same_as"}
KIND_FIELDS = {kind: field_columns(fact_type, leave_out=_COMMON) for kind, fact_type in FACT_TYPES.items()}
"""The fields that only this kind has; they lie in the kind's own table."""

person = strict_table(
    "person",
    _number(),
    _name(),
    *_columns(_FIRST_OF_PERSON),
    *(Column(name, Text, nullable=False, server_default="") for name in _ADDED_TO_PERSON),
)

import_batch = strict_table(
    "import_batch",
    _number(),
    _name(),
    Column("person_id", Text, ForeignKey("person.id"), nullable=False),
    Column("created", Text, nullable=False),
    Column("undone", Text),
)

document = strict_table(
    "document",
    _number(),
    _name(),
    *_columns(DOCUMENT_FIELDS),
    Column("sealed", Text, nullable=False),
    Column("undone", Text),
    Column("series", Text),
    Column("series_rank", Text),
    Index("document_listed", "person_id", "trashed", "date_low"),
    Index("document_sha256", "sha256"),
    Index("document_import", "import_id"),
    Index("document_series", "series", "series_rank", sqlite_where=text("series IS NOT NULL")),
)
"""Documents with one `series` are versions of one document; the greatest `series_rank` is the newest."""

page_text = strict_table(
    "page_text",
    Column("document_id", Text, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, nullable=False),
    Column("page", Integer, primary_key=True, nullable=False),
    Column("text", Text, nullable=False),
    Column("picture_only", Integer, nullable=False),
)

page_words = strict_table(
    "page_words",
    Column("document_id", Text, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, nullable=False),
    Column("page", Integer, primary_key=True, nullable=False),
    Column("turn", Integer, nullable=False),
    Column("lines", Text, nullable=False),
)
"""The words recognized on a picture page with their places, as JSON; `turn` is how far the page was turned upright."""

page_scan = strict_table(
    "page_scan",
    Column("document_id", Text, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, nullable=False),
    Column("page", Integer, primary_key=True, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("dpi", Integer, nullable=False),
    Column("camera", Integer, nullable=False),
)
"""The pages that are pictures of pages (see `records.page_scan`)."""

joined_part = strict_table(
    "joined_part",
    Column("document_id", Text, ForeignKey("document.id", ondelete="CASCADE"), primary_key=True, nullable=False),
    Column("position", Integer, primary_key=True, nullable=False),
    Column("part_id", Text, ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("first_page", Integer, nullable=False),
    Column("parted", Text),
    Index("joined_part_of", "part_id", "parted"),
)
"""A document that the person made of others, in order; its parts stay as they came, and come back once `parted`."""

imaging_series = strict_table(
    "imaging_series",
    _number(),
    _name(),
    Column("document_id", Text, ForeignKey("document.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("study_uid", Text, nullable=False),
    Column("series_uid", Text, nullable=False),
    Column("number", Integer),
    Column("description", Text, nullable=False),
    Column("modality", Text, nullable=False),
    Column("body_part", Text, nullable=False),
    UniqueConstraint("document_id", "position"),
    Index("imaging_series_study", "study_uid"),
)
"""The series of a document that is a study of images, in the order in which they are looked through."""

imaging_file = strict_table(
    "imaging_file",
    _number(),
    _name(),
    Column("series_id", Text, ForeignKey("imaging_series.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("path", Text, nullable=False),
    Column("sealed", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("sha256", Text, nullable=False),
    Column("sop_uid", Text, nullable=False),
    Column("sop_class", Text, nullable=False),
    Column("transfer_syntax", Text, nullable=False),
    Column("instance_number", Integer),
    Column("place", REAL),
    Column("rows", Integer, nullable=False),
    Column("columns", Integer, nullable=False),
    Column("frames", Integer, nullable=False),
    UniqueConstraint("series_id", "position"),
    Index("imaging_file_sha256", "sha256"),
    Index("imaging_file_sop", "sop_uid"),
)
"""The files of a series, each sealed as it came; `document.sealed` of their study holds the list of them."""

page_picture = strict_table(
    "page_picture",
    _number(),
    Column("sha256", Text, nullable=False),
    Column("page", Integer, nullable=False),
    Column("width", Integer, nullable=False),
    Column("png", BLOB, nullable=False),
    UniqueConstraint("sha256", "page", "width"),
)

fact = strict_table(
    "fact",
    _number(),
    _name(),
    Column("kind", Text, nullable=False),
    Column("document_id", Text, ForeignKey("document.id")),
    Column("sort_key", Text, nullable=False),
    *_columns(FACT_FIELDS),
    Column("group_key", Text, nullable=False, server_default=""),
    Column("same_as", Text),
    Index("fact_by_date", "person_id", "kind", "trashed", "date_low"),
    Index("fact_by_name", "person_id", "kind", "trashed", "sort_key"),
    Index("fact_kind_by_date", "kind", "trashed", "date_low"),
    Index("fact_document", "document_id"),
    Index("fact_grouped", "person_id", "kind", "trashed", "group_key", "date", "origin", "document_id", "same_as"),
    Index("fact_trash", "trashed", sqlite_where=text("trashed IS NOT NULL")),
    Index("fact_same_as", "same_as", sqlite_where=text("same_as IS NOT NULL")),
    Index("fact_edited", "person_id", "kind", sqlite_where=text("origin = 'edited'")),
)
"""`group_key` is what facts of a kind are grouped by: `fact_grouped` lists all tests without reading their results.

`same_as` names the fact that said the same before (decision 0017). It may name one that is gone.
"""


_ADDED_TO_KIND = {FactKind.RECIPIENTS: ("max_files",)}
"""Numbers whose columns a later revision added: they stand last, and are 0 where nothing was typed."""


def _kind_table(kind: FactKind) -> Table:
    link = Column("fact_seq", Integer, ForeignKey("fact.seq", ondelete="CASCADE"), primary_key=True)
    added = _ADDED_TO_KIND.get(kind, ())
    first = tuple(one for one in KIND_FIELDS[kind] if one.attribute not in added)
    last = (Column(name, Integer, nullable=False, server_default=text("0")) for name in added)
    return strict_table(FACT_TYPES[kind].__name__.lower(), link, *_columns(first), *last)


KIND_TABLES = {kind: _kind_table(kind) for kind in FACT_TYPES}
"""One table a kind, joined one to one with `fact`."""


def _fact_link() -> Column[str]:
    return Column("fact_id", Text, ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True, nullable=False)


provenance = strict_table(
    "provenance",
    _fact_link(),
    Column("position", Integer, primary_key=True, nullable=False),
    Column("document_id", Text, ForeignKey("document.id"), nullable=False),
    Column("page", Integer, nullable=False),
    Column("box_left", REAL),
    Column("box_top", REAL),
    Column("box_right", REAL),
    Column("box_bottom", REAL),
    Column("snippet", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Index("provenance_document", "document_id"),
)

coding = strict_table(
    "coding",
    _fact_link(),
    Column("position", Integer, primary_key=True, nullable=False),
    Column("system", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("display", Text, nullable=False),
)

fact_revision = strict_table(
    "fact_revision",
    _fact_link(),
    Column("revision", Integer, primary_key=True, nullable=False),
    Column("at", Text, nullable=False),
    Column("origin_before", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("changes", Text, nullable=False),
)

fact_differs = strict_table(
    "fact_differs",
    _fact_link(),
    Column("other_id", Text, ForeignKey("fact.id", ondelete="CASCADE"), primary_key=True, nullable=False),
    Column("settled", Integer, nullable=False),
    Index("fact_differs_other", "other_id"),
)
"""A result that says otherwise than an earlier one of the same test and day; `settled` once the person keeps both."""

test_join = strict_table(
    "test_join",
    Column("person_id", Text, ForeignKey("person.id"), primary_key=True, nullable=False),
    Column("group_key", Text, primary_key=True, nullable=False),
    Column("joined_to", Text, nullable=False),
)
"""Two names of one test, joined by the person: the results of `group_key` stand under `joined_to`."""

answer = strict_table(
    "answer",
    Column("person_id", Text, ForeignKey("person.id"), primary_key=True, nullable=False),
    Column("kind", Text, primary_key=True, nullable=False),
    Column("answer", Text, nullable=False),
    Column("at", Text, nullable=False),
)

packet_draft = strict_table(
    "packet_draft",
    _number(),
    _name(),
    Column("person_id", Text, ForeignKey("person.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("changed", Text, nullable=False),
    Column("request", Text, nullable=False),
    Column("discarded", Text),
    Index("packet_draft_person", "person_id", "changed"),
)

disclosure = strict_table(
    "disclosure",
    _number(),
    _name(),
    Column("person_id", Text, ForeignKey("person.id"), nullable=False),
    Column("entry", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index("disclosure_person", "person_id"),
)

disclosure_received = strict_table(
    "disclosure_received",
    Column("disclosure_id", Text, ForeignKey("disclosure.id"), primary_key=True, nullable=False),
    Column("at", Text, nullable=False),
)

disclosure_words = strict_table(
    "disclosure_words",
    Column("disclosure_id", Text, ForeignKey("disclosure.id"), primary_key=True, nullable=False),
    Column("words", Text, nullable=False),
)
"""The words that open a locked packet, until the recipient has it."""

search_entry = strict_table(
    "search_entry",
    _number(),
    Column("item_kind", Text, nullable=False),
    Column("item_id", Text, nullable=False),
    Column("page", Integer, nullable=False),
    UniqueConstraint("item_id", "page"),
)
"""What a row of the full-text index `search_index` stands for; their row numbers are equal."""
