"""What was tested: said by a column of its own, or by the heading of a group of tests."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.importers.identify.folded import folded
from desktop.importers.labs.tables import Entry
from desktop.importers.labs.terms import Role, known_test, listed_words

_URINE = "urine"


@dataclass(frozen=True, slots=True)
class Specimen:
    """What was tested as printed, "" when not said, and why it is doubted."""

    text: str
    doubt: str = ""


def _of_urine(test: str) -> bool:
    """Return whether a test is one of urine only, so that its name says enough."""
    known = known_test(test)
    return known is not None and (known.group == _URINE or _URINE in folded(known.name))


def specimen_of(entry: Entry, test: str, panel: str) -> Specimen:
    """Return what was tested; glucose below the heading "Urinalysis" is no glucose of blood."""
    printed = entry.text(Role.SPECIMEN).strip()
    if printed:
        return Specimen(printed)
    if folded(panel) in listed_words("urine_panels") and not _of_urine(test):
        return Specimen("Urine", f"It stands below the heading {panel}.")
    return Specimen("")
