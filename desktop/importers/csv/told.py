"""What is said of a table: what it needs from the person, and what was not taken from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from desktop.importers.csv.facts import Left
from desktop.records.document import ImportIssue

NEEDS_COLUMNS = ImportIssue(
    "needs-columns",
    "Kept safe, but not read yet: say what the columns of this table are. Tables like it are then read by themselves.",
)
NEEDS_ORDER = ImportIssue(
    "needs-columns",
    "Kept safe, but not read yet: the dates in this table can be read in two ways. Say which number is the month.",
)
SEVERAL_PEOPLE = ImportIssue(
    "several-people",
    "Kept safe, but not read: this table is about several people. Make a file for each person and add these.",
)
NOT_A_LABORATORY = ImportIssue(
    "not-a-laboratory",
    "This table does not look like test results, so it is kept as text. If it is one, say what its columns are.",
)
NO_RESULTS = ImportIssue("no-results", "No row of this table holds a test result.")
MIXED_ORDER = ImportIssue(
    "mixed-dates",
    "Some dates in this table begin with the day and some with the month. Dates that could be either were left out.",
)
TOO_MANY_RESULTS = ImportIssue(
    "too-many-results", "Only the first 20,000 results of this table were taken. Split the file to add the rest."
)
_ONE = {
    Left.LONG: "1 row has more cells than the table has columns. Nothing was taken from it.",
    Left.FORMULA: "1 cell holds a formula instead of a value. It was not taken.",
    Left.NOT_VALID: "1 result is marked as cancelled or as a mistake. It was not taken.",
    Left.NO_TEST: "1 row does not name a test. Nothing was taken from it.",
}
_MANY = {
    Left.LONG: "{count:,} rows have more cells than the table has columns. Nothing was taken from them.",
    Left.FORMULA: "{count:,} cells hold a formula instead of a value. They were not taken.",
    Left.NOT_VALID: "{count:,} results are marked as cancelled or as mistakes. They were not taken.",
    Left.NO_TEST: "{count:,} rows do not name a test. Nothing was taken from them.",
}
_CODES = {
    Left.LONG: "long-rows",
    Left.FORMULA: "formulas",
    Left.NOT_VALID: "not-valid",
    Left.NO_TEST: "rows-without-test",
}


def left_out(counts: Mapping[Left, int]) -> Iterator[ImportIssue]:
    """Yield what is said of rows and cells that gave no result; empty and pending ones are not worth a word."""
    for why, code in _CODES.items():
        count = counts.get(why, 0)
        if count:
            yield ImportIssue(code, _ONE[why] if count == 1 else _MANY[why].format(count=count))
