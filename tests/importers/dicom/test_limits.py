"""Hostile image files are refused or kept with a sentence; what leaves runs nowhere."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from pydicom.uid import DeflatedExplicitVRLittleEndian

from desktop.importers.dicom.handing_over import handed_over
from desktop.importers.dicom.header import DicomHeader
from desktop.importers.dicom.opened import InflatedTooLargeError, inflated, open_dicom
from desktop.importers.dicom.read import read
from desktop.importers.dicom.read_header import MORE, TOO_DEEP, read_header
from desktop.importers.dicom.terms import is_no_name, modalities_words
from desktop.services.importing import ImportStatus
from desktop.services.workspace import Workspace
from tests.dicoms import Slice, dataset_of, file_bytes, slice_bytes, stack, write_disc

_META = b"\x02\x00\x10\x00UI\x14\x001.2.840.10008.1.2.1\x00"
_HEAD = bytes(128) + b"DICM" + b"\x02\x00\x00\x00UL\x04\x00" + struct.pack("<I", len(_META)) + _META


def _nested(depth: int) -> bytes:
    """Return a file whose sequences of unknown length stand in each other, none of them ended."""
    return _HEAD + (b"\x08\x00\x40\x11SQ\0\0\xff\xff\xff\xff" + b"\xfe\xff\x00\xe0\xff\xff\xff\xff") * depth


def _bomb(size: int) -> bytes:
    """Return a deflated file of a few kilobytes that unpacks to `size` bytes."""
    plain = slice_bytes(Slice(), syntax=DeflatedExplicitVRLittleEndian)
    end = plain.index(b"1.2.840.10008.1.2.1.99") + 22
    meta_end = 132 + 12 + struct.unpack("<I", plain[140:144])[0]
    assert end <= meta_end
    packer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    parts = [packer.compress(b"\x09\x00\x01\x00UN\0\0" + struct.pack("<I", size))]
    parts += [packer.compress(bytes(1 << 20)) for _ in range(size >> 20)]
    return plain[:meta_end] + b"".join(parts) + packer.flush()


def test_a_file_nested_without_end_is_told() -> None:
    assert read_header(_nested(5000), size=len(_nested(5000)), marked=True) == TOO_DEEP
    (issue,) = read(_nested(5000)).issues
    assert issue.code == "too-deep"


def test_a_deflated_bomb_is_not_unpacked_beyond_the_cap() -> None:
    bomb = _bomb(64 << 20)
    assert len(bomb) < 200_000
    with pytest.raises(InflatedTooLargeError):
        inflated(bomb, most=1 << 20)
    assert len(inflated(bomb, most=1 << 20, cut=True)) < (1 << 20) + 1000


def test_a_deflated_file_reads_like_a_plain_one() -> None:
    made = slice_bytes(Slice(), syntax=DeflatedExplicitVRLittleEndian)
    assert open_dicom(made).PatientName == "Lopez^Maria"
    header = read_header(made, size=len(made), marked=True)
    assert isinstance(header, DicomHeader)
    assert header.transfer_syntax == DeflatedExplicitVRLittleEndian


def test_an_element_longer_than_its_file_asks_for_more_and_then_ends() -> None:
    head = _HEAD + b"\x08\x00\x16\x00UI\x1a\x001.2.840.10008.5.1.4.1.1.2\x00"
    long = head + b"\x09\x00\x10\x00OB\0\0" + struct.pack("<I", 0xFFFFFFF0) + b"1234"
    assert read_header(long, size=1 << 30, marked=True) == MORE
    assert isinstance(read_header(long, size=len(long), marked=True), DicomHeader)


def test_bombs_on_a_disc_are_told_and_the_images_are_kept(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    folder = write_disc(tmp_path / "disc", stack(2))
    (folder / "deep").write_bytes(_nested(5000))
    (folder / "inflated").write_bytes(_bomb(600 << 20))
    outcomes = workspace.importing.import_paths([folder], maria).outcomes
    study = next(one for one in outcomes if one.images is not None)
    assert study.images is not None
    assert study.images.images == 2
    others = [one for one in outcomes if one is not study]
    assert {one.status for one in others} == {ImportStatus.STORED}
    assert not any(one.read for one in others)
    assert {one.issues[0].code for one in others} == {"too-deep", "too-big-inside"}


def test_a_head_longer_than_the_first_look_is_read(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    long = dataset_of(Slice())
    long.add_new(0x00090010, "LO", "OURS")
    long.add_new(0x00091001, "OB", bytes(200_000))
    (tmp_path / "long.dcm").write_bytes(file_bytes(long))
    (study,) = workspace.importing.import_paths([tmp_path / "long.dcm"], maria).outcomes
    assert study.person_match.value == "match"
    assert study.images is not None
    assert study.images.images == 1


def test_a_preamble_that_could_run_is_zero_when_it_leaves() -> None:
    made = file_bytes(dataset_of(Slice()), preamble=b"MZ" + b"\x90" * 126)
    assert handed_over(made) == bytes(128) + made[128:]
    assert handed_over(slice_bytes()) == slice_bytes()
    tiff = file_bytes(dataset_of(Slice()), preamble=b"II*\0" + b"\x01" * 124)
    assert handed_over(tiff) == tiff
    assert handed_over(b"MZ no image") == b"MZ no image"


def test_kinds_of_pictures_and_names_that_are_none() -> None:
    assert modalities_words(["PT", "CT", "SR", "PR"]) == "PET and CT"
    assert modalities_words(["MR", "MR"]) == "MRI"
    assert modalities_words(["SR"]) == "Report"
    assert is_no_name("Anonymous Patient 12")
    assert not is_no_name("Maria Lopez")
