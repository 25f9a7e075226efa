"""Doses as given, one number a cycle, with the changes as letters; nothing is converted."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from string import ascii_lowercase

from desktop.packet.language import say
from desktop.packet.pages.words import filled_lines, labelled, quoted
from desktop.records.treatment import Treatment
from desktop.typeset.drawable import JSON

_CYCLES = re.compile(
    r"\b(?:cycles?|ciclos?|C)\s*(\d+)"
    r"(?:\s*(?:[-–]|\b(?:to|through|al?|hasta)\b)\s*C?\s*(\d+)(?!\d|[.,]\d|\s*(?:mc?g|g|ml|%)))?",
    re.IGNORECASE,
)
"""Its second number is the last cycle, and no dose: "ciclo 7 a 65 mg"."""
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
NOT_GIVEN = frozenset({"-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Change:
    """A change of doses: its letter, the cycles it names (both 0 when none), what changed and why."""

    letter: str
    first: int
    last: int
    when: str
    what: str
    why: str

    def concerns(self, cycle: int, drug: str) -> bool:
        """Whether it belongs to a dose: its cycle, and the drug by its first word when the change names one."""
        words = drug.casefold().split()
        return self.first <= cycle <= self.last and bool(words) and words[0].strip(",") in self.what.casefold()


def cycles_named(words: str) -> tuple[int, int]:
    """Return the first and last cycle that words name, "cycle 7", "C8-C9" or "ciclos 8 a 9"; (0, 0) for none."""
    found = _CYCLES.search(words)
    return (int(found[1]), int(found[2] or found[1])) if found else (0, 0)


def days_of(one: Treatment) -> list[str]:
    """Return the days on which cycles were given, as typed."""
    return one.cycle_dates.replace(",", " ").split()


def changes_of(one: Treatment) -> list[Change]:
    """Return the changes, one a line: "cycle 7: oxaliplatin 85 to 65 mg/m2; numb hands"."""
    return [_change(ascii_lowercase[at % 26], line) for at, line in enumerate(filled_lines(one.changes))]


def _change(letter: str, line: str) -> Change:
    when, said = labelled(line)
    first, last = cycles_named(when)
    if not first:
        when, said = "", line
    what, _, why = said.partition(";")
    return Change(letter, first, last, when, what.strip(), why.strip())


@dataclass(frozen=True, slots=True)
class DrugDoses:
    """One drug with its unit, and what was given in each cycle."""

    drug: str
    given: tuple[str, ...]


def doses_of(one: Treatment) -> list[DrugDoses]:
    """Return the doses given: "Oxaliplatin, mg/m2: 85 85 65 -"; lines of another form are left to `odd_lines`."""
    rows = []
    for line in filled_lines(one.doses):
        drug, given = labelled(line)
        if drug:
            rows.append(DrugDoses(drug, tuple(given.split())))
    return rows


def odd_lines(one: Treatment) -> list[str]:
    """Return lines of doses that name no drug; they are printed as they stand."""
    return [line for line in filled_lines(one.doses) if not labelled(line)[0]]


CYCLES_BESIDE = 12
"""Cycles that fit beside each other."""


def cycle_count(one: Treatment) -> int:
    """Return how many cycles the doses or the days tell of."""
    return max([len(row.given) for row in doses_of(one)] + [len(days_of(one))], default=0)


def dose_grids(
    one: Treatment, pages: Mapping[int, int] | None = None, missing: Collection[int] = (), letter: str = ""
) -> list[JSON]:
    """Return tables of at most twelve cycles; none when only days are known.

    `pages` are the packet pages of the infusion records by cycle; `missing` cycles carry the letter that says so.
    """
    if not doses_of(one) and not pages:
        return []
    count = cycle_count(one)
    return [
        _grid(one, range(start, min(start + CYCLES_BESIDE, count)))
        | {"records": _records(range(start, min(start + CYCLES_BESIDE, count)), pages or {}, missing, letter)}
        for start in range(0, count, CYCLES_BESIDE)
    ]


def _records(cycles: range, pages: Mapping[int, int], missing: Collection[int], letter: str) -> list[JSON]:
    """Return a cell a cycle with the page of its infusion record; empty when the packet holds none."""
    if not pages:
        return []
    return [{"page": pages.get(at + 1, 0), "letter": letter if at + 1 in missing else ""} for at in cycles]


def _grid(one: Treatment, cycles: range) -> dict[str, JSON]:
    rows, days, changes = doses_of(one), days_of(one), changes_of(one)
    years = {days[at][:4] for at in cycles if at < len(days)}
    short = len(years) == 1
    heads: list[JSON] = [
        [say("treatment.cycle-head", number=at + 1), _day(days[at], short=short) if at < len(days) else ""]
        for at in cycles
    ]
    shown: list[JSON] = [[row.drug, *(_dose(row, at, changes) for at in cycles)] for row in rows]
    return {"heads": heads, "rows": shown, "year": min(years) if short else ""}


def _day(day: str, *, short: bool) -> str:
    return day[5:] if short and len(day) == len("2026-03-02") else day


def _dose(row: DrugDoses, at: int, changes: Sequence[Change]) -> JSON:
    """Return one dose; bold where it differs from the one before, with the letter of its change."""
    if at >= len(row.given):
        return {"text": "", "bold": False, "letter": ""}
    given = row.given[at]
    text = "–" if given in NOT_GIVEN else given
    differs = at > 0 and row.given[at - 1] != given
    letters = [one.letter for one in changes if one.concerns(at + 1, row.drug)]
    return {"text": text, "bold": differs, "letter": letters[0] if differs and letters else ""}


def added_up(one: Treatment) -> list[str]:
    """Return for each drug the sum of what was given, when every dose is a number: "Oxaliplatin 640 mg/m2"."""
    sums = []
    for row in doses_of(one):
        given = [dose for dose in row.given if dose not in NOT_GIVEN]
        if given and all(_NUMBER.fullmatch(dose) for dose in given):
            total = sum(float(dose.replace(",", ".")) for dose in given)
            name, _, unit = row.drug.partition(",")
            sums.append(f"{name} {total:g} {unit.strip()}".strip())
    return sums


def change_rows(one: Treatment) -> list[list[JSON]]:
    """Return the letters explained: when, what changed, the reason as written."""
    return [
        [
            [{"bold": change.letter}],
            change.when or "–",
            change.what,
            quoted(change.why) if change.why else say("unknown.not-stated"),
        ]
        for change in changes_of(one)
    ]
