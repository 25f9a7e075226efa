"""A test result, kept exactly as the laboratory printed it (FHIR `Observation`)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from desktop.records.fact import Fact, FactKind, entry


class Comparator(StrEnum):
    """FHIR Quantity.comparator."""

    LESS = "<"
    AT_MOST = "<="
    AT_LEAST = ">="
    MORE = ">"


def key_of_test(test: str, specimen: str) -> str:
    """Return what a test is told apart by: its name as printed and what was tested, without case and spaces."""
    name, tested = (" ".join(unicodedata.normalize("NFKC", text).casefold().split()) for text in (test, specimen))
    return f"{name}|{tested}" if tested else name


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Fact):
    """One value of one test on one day; all texts as printed, decimals included (6.10 stays 6.10)."""

    kind: ClassVar[FactKind] = FactKind.RESULTS
    words: ClassVar[tuple[str, str]] = ("test result", "test results")
    date_name: ClassVar[str] = "collected"
    title_from: ClassVar[tuple[str, ...]] = ("test",)
    detail_from: ClassVar[tuple[str, ...]] = ("value", "unit", "flag", "lab")

    test: str = entry("Name of the test as printed", required=True)
    value: str = entry("Number or words as printed, for example 10.9 or Negative", required=True)
    comparator: Comparator | None = entry("The sign before the number", default=None, choices=Comparator)
    unit: str = entry("Unit as printed, for example g/dL")
    range_text: str = entry("The laboratory's own range as printed, for example 12.0 - 15.5")
    low: str = entry("Lower end of the printed range")
    high: str = entry("Upper end of the printed range")
    flag: str = entry("Flag as printed, for example L or High")
    lab: str = entry("Laboratory")
    panel: str = entry("Group it was printed in, for example Complete blood count")
    specimen: str = entry("What was tested, for example serum")

    @property
    def group_key(self) -> str:
        """The test by its printed name and specimen, without case; other names are joined only by the person."""
        return key_of_test(self.test, self.specimen)
