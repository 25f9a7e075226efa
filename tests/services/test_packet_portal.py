"""A packet for a hospital's website, and one for an age key."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from pathlib import Path

import pypdf
import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.fact import FactKind
from desktop.services.packets import BuiltPacket
from desktop.services.packets.age import NoAgeKeyError
from desktop.services.packets.delivery import AGE
from desktop.services.packets.portal import PartTooLargeError, list_digest, plain_name, small_files
from desktop.services.workspace import Workspace
from tests.packet.tagged import tag_faults
from tests.papers import ct_report, letter


@pytest.fixture
def built(workspace: Workspace, maria: str, tmp_path: Path) -> BuiltPacket:
    """A packet of two papers and a medicine."""
    (tmp_path / "ct.pdf").write_bytes(ct_report())
    (tmp_path / "note.pdf").write_bytes(letter("A note about the colonoscopy of March."))
    workspace.importing.import_paths([tmp_path / "ct.pdf", tmp_path / "note.pdf"], maria)
    for one in workspace.documents.list(maria):
        if not one.belongs:
            workspace.documents.keep_here(one.id)
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "apixaban"})
    request = replace(workspace.packets.start(maria).request, recipient_name="Dr. Lena Okafor")
    return workspace.packets.build(workspace.packets.save(request).request)


def _texts(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_the_files_together_are_the_packet(built: BuiltPacket) -> None:
    files = small_files(built, 10)
    assert [text for one in files for text in _texts(one.pdf)] == _texts(built.pdf)
    assert files[0].name == "1-Summary.pdf"
    assert len(files) >= 3, "the summary, a section for each kind of paper, the list of files"
    links = sum(one.part.links for one in files)
    assert 0 < links < built.expectations.links, "what leads into another file is plain text"
    assert tag_faults(built.pdf) == []
    assert [tag_faults(one.pdf) for one in files] == [[] for _ in files], "each file keeps its piece of the tags"


def test_they_are_written_whole_and_logged_once(workspace: Workspace, built: BuiltPacket, tmp_path: Path) -> None:
    files = small_files(built, 10)
    made = workspace.packets.delivery.small_files(built, files, tmp_path / "upload")
    lying = {path.name: path.read_bytes() for path in (tmp_path / "upload").iterdir()}
    assert lying == {one.name: one.pdf for one in files}
    assert made.files == tuple(one.name for one in files)
    (entry,) = workspace.packets.disclosures()
    assert (entry.medium, entry.sha256, entry.version) == ("portal", list_digest(files), 1)


def test_a_website_that_takes_few_files_at_once_gets_no_more(built: BuiltPacket) -> None:
    parts = small_files(built, 10)
    two = small_files(built, 10, most_files=2)
    assert len(parts) > len(two) == 2
    assert [text for one in two for text in _texts(one.pdf)] == _texts(built.pdf)
    assert [one.part.last + 1 for one in two[:-1]] == [one.part.first for one in two[1:]]
    assert {one.upload for one in two} == {0}, "one upload takes both"
    assert [tag_faults(one.pdf) for one in two] == [[], []]
    assert two[0].part.links + two[1].part.links > sum(one.part.links for one in parts), "more links stay in their file"


def test_what_does_not_fit_into_so_many_files_is_told_apart_into_uploads_in_order(
    workspace: Workspace, built: BuiltPacket, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    largest = max(len(one.pdf) for one in small_files(built, 10))
    monkeypatch.setattr("desktop.services.packets.portal.MEGABYTE", largest + 2_000)  # small papers, small website
    files = small_files(built, 1, most_files=1)
    assert len(files) > 1
    assert [one.upload for one in files] == list(range(1, len(files) + 1))
    assert [text for one in files for text in _texts(one.pdf)] == _texts(built.pdf), "no page is lost"
    made = workspace.packets.delivery.small_files(built, files, tmp_path / "upload")
    assert made.files == tuple(f"upload-{number}/{one.name}" for number, one in enumerate(files, start=1))
    assert all((tmp_path / "upload" / name).is_file() for name in made.files)


def test_a_page_too_large_is_told_before_anything_is_written(built: BuiltPacket) -> None:
    with pytest.raises(PartTooLargeError) as raised:
        small_files(built, 0)
    assert raised.value.page == 1


@given(st.integers(1, 999), st.text(max_size=300))
def test_names_are_short_ascii_without_spaces(number: int, title: str) -> None:
    name = plain_name(number, title)
    assert name.isascii()
    assert len(name) <= 100
    assert " " not in name
    assert name.startswith(f"{number}-")
    assert name.endswith(".pdf")
    assert "/" not in name


def test_a_packet_for_an_age_key_opens_with_its_secret_only(
    workspace: Workspace, built: BuiltPacket, tmp_path: Path
) -> None:
    secret = pyrage.x25519.Identity.generate()
    made = workspace.packets.delivery.file(built, tmp_path, medium=AGE, age_key=str(secret.to_public()))
    data = made.path.read_bytes()
    assert made.path.name.endswith(".pdf.age")
    assert _texts(pyrage.decrypt(data, [secret])) == _texts(built.pdf)
    with pytest.raises(pyrage.DecryptError):
        pyrage.decrypt(data, [pyrage.x25519.Identity.generate()])
    (entry,) = workspace.packets.disclosures()
    assert (entry.medium, entry.sha256) == ("age", hashlib.sha256(data).hexdigest())
    assert made.phrase is None


@pytest.mark.parametrize("key", ["", "age1", "maple otter crane", "AGE-SECRET-KEY-1XX"])
def test_what_is_no_age_key_writes_nothing(workspace: Workspace, built: BuiltPacket, tmp_path: Path, key: str) -> None:
    before = set(tmp_path.iterdir())
    with pytest.raises(NoAgeKeyError):
        workspace.packets.delivery.file(built, tmp_path, medium=AGE, age_key=key)
    assert set(tmp_path.iterdir()) == before
    assert workspace.packets.disclosures() == ()
