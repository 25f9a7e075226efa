"""The words and codes of resources/export/ips.json."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from desktop.foundation.resources import resource


class SectionName(StrEnum):
    """The sections, in the order in which they stand."""

    PROBLEMS = "problems"
    ALLERGIES = "allergies"
    MEDICATIONS = "medications"
    ALERTS = "alerts"
    IMMUNIZATIONS = "immunizations"
    RESULTS = "results"
    VITAL_SIGNS = "vital-signs"
    PROCEDURES = "procedures"
    DEVICES = "devices"
    PAST_PROBLEMS = "past-problems"
    PREGNANCY = "pregnancy"
    SOCIAL_HISTORY = "social-history"
    FAMILY_HISTORY = "family-history"
    FUNCTIONAL_STATUS = "functional-status"
    PLAN_OF_CARE = "plan-of-care"
    ADVANCE_DIRECTIVES = "advance-directives"
    PATIENT_STORY = "patient-story"


@dataclass(frozen=True, slots=True)
class Wording:
    """How a section is called: LOINC's code and display, and its title."""

    code: str
    display: str
    title: str


@dataclass(frozen=True, slots=True)
class Empty:
    """Why a section is empty: the code of list-empty-reason (or none), its display, and our words."""

    code: str
    display: str
    words: str


@cache
def _terms() -> Any:  # noqa: ANN401 - a table read from a file
    return json.loads(resource("export", "ips.json").read_text("utf-8"))


def wording(name: SectionName) -> Wording:
    """Return how a section is called."""
    return Wording(*_terms()["sections"][name])


def empty_words(reason: str) -> Empty:
    """Return the words for an answer, for "withheld" or for "waiting"."""
    return Empty(*_terms()["empty"][reason])


def profile(name: str) -> str:
    """Return the address of the profile of a resource type or a kind of observation; empty when it has none."""
    found: str = _terms()["profile_of"].get(name, "")
    return _terms()["profiles"] + found if found else ""


def required_time(resource_type: str) -> str:
    """Return the name of the choice of times that a resource must have, or empty."""
    found: str = _terms()["absent_times"].get(resource_type, "")
    return found


def said(name: str) -> str:
    """Return one of the sentences."""
    found: str = _terms()[name]
    return found


def whose_word(origin: str) -> str:
    """Return whose word a fact is, in words."""
    found: str = _terms()["whose_word"][origin]
    return found


def listed(name: str) -> frozenset[str]:
    """Return one of the lists of codes."""
    return frozenset(_terms()[name])
