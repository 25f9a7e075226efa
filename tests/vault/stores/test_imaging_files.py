"""Series and files of studies are kept in order, and everything that cares for originals knows of them."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from desktop.vault.checking import wanted_originals
from tests.dicoms import stack, write_disc
from tests.filing import file_folder


@pytest.fixture
def disc(tmp_path: Path) -> Path:
    return write_disc(tmp_path / "disc", [*stack(3, series=2), *stack(2, series=1, series_description="Scout")])


def test_a_study_keeps_its_series_and_files_in_order(workspace: Workspace, maria: str, disc: Path) -> None:
    (study,) = file_folder(workspace, disc, maria)
    series = workspace.imaging_files.series(study.id)
    assert [(one.number, one.description, one.images) for one in series] == [(1, "Scout", 2), (2, "Axial 5 mm", 3)]
    numbers = [file.instance_number for one in series for file in workspace.imaging_files.files(one.id)]
    assert numbers == [1, 2, 1, 2, 3]
    assert workspace.imaging_files.counts([study.id])[study.id].images == 5


def test_the_bytes_of_every_file_come_back_as_they_came(workspace: Workspace, maria: str, disc: Path) -> None:
    (study,) = file_folder(workspace, disc, maria)
    for one in workspace.imaging_files.all_files(study.id):
        data = workspace.imaging_files.original(one.id)
        assert data == disc.joinpath(one.path).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (one.size, one.sha256)


def test_originals_that_are_needed_are_the_list_and_every_file(workspace: Workspace, maria: str, disc: Path) -> None:
    (study,) = file_folder(workspace, disc, maria)
    wanted = workspace.vault.read(wanted_originals)
    assert set(wanted) == set(workspace.vault.sealed.names())
    assert len(wanted) == 6
    assert study.sha256 in wanted.values()


def test_an_imaging_fact_is_proposed_with_what_the_files_say(workspace: Workspace, maria: str, disc: Path) -> None:
    file_folder(workspace, disc, maria)
    (fact,) = workspace.records.list(FactKind.IMAGING, maria)
    told = {name: getattr(fact, name) for name in ("modality", "body_part", "contrast", "facility", "series", "images")}
    assert told == {
        "modality": "CT",
        "body_part": "ABDOMEN",
        "contrast": "Iohexol",
        "facility": "City Radiology",
        "series": 2,
        "images": 5,
    }
    assert fact.date is not None
    assert fact.date.iso == "2026-03-03"
