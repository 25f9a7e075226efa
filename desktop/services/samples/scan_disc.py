"""The disc that the invented person got with her CT: two series of a made-up body."""

from __future__ import annotations

from pathlib import Path

from desktop.foundation.atomic import write_atomic
from desktop.importers.dicom.phantom import ChestCT, series_files
from desktop.services.workspace import Workspace

NAME = "CT disc Cedar Point 2026-10-12"
_SOFT = ChestCT(
    name="Lopez^Maria^Elena",
    patient_id="CP-118-204",
    study_date="20261012",
    institution="Cedar Point Imaging",
    description="CT chest, abdomen and pelvis",
    series_description="Axial 5 mm",
)
_LUNG = ChestCT(
    name=_SOFT.name,
    patient_id=_SOFT.patient_id,
    study_date=_SOFT.study_date,
    institution=_SOFT.institution,
    description=_SOFT.description,
    series_number=3,
    series_description="Axial 3 mm, lung",
    side=192,
    slices=12,
    window=(-600, 1500),
)


def write_disc(folder: Path) -> Path:
    """Write the disc into `folder` and return where it is; raises OSError."""
    disc = folder / NAME
    for series in (_SOFT, _LUNG):
        for name, data in series_files(series):
            place = disc / name
            place.parent.mkdir(parents=True, exist_ok=True)
            write_atomic(place, [data])
    return disc


def add_scan(workspace: Workspace, folder: Path, person_id: str) -> None:
    """Write and import the disc, and say that it was looked at; raises what the services raise."""
    batch = workspace.importing.import_paths([write_disc(folder)], person_id)
    for document_id in {outcome.document_id for outcome in batch.outcomes if outcome.document_id}:
        workspace.documents.mark_reviewed(document_id, {})
