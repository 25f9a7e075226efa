"""An export filed in one transaction: its person, documents, facts, and what the person said of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.importers.sheaf_export.record import ExportedFact, ExportedRecord
from desktop.records.answers import Answer
from desktop.records.document import Document
from desktop.records.fact import Fact, FactKind
from desktop.records.person import Person
from desktop.records.provenance import Origin
from desktop.records.single_thing import SingleThing
from desktop.services.importing import again
from desktop.services.importing import filing as document_filing
from desktop.services.importing.own_export.here import FactsHere
from desktop.services.importing.own_export.identities import Identities
from desktop.services.importing.own_export.originals import SealedDocument
from desktop.vault.stores import answers as answer_store
from desktop.vault.stores import documents as document_store
from desktop.vault.stores import fact_writes, imaging_files, imports, said_again
from desktop.vault.stores import facts as fact_store
from desktop.vault.stores import people as people_store
from desktop.vault.stores.brought_along import Along, keep_along
from desktop.vault.stores.test_results import put_test_joins, test_joins
from desktop.vault.vault import Transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is to be filed for a person: sealed documents, and the documents of the export that are here, by their ids.

    `new_person` says that the person is not in the vault yet.
    """

    record: ExportedRecord
    person: Person
    new_person: bool
    documents: tuple[SealedDocument, ...]
    here: Mapping[str, str]
    import_id: str


@dataclass(slots=True)
class FiledExport:
    """What was filed: documents by their ids in the export, and numbers of entries."""

    documents: dict[str, Document] = field(default_factory=dict)
    added: int = 0
    already: int = 0
    left_out: int = 0
    """Proposals whose document did not come."""


class Filing:
    """Files one export; made for one transaction."""

    def __init__(self, tx: Transaction, plan: Plan) -> None:
        """Write what `plan` says in `tx`."""
        self._tx, self._plan = tx, plan
        self._documents = dict(plan.here)
        self._ids = Identities(plan.person.id)
        self._matched: Counter[str] = Counter()
        self._filed = FiledExport()
        self._inserted: dict[str, Fact] = {}

    def file(self) -> FiledExport:
        """Write all of it; return what was added."""
        tx, plan = self._tx, self._plan
        if plan.new_person:
            people_store.insert_person(tx, plan.person)
        if imports.get_batch(tx, plan.import_id) is None:
            imports.start_batch(tx, plan.import_id, plan.person.id, clock.now())
        for one in sorted(plan.documents, key=lambda each: each.document.created):
            self._document(one)
        known = FactsHere.of(tx, plan.person.id, [one.fact for one in plan.record.facts])
        for told in sorted(plan.record.facts, key=lambda each: each.fact.created):
            self._fact(told, known)
        self._link()
        answers, joins = self._answers(), self._joins()
        keep_along(
            tx,
            plan.import_id,
            Along(
                facts=tuple(one.id for one in self._inserted.values() if self._stays_alone(one)),
                people=(plan.person.id,) if plan.new_person else (),
                answers=answers,
                joins=joins,
            ),
        )
        return self._filed

    def _document(self, one: SealedDocument) -> None:
        tx, old = self._tx, one.document
        free = not document_store.documents_anywhere(tx, [old.id])
        kept = replace(
            old, id=old.id if free else new_id(), person_id=self._plan.person.id, import_id=self._plan.import_id
        )
        again.note_unread(tx, kept)
        document_store.insert_document(tx, kept, sealed=one.sealed)
        if one.told.version is not None:
            said_again.put_series(tx, kept.id, said_again.Version(*one.told.version))
        if one.files:
            self._images(one, kept)
        if one.result is not None and one.result.read:
            document_filing.put_texts(tx, kept, one.result)
        self._documents[old.id] = kept.id
        self._filed.documents[old.id] = kept

    def _images(self, one: SealedDocument, kept: Document) -> None:
        """Keep the series of a study under ids that are new: nothing but the study names them."""
        ids = {each.id: new_id() for each in one.series}
        series = [replace(each, id=ids[each.id], document_id=kept.id) for each in one.series]
        files = [
            replace(each, file=replace(each.file, id=new_id(), series_id=ids[each.file.series_id]))
            for each in one.files
        ]
        imaging_files.put_study(self._tx, series, files)

    def _placed(self, fact: Fact) -> Fact:
        """Return a fact with the places that are here."""
        places = tuple(
            replace(place, document_id=self._documents[place.document_id])
            for place in fact.provenance
            if place.document_id in self._documents
        )
        return replace(fact, person_id=self._plan.person.id, provenance=places, same_as=None)

    def _fact(self, told: ExportedFact, known: FactsHere) -> None:
        fact = self._placed(told.fact)
        same = None if known.owner(fact.id) == self._plan.person.id else known.saying(fact, self._matched)
        if same is not None:
            self._ids.new[fact.id] = same
            self._filed.already += 1
            return
        if fact.origin is Origin.PROPOSED and not fact.provenance:
            self._filed.left_out += 1
            return
        new, here = self._ids.of(fact.id, known.owner)
        if here:
            self._filed.already += 1
            return
        kept = replace(fact, id=new)
        fact_writes.insert_fact(self._tx, kept)
        fact_writes.put_history(self._tx, new, told.life)
        self._inserted[told.fact.id] = kept
        self._filed.added += 1

    def _link(self) -> None:
        """Let readings stand behind those that say the same, and keep which ones differ."""
        tx, ids = self._tx, self._ids.new
        facts = {one.fact.id: one.fact for one in self._plan.record.facts}
        heads = {kept.id: facts[old].same_as for old, kept in self._inserted.items()}
        fact_writes.set_same(tx, {own: ids.get(head, head) for own, head in heads.items() if head is not None})
        pairs = [
            (ids[one], ids[other], settled)
            for one, other, settled in self._plan.record.differing
            if {one, other} & self._inserted.keys() and one in ids and other in ids
        ]
        said_again.put_differing(tx, [pair[:2] for pair in pairs])
        for one, other, settled in pairs:
            if settled:
                said_again.settle(tx, one, [other], settled=True)

    def _answers(self) -> dict[str, dict[str, str]]:
        """Keep "none known" and "not known" where the record says nothing; return what was put, by person."""
        tx, person_id = self._tx, self._plan.person.id
        before = answer_store.stored_answers(tx, person_id)
        listed = fact_store.fact_kind_counts(tx, person_id, stated=True)
        put = {
            kind: answer
            for kind, answer in self._plan.record.answers.items()
            if answer in {Answer.NONE_KNOWN, Answer.NOT_KNOWN} and kind not in before and not listed.get(kind)
        }
        things = answer_store.stored_things(tx, person_id)
        told = {
            thing: answer
            for thing, answer in self._plan.record.single_things.items()
            if answer is Answer.NOT_KNOWN and thing not in things
        }
        both: dict[FactKind | SingleThing, Answer] = dict([*put.items(), *told.items()])
        for about, answer in both.items():
            answer_store.put_answer(tx, person_id, about, answer, clock.now())
        return {person_id: {about.value: answer.value for about, answer in both.items()}} if both else {}

    def _joins(self) -> dict[str, dict[str, str]]:
        tx, person_id = self._tx, self._plan.person.id
        before = test_joins(tx, person_id)
        put = {key: to for key, to in self._plan.record.test_joins.items() if key not in before}
        if put:
            put_test_joins(tx, person_id, {**before, **put})
        return {person_id: put} if put else {}

    def _stays_alone(self, fact: Fact) -> bool:
        """Whether taking the documents of the import back would leave a fact."""
        ours = {one.id for one in self._filed.documents.values()}
        return fact.origin is Origin.TYPED or not fact.provenance or fact.provenance[0].document_id not in ours


def filed(tx: Transaction, plan: Plan) -> FiledExport:
    """File an export; return what was added."""
    return Filing(tx, plan).file()
