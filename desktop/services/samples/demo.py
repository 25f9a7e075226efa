"""Fills an empty vault with the invented person, through the same doors that a real person uses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.foundation.progress import CancelToken, Progress
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance
from desktop.services.samples.papers import SampleDocument, late_document, sample_documents
from desktop.services.samples.story import SampleFact, sample_facts, sample_person
from desktop.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class DemoResult:
    """What was made: ids of the person and of the recipient of the packet, and counts."""

    person_id: str
    recipient_id: str
    folder: Path
    documents: int
    results: int
    facts: int


def _write(folder: Path, documents: Iterable[SampleDocument]) -> list[Path]:
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for document in documents:
        path = folder / document.file_name
        write_atomic(path, [document.pdf])
        paths.append(path)
    return paths


def _review(workspace: Workspace, documents: Iterable[SampleDocument], ids: Mapping[str, str]) -> None:
    for document in documents:
        workspace.documents.mark_reviewed(ids[document.file_name], document.review)


def _confirm(workspace: Workspace, person_id: str) -> int:
    """Confirm every proposed result, as after comparing each with its page; return how many."""
    proposed = [fact.id for fact in workspace.records.list(FactKind.RESULTS, person_id)]
    return len(workspace.records.confirm(proposed).ids) if proposed else 0


def _join_names(workspace: Workspace, person_id: str) -> None:
    """Say that the laboratories' names for one test are one test, as the person would when asked."""
    while (pair := workspace.results.alike(person_id)) is not None:
        first, second = pair
        workspace.results.join(person_id, second.key, first.key)


def _place(fact: SampleFact, ids: Mapping[str, str]) -> tuple[Provenance, ...]:
    return tuple(Provenance(document_id=ids[one.file_name], page=one.page, snippet=one.snippet) for one in fact.places)


def add_late_paper(workspace: Workspace, folder: Path, person_id: str) -> None:
    """Write and import a paper that came after the packet was made, and leave it to be checked."""
    workspace.importing.import_paths(_write(folder, [late_document()]), person_id)


def fill_demo(
    workspace: Workspace,
    folder: Path,
    *,
    progress: Progress | None = None,
    cancel: CancelToken | None = None,
) -> DemoResult:
    """Write the papers to `folder`, import and review them, confirm their values, and type the rest.

    Raises what the services raise, and OSError when `folder` cannot be written.
    """
    progress, cancel = progress or Progress(), cancel or CancelToken()
    person_id = workspace.people.add(sample_person()).id
    progress.tell(0, 0, "Making the papers of an invented person…")
    documents = sample_documents()
    paths = _write(folder, documents)
    batch = workspace.importing.import_paths(paths, person_id, progress=progress, cancel=cancel)
    ids = {outcome.path.name: outcome.document_id for outcome in batch.outcomes if outcome.document_id}
    _review(workspace, documents, ids)
    results = _confirm(workspace, person_id)
    _join_names(workspace, person_id)
    recipient_id = ""
    typed = sample_facts()
    for number, fact in enumerate(typed):
        cancel.check()
        progress.tell(number, len(typed), "Typing what is on no paper…")
        put = workspace.records.put(fact.kind, person_id, fact.values, provenance=_place(fact, ids))
        recipient_id = put.id if fact.kind is FactKind.RECIPIENTS else recipient_id
    return DemoResult(person_id, recipient_id, folder, len(ids), results, len(typed))
