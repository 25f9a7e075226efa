"""Which fields of a kind a person can fill in, and how their text becomes a value."""

from __future__ import annotations

import difflib
import re
from collections.abc import Hashable, Mapping
from dataclasses import Field, dataclass, fields, replace
from enum import StrEnum
from functools import cache
from typing import Any, cast, get_type_hints

from desktop.records.dates import NotADateError, PartialDate
from desktop.records.document import Document, DocumentKind
from desktop.records.fact import Fact, FactKind
from desktop.records.kinds import FACT_TYPES
from desktop.records.medication import Medication
from desktop.records.person import Person
from desktop.records.sensitive import SensitiveTag

RecordType = type[Fact] | type[Person] | type[Document]
"""What can be filled in: every kind of fact, a person, a document."""


class EntryType(StrEnum):
    """What kind of text a field takes."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    DATE = "date"
    YES_NO = "yes-no"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class EntryField:
    """One field that can be filled in.

    `name` is what the person and the command line call it; `attribute` the dataclass field behind it.
    A text field with `choices` (sensitive topics) takes several of them with commas between.
    """

    name: str
    attribute: str
    type: EntryType
    choices: tuple[str, ...]
    required: bool
    help: str


class UnknownFieldError(ValueError):
    """A field that the kind does not have; `nearest` is the name probably meant, or empty."""

    def __init__(self, name: str, nearest: str) -> None:
        """Keep the wrong name and the nearest right one."""
        super().__init__("unknown field")
        self.name, self.nearest = name, nearest


class BadEntryError(ValueError):
    """A text that does not fit its field; `expected` says what fits."""

    def __init__(self, name: str, expected: str) -> None:
        """Keep the field's name and what would fit; never the text itself."""
        super().__init__("bad entry")
        self.name, self.expected = name, expected


class MissingEntryError(ValueError):
    """A field that must be filled in is empty."""

    def __init__(self, name: str) -> None:
        """Keep the field's name."""
        super().__init__("missing entry")
        self.name = name


_DATE_HELP = "A date as known: 2024, 2024-03 or 2024-03-02"
_SENSITIVE = EntryField(
    "sensitive",
    "sensitive",
    EntryType.TEXT,
    choices=tuple(SensitiveTag),
    required=False,
    help="Sensitive topics, with commas between; asked about for every packet",
)


def _type_of(hint: Any, metadata: Mapping[str, Any]) -> EntryType:  # noqa: ANN401 - a type hint
    if metadata["choices"] is not None:
        return EntryType.CHOICE
    if hint is bool:
        return EntryType.YES_NO
    if hint is int:
        return EntryType.NUMBER
    if hint is str:
        return EntryType.LONG_TEXT if metadata["long"] else EntryType.TEXT
    return EntryType.DATE


def _field(declared: Field[Any], hint: Any) -> EntryField:  # noqa: ANN401 - a type hint
    known = declared.metadata
    choices = tuple(known["choices"] or ())
    name = known["name"] or declared.name
    return EntryField(name, declared.name, _type_of(hint, known), choices, known["required"], known["help"])


def _date_fields(record: RecordType) -> tuple[EntryField, ...]:
    if not issubclass(record, Fact):
        return ()
    named = ((record.date_name, "date"), (record.end_name, "end_date"))
    return tuple(
        EntryField(name, attribute, EntryType.DATE, choices=(), required=False, help=_DATE_HELP)
        for name, attribute in named
        if name
    )


def record_fields(record: RecordType) -> tuple[EntryField, ...]:
    """Return the fields in the order in which they are asked; what all kinds share comes last."""
    return _fields_of(cast("Hashable", record))  # a class is; its type alias hides it


@cache
def _fields_of(record: Any) -> tuple[EntryField, ...]:  # noqa: ANN401 - a RecordType
    hints = get_type_hints(record)
    made = [_field(each, hints[each.name]) for each in fields(record) if "help" in each.metadata]
    shared = {"title", "note"} if issubclass(record, Fact) else set()
    own = [each for each in made if each.attribute not in shared]
    common = [each for each in made if each.attribute in shared]
    sensitive = [] if issubclass(record, Person) else [_SENSITIVE]
    return (*own, *_date_fields(record), *common, *sensitive)


def entry_fields(kind: FactKind) -> tuple[EntryField, ...]:
    """Return the fields of `kind` in the order in which they are asked."""
    return record_fields(FACT_TYPES[kind])


_MOST_DIGITS = 9
_YES = {"yes", "true", "1", "y", "on"}
_NO = {"no", "false", "0", "n", "off", ""}


def _yes_no(field: EntryField, text: str) -> bool:
    word = text.strip().lower()
    if word not in _YES | _NO:
        raise BadEntryError(field.name, "yes or no")
    return word in _YES


def _number(field: EntryField, text: str) -> int:
    word = text.strip()
    if not word:
        return 0
    if not (word.isascii() and word.isdigit() and len(word) <= _MOST_DIGITS):
        raise BadEntryError(field.name, "a whole number")
    return int(word)


def _word(text: str) -> str:
    return text.strip().lower().replace(" ", "-")


def _choice(record: RecordType, field: EntryField, text: str) -> StrEnum | None:
    declared = next(each for each in fields(record) if each.name == field.attribute)
    if not text.strip():
        return None if record is not Document else DocumentKind.OTHER
    if _word(text) not in field.choices:
        raise BadEntryError(field.name, "one of: " + ", ".join(field.choices))
    chosen: StrEnum = declared.metadata["choices"](_word(text))
    return chosen


def _tags(field: EntryField, text: str) -> tuple[SensitiveTag, ...]:
    words = [_word(each) for each in text.split(",") if each.strip()]
    if not set(words) <= set(field.choices):
        raise BadEntryError(field.name, "some of: " + ", ".join(field.choices))
    return tuple(tag for tag in SensitiveTag if tag in words)


def _date(field: EntryField, text: str) -> PartialDate | None:
    if not text.strip():
        return None
    iso, _, words = text.strip().partition(" (")
    try:
        return PartialDate.parse(iso, printed=words.removesuffix(")"))
    except NotADateError as error:
        raise BadEntryError(field.name, "a date such as 2024, 2024-03 or 2024-03-02") from error


_BROKEN = re.compile("[\ud800-\udfff]")
"""Bytes of a command line that were no text; nothing can keep them."""
_PARTING = re.compile("[\x0b\x0c\x1c-\x1f]")
"""Signs that part lines and pages in pasted text; the words on both sides stay two words."""
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufffe\uffff]")
"""Signs that nobody sees and no document may hold (XML 1.0, FHIR's `string`); they are left out, and it is said."""
EntryValue = str | bool | int | PartialDate | StrEnum | tuple[SensitiveTag, ...] | None


def holds_unseen(text: str) -> bool:
    """Whether a text holds signs that nobody sees and that are left out when it is kept."""
    return _CONTROL.search(text) is not None


def parse_field(record: RecordType, field: EntryField, text: str) -> EntryValue:
    """Turn the text of one field into its value; raises BadEntryError. An empty text empties the field."""
    if _BROKEN.search(text):
        raise BadEntryError(field.name, "readable text")
    text = _CONTROL.sub("", _PARTING.sub("\n" if field.type is EntryType.LONG_TEXT else " ", text))
    if field is _SENSITIVE:
        return _tags(field, text)
    if field.type is EntryType.YES_NO:
        return _yes_no(field, text)
    if field.type is EntryType.NUMBER:
        return _number(field, text)
    if field.type is EntryType.CHOICE:
        return _choice(record, field, text)
    if field.type is EntryType.DATE:
        return _date(field, text)
    return text.strip() if field.type is EntryType.TEXT else text.strip("\n")


def parse_entry(kind: FactKind, field: EntryField, text: str) -> EntryValue:
    """Turn the text of one field of a kind into its value; raises BadEntryError."""
    return parse_field(FACT_TYPES[kind], field, text)


def parse_record(record: RecordType, texts: Mapping[str, str]) -> dict[str, Any]:
    """Turn field texts into dataclass arguments; raises UnknownFieldError or BadEntryError."""
    known = {field.name: field for field in record_fields(record)}
    values: dict[str, Any] = {}
    for name, text in texts.items():
        if name not in known:
            raise UnknownFieldError(name, next(iter(difflib.get_close_matches(name, known, n=1)), ""))
        values[known[name].attribute] = parse_field(record, known[name], text)
    return values


def parse_entries(kind: FactKind, texts: Mapping[str, str]) -> dict[str, Any]:
    """Turn field texts of a kind into dataclass arguments; raises UnknownFieldError or BadEntryError."""
    return parse_record(FACT_TYPES[kind], texts)


def _title_part(value: object) -> str:
    return value.value.replace("-", " ") if isinstance(value, StrEnum) else str(value or "")


def made_title(fact: Fact) -> str:
    """Return the title that the fields make; a choice stands before the words about it: "Tobacco: never smoked"."""
    values = [getattr(fact, name) for name in type(fact).title_from]
    parts = [_title_part(value) for value in values]
    if isinstance(values[0], StrEnum):
        return ": ".join([parts[0].capitalize(), *(part for part in parts[1:] if part)])
    made = " ".join(part for part in parts if part)
    if fact.kind is FactKind.MEDICATIONS and not getattr(fact, "generic", ""):
        made = " ".join(part for part in (getattr(fact, "brand", ""), made) if part)
    return made


def with_title(fact: Fact, *, chosen: bool) -> Fact:
    """Give a fact its title; one made from the fields follows them unless the person has `chosen` one."""
    return fact if chosen and fact.title else replace(fact, title=made_title(fact))


def check_required(record: Fact | Person | Document) -> None:
    """Raise MissingEntryError when a field that is needed is empty, or when a fact has no title."""
    for field in record_fields(type(record)):
        if field.required and not getattr(record, field.attribute):
            raise MissingEntryError(field.name)
    if isinstance(record, Medication) and record.title in {"", record.strength}:
        raise MissingEntryError("generic")
    if isinstance(record, Fact) and not record.title:
        raise MissingEntryError("title")


def said_text(record: Fact | Person | Document, field: EntryField) -> str:
    """Return `entry_text`, and for a year that was said in words ("spring 2019") these words with it."""
    value = getattr(record, field.attribute)
    if isinstance(value, PartialDate) and value.printed and value.month is None:
        return f"{value.iso_time} ({value.printed})"
    return entry_text(record, field)


def entry_text(record: Fact | Person | Document, field: EntryField) -> str:
    """Return the value of a field as the text that `parse_entry` takes back."""
    value = getattr(record, field.attribute)
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return value.iso_time
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)
