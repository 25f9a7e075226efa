"""Test results by test: each printed name alone, unless the person says that two names are one test."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from desktop.importers.labs.terms import known_test
from desktop.records.changes import ChangeSet
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.result import Result
from desktop.services.history import Done, UndoHistory
from desktop.services.people import require_person
from desktop.vault.stores import facts as fact_store
from desktop.vault.stores import test_results as store
from desktop.vault.vault import Transaction, Vault

_KINDS = frozenset({FactKind.RESULTS.value})
Joins = dict[str, str]


@dataclass(frozen=True, slots=True)
class LabTest:
    """One test: `names` are the keys that stand together under `key`, `newest` its newest results, newest first."""

    key: str
    names: tuple[str, ...]
    count: int
    newest: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Values printed together: their day, document (empty when typed), panel as printed, and how many they are."""

    key: str
    date: PartialDate | None
    document_id: str
    panel: str
    lab: str
    count: int


def _day(result: Result) -> tuple[bool, str]:
    return (result.date is not None, result.date.iso_time if result.date else "")


def joined_tests(
    groups: Sequence[store.TestGroup], facts: Mapping[str, Result], joins: Mapping[str, str], newest: int
) -> tuple[LabTest, ...]:
    """Return the tests of groups that the person joined or left alone."""
    together: dict[str, list[store.TestGroup]] = {}
    for group in groups:
        together.setdefault(joins.get(group.key, group.key), []).append(group)
    made = []
    for key, members in together.items():
        results = [facts[fact_id] for group in members for fact_id in group.newest if fact_id in facts]
        results.sort(key=_day, reverse=True)
        names = tuple(group.key for group in members)
        made.append(LabTest(key, names, sum(group.count for group in members), tuple(results[:newest])))
    return tuple(made)


class Results:
    """The results that are the person's word, by test."""

    def __init__(self, vault: Vault, history: UndoHistory) -> None:
        """Read from `vault`, write through `history`."""
        self._vault = vault
        self._history = history

    def tests(self, person_id: str, *, newest: int = 1) -> tuple[LabTest, ...]:
        """Return every test of a person with its newest results, in no order; cost does not follow their number."""

        def work(tx: Transaction) -> tuple[LabTest, ...]:
            groups = store.test_groups(tx, person_id, newest=newest)
            found = fact_store.get_facts(tx, [fact_id for group in groups for fact_id in group.newest])
            facts = {one.id: one for one in found if isinstance(one, Result)}
            return joined_tests(groups, facts, store.test_joins(tx, person_id), newest)

        return self._vault.read(work)

    def of(self, person_id: str, key: str) -> tuple[Result, ...]:
        """Return all results of a test, newest first, undated ones last."""

        def work(tx: Transaction) -> tuple[Result, ...]:
            joins = store.test_joins(tx, person_id)
            names = {name for name, joined_to in joins.items() if joined_to == key} | {key}
            found = fact_store.get_facts(tx, store.ids_of_tests(tx, person_id, sorted(names)))
            return tuple(one for one in found if isinstance(one, Result))

        return self._vault.read(work)

    def reports(self, person_id: str) -> tuple[Report, ...]:
        """Return the groups of values that were printed together, newest first."""
        return self._vault.read(
            lambda tx: tuple(
                Report(
                    key=one.first,
                    date=PartialDate.parse(one.day) if one.day else None,
                    document_id=one.document_id,
                    panel=one.panel,
                    lab=one.lab,
                    count=one.count,
                )
                for one in store.reports(tx, person_id)
            )
        )

    def of_report(self, person_id: str, report: Report) -> tuple[Result, ...]:
        """Return the values of a report in the order in which they were printed."""

        def work(tx: Transaction) -> tuple[Result, ...]:
            day = report.date.iso_time if report.date else ""
            asked = store.Report(day, report.document_id, report.panel, report.lab, report.count, report.key)
            found = fact_store.get_facts(tx, store.ids_of_report(tx, person_id, asked))
            return tuple(one for one in found if isinstance(one, Result))

        return self._vault.read(work)

    def waiting(self, person_id: str, *, besides: str = "") -> tuple[int, str]:
        """Return how many values wait to be compared, and a document that has some; without those of one document."""
        return self._vault.read(lambda tx: store.waiting_results(tx, person_id, besides=besides))

    def joins(self, person_id: str) -> Mapping[str, str]:
        """Return which keys stand under which other."""
        return self._vault.read(lambda tx: store.test_joins(tx, person_id))

    def join(self, person_id: str, key: str, to: str) -> ChangeSet:
        """Show the results of `key`, with all that stand under it, as results of the test `to`."""

        def joined(joins: Joins) -> Joins:
            head = joins.get(to, to)
            moved = {name for name, joined_to in joins.items() if joined_to == key} | {key}
            return {**joins, **dict.fromkeys(moved - {head}, head)}

        return self._change(person_id, joined, "Tests shown together")

    def separate(self, person_id: str, key: str) -> ChangeSet:
        """Show all names that stand under `key` as tests of their own again."""
        return self._change(
            person_id,
            lambda joins: {name: to for name, to in joins.items() if to != key},
            "Tests shown apart",
        )

    def keep_apart(self, person_id: str, keys: Sequence[str]) -> ChangeSet:
        """Keep the person's word that these are different tests, so that nobody asks again."""
        return self._change(person_id, lambda joins: {**joins, **{key: key for key in keys}}, "Tests kept apart")

    def _change(self, person_id: str, change: Callable[[Joins], Joins], words: str) -> ChangeSet:
        def work(tx: Transaction) -> Done:
            require_person(tx, person_id)
            before = store.test_joins(tx, person_id)
            store.put_test_joins(tx, person_id, change(dict(before)))

            def undo(tx: Transaction) -> ChangeSet:
                store.put_test_joins(tx, person_id, before)
                return ChangeSet((person_id,), _KINDS)

            return Done(ChangeSet((person_id,), _KINDS, words), undo)

        return self._history.perform(work)

    def alike(self, person_id: str) -> tuple[LabTest, LabTest] | None:
        """Return two tests whose names are known for one test and that nobody decided about, or None."""
        joins = self.joins(person_id)
        seen: dict[tuple[str, str], LabTest] = {}
        for test in sorted(self.tests(person_id), key=lambda one: -one.count):
            latest = test.newest[0]
            known = known_test(latest.test)
            if known is None:
                continue
            first = seen.setdefault((known.id, latest.specimen.strip().casefold()), test)
            if first is not test and not _decided(first, test, joins):
                return first, test
        return None


def _decided(first: LabTest, second: LabTest, joins: Mapping[str, str]) -> bool:
    return joins.get(first.key) == first.key and joins.get(second.key) == second.key
