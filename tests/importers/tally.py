"""Counts what stands in the public samples against what is proposed: `python -m tests.importers.tally DIR`."""

from __future__ import annotations

import sys
from collections import Counter
from datetime import date
from pathlib import Path

from desktop.importers.bluebutton.parts import entries_of as blue_entries
from desktop.importers.bluebutton.parts import split_parts, terms_of
from desktop.importers.bluebutton.read import decoded
from desktop.importers.bluebutton.read import read as read_blue
from desktop.importers.ccda.read import read_sections
from desktop.importers.fhir.elements import word
from desktop.importers.fhir.entries import entries_of
from desktop.importers.fhir.reading import read_entries
from desktop.importers.safe_json import read_json
from desktop.importers.safe_xml import read_xml

TODAY = date(2026, 11, 29)


class Tally:
    """Entries that are there, those that yield something, and facts, by kind."""

    def __init__(self) -> None:
        """Begin at nothing."""
        self.there: Counter[str] = Counter()
        self.told: Counter[str] = Counter()
        self.facts: Counter[str] = Counter()

    def add(self, kind: str, there: int, told: int, facts: int) -> None:
        """Count some entries of a kind."""
        self.there[kind] += there
        self.told[kind] += told
        self.facts[kind] += facts

    def lines(self) -> list[str]:
        """Return the rows of a table."""
        kinds = sorted(kind for kind in self.there if self.there[kind])
        return [f"| {kind} | {self.there[kind]:,} | {self.told[kind]:,} | {self.facts[kind]:,} |" for kind in kinds]


def of_ccda(folder: Path) -> Tally:
    """Return the tally of all C-CDA files below a folder, by kind of section."""
    tally = Tally()
    for path in sorted(folder.rglob("*.xml")):
        root = read_xml(path.read_bytes()).root
        for one in read_sections(root, TODAY)[1] if root is not None else ():
            tally.add(one.kind or f"other: {one.title}", one.entries, one.told, len(one.facts))
    return tally


def of_fhir(folder: Path) -> Tally:
    """Return the tally of all FHIR files below a folder, by type of resource."""
    tally = Tally()
    for path in sorted(folder.rglob("*.json")):
        entries = entries_of([read_json(path.read_bytes())])
        for number, facts in read_entries(entries, TODAY).items():
            tally.add(word(entries[number].resource, "resourceType"), 1, int(bool(facts)), len(facts))
    return tally


def of_blue_button(folder: Path) -> Tally:
    """Return the tally of all Blue Button files below a folder, by part; facts are counted for all together."""
    tally = Tally()
    for path in sorted(folder.rglob("*.txt")):
        data = path.read_bytes()
        for part in split_parts(decoded(data)):
            terms = terms_of(part.title)
            there = len(list(blue_entries(part, terms))) if terms else 0
            tally.add(part.title.title(), there, there, 0)
        tally.facts["all parts"] += len(read_blue(data).facts)
    tally.there["all parts"] = tally.told["all parts"] = sum(tally.there.values())
    return tally


def main(folder: Path) -> None:
    """Print a table for each format."""
    for name, tally in (
        ("C-CDA", of_ccda(folder / "ccda")),
        ("FHIR", of_fhir(folder / "fhir")),
        ("Blue Button", of_blue_button(folder / "bluebutton")),
    ):
        print(f"\n{name}\n\n| kind | entries | told | facts |\n| --- | --- | --- | --- |")  # noqa: T201 - its purpose
        print("\n".join(tally.lines()))  # noqa: T201 - its purpose


if __name__ == "__main__":
    main(Path(sys.argv[1]))
