"""What the second doctor will miss, as values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Level(StrEnum):
    """How much it matters: a doctor will need it, or it is worth doing."""

    MUST = "must"
    SHOULD = "should"


class State(StrEnum):
    """What was found."""

    OK = "ok"
    MISSING = "missing"
    WARN = "warn"


class Missing(StrEnum):
    """What a record can lack that the second doctor will look for."""

    PATHOLOGY = "pathology"
    OPERATIVE_NOTE = "operative-note"
    DISCHARGE_SUMMARY = "discharge-summary"
    IMAGING_REPORT = "imaging-report"
    EARLIER_IMAGING_REPORT = "earlier-imaging-report"
    RECENT_IMAGING_REPORT = "recent-imaging-report"
    REPORT_OF_IMAGES = "report-of-images"
    IMAGES = "images"
    ADDENDUM = "addendum"
    PRIOR_STUDY = "prior-study"
    FIRST_PLAN = "first-plan"
    RECENT_NOTE = "recent-note"
    RECOMMENDING_NOTE = "recommending-note"
    CLINICIAN_LETTER = "clinician-letter"
    GENETIC_REPORT = "genetic-report"
    GENETIC_RAW_DATA = "genetic-raw-data"
    SLIDES = "slides"
    EARLIER_MARKER = "earlier-marker"
    BLOOD_COUNT = "blood-count"
    LIVER = "liver"
    KIDNEY = "kidney"
    STAGE = "stage"
    STAGE_DATE = "stage-date"
    BIOMARKERS = "biomarkers"
    LINE_DETAILS = "line-details"
    TRIED_FIRST = "tried-first"
    TREATMENTS = "treatments"
    OPERATIONS = "operations"
    IMPLANTS = "implants"
    ANESTHESIA = "anesthesia"
    FUNCTION = "function"
    FIRST_SYMPTOM = "first-symptom"
    OTHER_DIAGNOSES = "other-diagnoses"
    TESTS = "tests"
    WEIGHT = "weight"
    HEIGHT = "height"
    BIRTH = "birth"
    GROWTH = "growth"
    IMMUNIZATIONS = "immunizations"
    FAMILY = "family"
    ORIGINAL_OF_SCREENSHOT = "original-of-screenshot"
    ORIGINAL_OF_COARSE_COPY = "original-of-coarse-copy"


@dataclass(frozen=True, slots=True)
class Absence:
    """One thing that is not there, for the reader of the packet; `of` is the fact or document that it belongs to."""

    what: Missing
    of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessItem:
    """One rule's answer in a plain sentence; `action` names the screen or thing that helps, `ids` what it is about.

    `absent` is what the packet's reader is told; empty for what only the person has to do.
    """

    rule: str
    level: Level
    state: State
    text: str
    action: str = ""
    ids: tuple[str, ...] = ()
    absent: tuple[Absence, ...] = ()
