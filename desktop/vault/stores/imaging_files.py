"""The series and files of studies of images.

put_study(tx, series, files)            series_of(tx, document_id) -> in order, with their counts
files_of(tx, series_id) -> in order     all_files(tx, document_id) -> of the whole study, series by series
known_instances(tx, sop_uids) -> the files of these instances that are here, by their hash
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, case, func, insert, select

from desktop.records.imaging_files import ImagingFile, ImagingSeries, StudyCounts
from desktop.vault.stores.facts import given_ids, id_list
from desktop.vault.tables import document, imaging_file, imaging_series

_COUNTED = ("files", "images", "frames")
_AT_ONCE = 500
_SERIES = [imaging_series.c[name] for name in ImagingSeries.__dataclass_fields__ if name not in _COUNTED]
_FILE = [imaging_file.c[name] for name in ImagingFile.__dataclass_fields__]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it is kept: what is known of it, and the name of its sealed bytes."""

    file: ImagingFile
    sealed: str


def put_study(tx: Connection, series: Sequence[ImagingSeries], files: Iterable[KeptFile]) -> None:
    """Keep the series and files of a document that is there."""
    rows = [{name: value for name, value in asdict(one).items() if name not in _COUNTED} for one in series]
    tx.execute(insert(imaging_series), rows)
    held = [{**asdict(one.file), "sealed": one.sealed} for one in files]
    for start in range(0, len(held), _AT_ONCE):
        tx.execute(insert(imaging_file), held[start : start + _AT_ONCE])


def series_of(tx: Connection, document_id: str) -> tuple[ImagingSeries, ...]:
    """Return the series of a study in order; none for any other document."""
    counts = (
        func.count().label("files"),
        func.count().filter(imaging_file.c.frames > 0).label("images"),
        func.coalesce(func.sum(imaging_file.c.frames), 0).label("frames"),
    )
    query = (
        select(*_SERIES, *counts)
        .join(imaging_file, imaging_file.c.series_id == imaging_series.c.id)
        .where(imaging_series.c.document_id == document_id)
        .group_by(imaging_series.c.seq)
        .order_by(imaging_series.c.position)
    )
    return tuple(ImagingSeries(**row) for row in tx.execute(query).mappings())


def _kept(row: RowMapping) -> KeptFile:
    values: dict[str, Any] = dict(row)
    sealed = str(values.pop("sealed"))
    return KeptFile(ImagingFile(**values), sealed)


def _of_study(document_id: str) -> Select[tuple[object, ...]]:
    joined = imaging_file.join(imaging_series, imaging_series.c.id == imaging_file.c.series_id)
    query = select(*_FILE, imaging_file.c.sealed).select_from(joined).where(imaging_series.c.document_id == document_id)
    return query.order_by(imaging_series.c.position, imaging_file.c.position)


def all_files(tx: Connection, document_id: str) -> tuple[KeptFile, ...]:
    """Return every file of a study, series by series, each in its order."""
    return tuple(_kept(row) for row in tx.execute(_of_study(document_id)).mappings())


def files_of(tx: Connection, series_id: str) -> tuple[ImagingFile, ...]:
    """Return the files of a series in the order in which it is looked through."""
    query = select(*_FILE).where(imaging_file.c.series_id == series_id).order_by(imaging_file.c.position)
    return tuple(ImagingFile(**row) for row in tx.execute(query).mappings())


def kept_file(tx: Connection, file_id: str) -> KeptFile | None:
    """Return one file, or None when it is gone or its import was taken back."""
    joined = imaging_file.join(imaging_series, imaging_series.c.id == imaging_file.c.series_id).join(
        document, document.c.id == imaging_series.c.document_id
    )
    query = (
        select(*_FILE, imaging_file.c.sealed)
        .select_from(joined)
        .where(imaging_file.c.id == file_id, document.c.undone.is_(None))
    )
    row = tx.execute(query).mappings().first()
    return None if row is None else _kept(row)


def counts_of(tx: Connection, document_ids: Iterable[str]) -> Mapping[str, StudyCounts]:
    """Return what the studies among these documents hold."""
    given = given_ids()
    query = (
        select(
            imaging_series.c.document_id,
            func.count(imaging_series.c.seq.distinct()),
            func.count(),
            func.sum(case((imaging_file.c.frames > 0, 1), else_=0)),
            func.sum(imaging_file.c.size),
        )
        .select_from(imaging_file.join(imaging_series, imaging_series.c.id == imaging_file.c.series_id))
        .join(given, given.c.value == imaging_series.c.document_id)
        .group_by(imaging_series.c.document_id)
    )
    rows = tx.execute(query, {"ids": id_list(dict.fromkeys(document_ids))})
    return {row[0]: StudyCounts(series=row[1], files=row[2], images=row[3], size=row[4]) for row in rows}


def known_instances(tx: Connection, sop_uids: Collection[str]) -> Mapping[str, Mapping[str, str]]:
    """Return what is here of these SOP Instance UIDs: for each the SHA-256 (hex) of its files, with their documents.

    Those in the trash too, not those of undone imports.
    """
    joined = imaging_file.join(imaging_series, imaging_series.c.id == imaging_file.c.series_id).join(
        document, document.c.id == imaging_series.c.document_id
    )
    listed = sorted(sop_uids)
    found: dict[str, dict[str, str]] = {}
    for start in range(0, len(listed), _AT_ONCE):
        wanted = imaging_file.c.sop_uid.in_(listed[start : start + _AT_ONCE])
        query = select(imaging_file.c.sop_uid, imaging_file.c.sha256, document.c.id).select_from(joined)
        for sop_uid, digest, document_id in tx.execute(query.where(wanted, document.c.undone.is_(None))):
            found.setdefault(sop_uid, {})[digest] = document_id
    return found


def paths_by_sealed(tx: Connection, names: Collection[str]) -> Mapping[str, str]:
    """Return where the files with these names of sealed bytes lay on their disc."""
    listed, found = sorted(names), {}
    for start in range(0, len(listed), _AT_ONCE):
        some = imaging_file.c.sealed.in_(listed[start : start + _AT_ONCE])
        found.update({row.sealed: row.path for row in tx.execute(select(imaging_file).where(some))})
    return found
