"""Words of medication and allergy lists, from resources/terminology."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from typing import Any

from desktop.importers.identify.folded import folded
from desktop.importers.identify.terms import read_terms

_NAME = "medications.json"
read_terms(_NAME)  # at import: a reader behind locked doors can open no file any more


class Section(StrEnum):
    """What stands below a heading."""

    ACTIVE = "active"
    STOPPED = "stopped"
    NOT_OWN = "not_own"
    """Given in the hospital, taken in the past, or taken by others: never proposed."""
    ALLERGIES = "allergies"
    INTOLERANCES = "intolerances"
    END = "end"


class Role(StrEnum):
    """What stands in a column, or behind a label."""

    NAME = "name"
    BRAND = "brand"
    STRENGTH = "strength"
    FORM = "form"
    ROUTE = "route"
    DOSE = "dose"
    HOW_OFTEN = "how_often"
    DIRECTIONS = "directions"
    WHY = "why"
    PRESCRIBER = "prescriber"
    START = "start"
    STATUS = "status"
    ENDED = "ended"
    OTHER = "other"
    SUBSTANCE = "substance"
    REACTION = "reaction"
    SEVERITY = "severity"
    SINCE = "since"
    TYPE = "type"


ALLERGY_ROLES = frozenset({Role.SUBSTANCE, Role.REACTION, Role.SEVERITY, Role.SINCE, Role.TYPE})


def terms() -> dict[str, Any]:
    """Return the whole file."""
    found: dict[str, Any] = read_terms(_NAME)
    return found


@cache
def words(group: str) -> frozenset[str]:
    """Return a flat list, folded."""
    return frozenset(folded(word) for word in terms()[group])


_AROUND = re.compile(r"^[\s:*•·\-–—_|#()\[\]]+|[\s:*•·\-–—_|()\[\].]+$")
_TAIL = re.compile(r"\s*[(–—-]\s*(continued|cont\.?|cont'd|continuacion|cont)\)?$")


def heading_key(text: str) -> str:
    """Return a heading in the form of the list: folded, without marks around it."""
    return _AROUND.sub("", _TAIL.sub("", _AROUND.sub("", folded(text))))


@cache
def _sections() -> dict[str, Section]:
    listed: dict[str, list[str]] = terms()["headings"]
    order = (Section.ACTIVE, Section.STOPPED, Section.ALLERGIES, Section.INTOLERANCES, Section.NOT_OWN, Section.END)
    return {folded(word): section for section in order for word in listed[section.value]}


def section_of(text: str) -> Section | None:
    """Return what a whole heading announces, or None when it is no known heading."""
    return _sections().get(heading_key(text))


def names_supplements(text: str) -> bool:
    """Return whether a heading stands over supplements and what is bought without a prescription."""
    return heading_key(text) in {folded(word) for word in terms()["headings"]["supplement"]}


@cache
def column_roles(*, allergies: bool) -> dict[str, Role]:
    """Return head -> role for the columns of a medication table or of an allergy table."""
    listed: dict[str, list[str]] = terms()["columns"]
    wanted = [role for role in Role if role.value in listed and (role in ALLERGY_ROLES) is allergies]
    wanted += [Role.OTHER, Role.STATUS] if allergies else []
    return {folded(head): role for role in reversed(wanted) for head in listed[role.value]}


@cache
def longest_head(*, allergies: bool) -> int:
    """Return how many words the longest head of `column_roles` has."""
    return max(len(head.split()) for head in column_roles(allergies=allergies))


@cache
def labels() -> dict[str, Role]:
    """Return label -> role for labels inside an entry ("Commonly known as")."""
    listed: dict[str, list[str]] = terms()["labels"]
    return {folded(label): Role(role) for role, found in listed.items() for label in found}


@cache
def none_known() -> dict[str, str]:
    """Return phrase -> what there is no allergy to."""
    listed: dict[str, list[str]] = terms()["none_allergies"]
    return {folded(phrase): what for what, phrases in listed.items() for phrase in phrases}


@cache
def severities() -> dict[str, str]:
    """Return printed word -> the record's severity."""
    return {folded(word): level for level, found in terms()["severities"].items() for word in found}


def alternatives(group: str) -> str:
    """Return a pattern for the words of a list, longest first, for folded text."""
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in sorted(words(group), key=len, reverse=True))


@cache
def _doubts() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({alternatives('doubt_words')})(?![\w-])")


def doubtful(text: str) -> bool:
    """Return whether words say that this may not be taken, or not by this person."""
    return _doubts().search(folded(text)) is not None
