"""What every fact of the record has, whatever its kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, ClassVar

from desktop.records.coding import Coding
from desktop.records.dates import PartialDate
from desktop.records.provenance import Origin, Provenance
from desktop.records.sensitive import SensitiveTag

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)


class FactKind(StrEnum):
    """The kinds of fact; the value is the command line's KIND."""

    RESULTS = "results"
    MEDICATIONS = "medications"
    ALLERGIES = "allergies"
    CONDITIONS = "conditions"
    CONTACTS = "contacts"
    QUESTIONS = "questions"
    RECIPIENTS = "recipients"
    APPOINTMENTS = "appointments"
    TREATMENTS = "treatments"
    PATHOLOGY = "pathology"
    IMAGING = "imaging"
    PROCEDURES = "procedures"
    ENCOUNTERS = "encounters"
    IMMUNIZATIONS = "immunizations"
    DEVICES = "devices"
    FAMILY = "family"
    SOCIAL = "social"
    DIRECTIVES = "directives"
    AUTHORITIES = "authorities"
    COVERAGE = "coverage"
    OPINIONS = "opinions"
    REQUESTS = "requests"


def entry(
    words: str,
    *,
    default: Any = "",  # noqa: ANN401 - as dataclasses.field
    required: bool = False,
    choices: type[StrEnum] | None = None,
    long: bool = False,
    name: str = "",
) -> Any:  # noqa: ANN401 - as dataclasses.field
    """Declare a field that a person can fill in; `words` explain it, `name` is what people call it."""
    metadata = {"help": words, "required": required, "choices": choices, "long": long, "name": name}
    return field(default=default, metadata=metadata)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact about one person, with whose word it is and where it was read.

    `date` and `end_date` have a name of their own in each kind (`date_name`, `end_name`).
    `revision` counts changes from 1. `trashed` is the moment it went to the trash, or None.
    `same_as` names the fact that said the same before; while that one stands, this is one of its sources.
    """

    kind: ClassVar[FactKind]
    words: ClassVar[tuple[str, str]]
    """What one and what several of this kind are called in a sentence."""
    date_name: ClassVar[str] = "date"
    end_name: ClassVar[str] = ""
    title_from: ClassVar[tuple[str, ...]] = ()
    """The fields whose words, joined with a space, make the title when the person gives none."""
    detail_from: ClassVar[tuple[str, ...]] = ("note",)
    """The fields that tell the fact in one line below its title."""
    end_words: ClassVar[tuple[str, str]] = ("Until then", "")
    """What its end is called on a timeline, and the field that says why it ended."""

    id: str = ""
    person_id: str = ""
    title: str = entry("What the person reads; made from the other fields when left out")
    codings: tuple[Coding, ...] = ()
    date: PartialDate | None = None
    end_date: PartialDate | None = None
    note: str = entry("Anything else worth knowing", long=True)
    negated: bool = False
    sensitive: tuple[SensitiveTag, ...] = ()
    origin: Origin = Origin.TYPED
    needs_check: bool = False
    issues: tuple[str, ...] = ()
    provenance: tuple[Provenance, ...] = ()
    revision: int = 1
    created: datetime = BEGINNING
    changed: datetime = BEGINNING
    trashed: datetime | None = None
    same_as: str | None = None

    @property
    def group_key(self) -> str:
        """What facts of one kind are grouped by in lists; empty when the kind has no groups."""
        return ""
