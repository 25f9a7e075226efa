"""Where a result stands in a summary, and what its profile asks beside the value."""

from __future__ import annotations

from enum import Enum, auto

from desktop.fhir.elements import absent, coded
from desktop.fhir.ips.fitting import fitted
from desktop.fhir.ips.narrative import of_fact
from desktop.fhir.ips.terms import listed
from desktop.fhir.results import observation
from desktop.foundation.json_text import JSONObject
from desktop.records.result import Result

_LOINC = "http://loinc.org"
_VITAL_PANEL = "vital signs"


class Place(Enum):
    """The sections that results stand in."""

    LABORATORY = auto()
    VITAL_SIGNS = auto()
    PREGNANCY = auto()


def place_of(result: Result) -> Place:
    """Return the section of a result: by the group it was printed in, and by codes that its source gave it."""
    codes = {coding.code for coding in result.codings if coding.system == _LOINC}
    if codes & listed("pregnancy_codes"):
        return Place.PREGNANCY
    printed = result.panel.strip().casefold() == _VITAL_PANEL
    return Place.VITAL_SIGNS if printed or codes & listed("vital_sign_codes") else Place.LABORATORY


_CATEGORIES = {
    Place.LABORATORY: ("laboratory", "Laboratory"),
    Place.VITAL_SIGNS: ("vital-signs", "Vital Signs"),
    Place.PREGNANCY: ("exam", "Exam"),
}


def summary_observation(result: Result) -> JSONObject:
    """Return a result as its section's profile wants it; a laboratory that was not printed is said to be unknown."""
    place = place_of(result)
    made = observation(result, frozenset()) | {"category": [coded("observation-category", *_CATEGORIES[place])]}
    if place is Place.PREGNANCY:
        made = {name: value for name, value in made.items() if name != "referenceRange"}
    text = of_fact(result)
    if place is not Place.LABORATORY:
        return fitted(made, text)
    fit = fitted(made, text, kind="laboratory")
    return fit if "performer" in fit else fit | {"performer": [absent()]}
