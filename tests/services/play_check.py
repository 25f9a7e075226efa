"""Compares every view of the record with the model of a play, and the search index with one made anew."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import suppress

from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin
from desktop.services.workspace import Workspace
from desktop.vault.reindexing import rebuild_index
from desktop.vault.vault import Transaction
from tests.services.play import WORDS, Entry, Play

Words = dict[tuple[str, int], frozenset[tuple[str, str, int]]]


def check(play: Play) -> None:
    """Compare everything."""
    everywhere: dict[str, set[str]] = defaultdict(set)
    for person in play.people:
        listed = play.listed(person)
        _check_lists(play, person, listed)
        _check_trash(play, person)
        papers = _check_papers(play, person)
        _check_timeline(play, person, listed, papers)
        if person not in play.aside:
            _check_tests(play, person, listed)
        for word in WORDS:
            everywhere[word] |= _check_search(play, person, word, listed, papers)
    for word in WORDS:
        assert {hit.id for hit in play.workspace.search.find(word, limit=500)} == everywhere[word]
    for each, entry in play.facts.items():
        _check_fact(play, each, entry)
    _check_index(play.workspace)
    assert play.workspace.health.check(full=True).ok


def _check_lists(play: Play, person: str, listed: dict[str, Entry]) -> None:
    records = play.workspace.records
    for kind in FactKind:
        expected = {each: (one.origin, one.note) for each, one in listed.items() if one.kind is kind}
        assert {fact.id: (fact.origin, fact.note) for fact in records.list(kind, person)} == expected, kind
        assert Counter(records.ids(kind, person)) == Counter(list(expected)), kind
        waiting = {each for each, (origin, _) in expected.items() if origin is Origin.PROPOSED}
        assert {fact.id for fact in records.waiting(kind, person)} == waiting, kind
    counts = Counter(one.kind for one in listed.values())
    assert records.counts(person) == counts
    assert {kind for kind, answer in records.answers(person).items() if answer is Answer.KNOWN} == set(counts)


def _check_trash(play: Play, person: str) -> None:
    """What is gone lies in the trash of its person, unless it went with a document, an import or the person."""
    facts = {each for each, one in play.facts.items() if one.owner == person and one.trashed and play.within_reach(one)}
    own = [paper for paper in play.papers.values() if paper.owner == person and person not in play.aside]
    gone = {each for each, paper in play.papers.items() if paper in own and paper.trashed and not paper.undone}
    imports = {paper.import_id for paper in own if paper.undone}
    items = [one for one in play.workspace.trash.items(person) if one.kind != "person"]
    assert Counter(one.id for one in items) == Counter([*facts, *gone, *imports])
    assert {one.person_id for one in items} <= {person}
    listed = {fact.id for kind in FactKind for fact in play.workspace.records.list(kind, person, trashed=True)}
    assert listed == facts
    assert {one.id for one in play.workspace.documents.list(person, trashed=True)} == gone


def _check_papers(play: Play, person: str) -> set[str]:
    documents = play.workspace.documents
    papers = {
        each
        for each, one in play.papers.items()
        if one.owner == person and person not in play.aside and not one.trashed and not one.undone
    }
    assert {one.id for one in documents.list(person)} == papers
    assert {one.id for one in documents.keys(person) if not one.trashed} == papers
    for each in papers:
        theirs = {name for name, one in play.facts.items() if one.source == each and not one.trashed}
        read = {fact.id for kind in FactKind for fact in play.workspace.records.list(kind, document_id=each)}
        assert read == theirs
    return papers


def _check_timeline(play: Play, person: str, listed: dict[str, Entry], papers: set[str]) -> None:
    stated = [each for each, one in listed.items() if one.origin is not Origin.PROPOSED]
    dated = {one.id for one in play.workspace.records.page(stated) if one.date or one.end_date}
    assert {event.id for event in play.workspace.timeline.events(person)} == dated | papers


def _check_tests(play: Play, person: str, listed: dict[str, Entry]) -> None:
    """Every stated result stands under exactly one test, joined as the person said, and in exactly one report."""
    results, joins = play.workspace.results, play.joins.get(person, {})
    assert dict(results.joins(person)) == joins
    stated = {
        each for each, one in listed.items() if one.kind is FactKind.RESULTS and one.origin is not Origin.PROPOSED
    }
    expected: dict[str, list[str]] = defaultdict(list)
    for one in play.workspace.records.page(sorted(stated)):
        expected[joins.get(one.group_key, one.group_key)].append(one.id)
    tests = results.tests(person)
    assert {test.key: test.count for test in tests} == {key: len(ids) for key, ids in expected.items()}
    for key, ids in expected.items():
        assert Counter(one.id for one in results.of(person, key)) == Counter(ids)
    reported = [one.id for report in results.reports(person) for one in results.of_report(person, report)]
    assert Counter(reported) == Counter(stated)


def _check_search(play: Play, person: str, word: str, listed: dict[str, Entry], papers: set[str]) -> set[str]:
    hits = play.workspace.search.find(word, person, limit=500)
    assert {hit.person_id for hit in hits} <= {person}
    facts = {each for each, one in listed.items() if word in {one.note, one.name}}
    found = {each for each in papers if word in {play.papers[each].word, play.papers[each].clinic}}
    assert {hit.id for hit in hits if hit.kind != "document"} == facts
    assert {hit.id for hit in hits if hit.kind == "document"} == found
    return facts | found


def _check_fact(play: Play, fact_id: str, entry: Entry) -> None:
    """Whose it is, where it comes from and what was printed there are kept, and no change is ever forgotten."""
    records = play.workspace.records
    fact = records.get(fact_id)
    assert fact.person_id == entry.owner
    assert [one.document_id for one in fact.provenance] == ([entry.source] if entry.source else [])
    if entry.origin is not Origin.TYPED:
        assert [(one.page, one.snippet) for one in fact.provenance] == [(1, "as printed")]
    life = records.history(fact_id)
    assert life[0].origin is (Origin.TYPED if entry.origin is Origin.TYPED else Origin.PROPOSED)
    assert [one.revision for one in life] == list(range(1, fact.revision + 1))
    assert fact.revision >= play.revisions.get(fact_id, 1)
    play.revisions[fact_id] = fact.revision


class _NotKept(Exception):  # noqa: N818 - it is no error
    """Rolls a transaction back."""


def _indexed(tx: Transaction) -> Words:
    """Return every indexed word with its column and place, for each fact and each page of a document."""
    found: defaultdict[tuple[str, int], set[tuple[str, str, int]]] = defaultdict(set)
    query = (
        "SELECT e.item_id, e.page, w.term, w.col, w.offset"
        " FROM temp.play_words w LEFT JOIN search_entry e ON e.seq = w.doc"
    )
    for item_id, page, term, place, offset in tx.exec_driver_sql(query):
        found[item_id, page].add((term, place, offset))
    return {key: frozenset(words) for key, words in found.items()}


def _check_index(workspace: Workspace) -> None:
    """The words in the index are those of an index made anew."""
    seen: list[Words] = []

    def work(tx: Transaction) -> None:
        tx.exec_driver_sql("CREATE VIRTUAL TABLE temp.play_words USING fts5vocab('main', 'search_index', 'instance')")
        seen.append(_indexed(tx))
        rebuild_index(tx)
        seen.append(_indexed(tx))
        raise _NotKept

    with suppress(_NotKept):
        workspace.vault.write(work)
    before, anew = seen
    assert before
    assert before == anew
