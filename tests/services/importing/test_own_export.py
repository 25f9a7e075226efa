"""What Sheaf exported comes back whole: the same record, once, and as one import."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from desktop.bootstrap import make_workspace
from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.single_thing import SingleThing
from desktop.services.importing import ImportStatus
from desktop.services.workspace import Workspace
from desktop.vault.unlock import unlock_vault
from tests.conftest import PASSPHRASE
from tests.filing import file_document
from tests.one_of_each import ONE_OF_EACH
from tests.services.export.test_nothing_is_lost import Drawn, facts
from tests.services.play import STEPS, WORDS, Play

STEP = st.tuples(st.sampled_from(STEPS), st.integers(0, 200), st.sampled_from(WORDS))


@contextmanager
def emptied(template: Path, path: Path) -> Iterator[Workspace]:
    """Lend an open vault with nobody in it."""
    shutil.copytree(template, path)
    try:
        vault = unlock_vault(path, PASSPHRASE, accept_copy=True)
        try:
            yield make_workspace(vault)
        finally:
            vault.close()
    finally:
        shutil.rmtree(path)
        shutil.rmtree(path.parent / "state", ignore_errors=True)


def exported(workspace: Workspace, place: Path) -> Path:
    """Write an export with the trash; return its folder."""
    shutil.rmtree(place, ignore_errors=True)
    workspace.exporting.export(place, with_trash=True)
    return place


def told(place: Path) -> dict[str, Any]:
    """Return each person's record.json by the person's name, without what is of the vault and the moment."""
    found = {}
    for path in sorted(place.glob("*/record.json")):
        raw = json.loads(path.read_text("utf-8"))
        for document in (*raw["documents"], *raw["trash"]["documents"]):
            del document["import_id"]
        for name in ("exported", "packets", "disclosures"):
            del raw[name]
        found[raw["person"]["name"]] = raw
    return found


@settings(
    max_examples=int(os.environ.get("SHEAF_EXAMPLES", "5")),
    deadline=None,
    phases=(Phase.generate,),  # an example takes seconds: making a failing one smaller would take an hour
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(STEP, max_size=15), typed=st.lists(facts(), max_size=4))
def test_a_record_comes_back_as_it_left(
    template_vault: Path, tmp_path: Path, steps: list[tuple[str, int, str]], typed: Drawn
) -> None:
    out, again = tmp_path / "out", tmp_path / "again"
    with emptied(template_vault, tmp_path / "first.sheaf") as first:
        people = tuple(first.people.add({"name": name, "born": "1990"}).id for name in ("Ana", "Ben", "Eva"))
        for kind, values in typed:
            first.records.put(kind, people[0], values)
        play = Play(make_workspace(first.vault), people[:2])  # whose undo does not reach the adding of people
        for step, pick, word in (("file", 0, "latex"), ("add", 1, "milk"), *steps):
            play.do(step, pick, word)
        before = told(exported(first, out))
    with emptied(template_vault, tmp_path / "second.sheaf") as second:
        batch = second.importing.import_paths([out], None)
        assert {one.status for one in batch.outcomes} == {ImportStatus.STORED}
        assert told(exported(second, again)) == before
        third = second.importing.import_paths([again], None)
        assert {one.status for one in third.outcomes} == {ImportStatus.DUPLICATE}
        assert told(exported(second, again)) == before


def test_every_kind_comes_back_and_goes_with_its_import(
    workspace: Workspace, maria: str, template_vault: Path, tmp_path: Path
) -> None:
    for kind, values in ONE_OF_EACH.items():
        workspace.records.put(kind, maria, values)
    file_document(workspace, maria, proposals=[(FactKind.RESULTS, {"test": "CEA", "value": "3.1"})])
    workspace.records.single_things.answer(SingleThing.LATEX, maria, Answer.NOT_KNOWN)
    out = exported(workspace, tmp_path / "out")
    with emptied(template_vault, tmp_path / "second.sheaf") as second:
        (outcome,) = second.importing.import_paths([out], None).outcomes
        assert outcome.issues[0].text == "This is a Sheaf export of Maria Lopez: 1 document, 23 entries."
        assert all(second.records.list(kind, maria) for kind in FactKind)
        undone = second.importing.undo()
        assert (undone.documents, undone.facts) == (1, 23)
        assert second.people.list() == ()
        assert second.records.single_things.answers(maria)[SingleThing.LATEX] is Answer.NOT_ASKED
        second.importing.redo(undone.import_id)
        assert told(exported(second, tmp_path / "again")) == told(out)
