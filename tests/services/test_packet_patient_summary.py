"""summary.ips.json beside a packet holds what the packet prints, and nothing that was kept back."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from desktop.records.answers import Answer
from desktop.records.fact import FactKind
from desktop.records.packet import ALL_PARTS, PacketPart, PacketShape, SensitiveChoice
from desktop.records.sensitive import SensitiveTag
from desktop.services.packets.folder.contents import FolderChoice
from desktop.services.workspace import Workspace
from tests.fhir.ips.checker import document_problems


@pytest.fixture
def filled(workspace: Workspace, maria: str) -> Workspace:
    """Maria's vault with a fact of several kinds, one of a topic that is kept back."""
    put = workspace.records.put
    put(FactKind.MEDICATIONS, maria, {"generic": "apixaban", "critical": "BLOOD THINNER"})
    put(FactKind.MEDICATIONS, maria, {"generic": "methadone", "sensitive": "substance-use"})
    put(FactKind.CONDITIONS, maria, {"name": "Colon carcinoma", "main": "yes"})
    put(FactKind.RESULTS, maria, {"test": "CEA", "value": "6.10", "unit": "ng/mL"})
    put(FactKind.DIRECTIVES, maria, {"type": "living-will"})
    workspace.records.answer(FactKind.ALLERGIES, maria, Answer.NONE_KNOWN)
    return workspace


def _folder(workspace: Workspace, maria: str, target: Path, **more: Any) -> Path:
    request = replace(workspace.packets.start(maria).request, recipient_name="Dr. Lena Okafor", **more)
    built = workspace.packets.build(workspace.packets.save(request).request)
    workspace.packets.delivery.folder(built, target, FolderChoice())
    return target


def _sections(folder: Path) -> dict[str, Any]:
    bundle = json.loads((folder / "summary.ips.json").read_text("utf-8"))
    assert document_problems(bundle) == []
    return {one["title"]: one for one in bundle["entry"][0]["resource"]["section"]}


def test_it_tells_what_the_packet_prints(filled: Workspace, maria: str, tmp_path: Path) -> None:
    sections = _sections(_folder(filled, maria, tmp_path / "stick", why_now="A second look", how_i_am="Tired"))
    assert set(sections) >= {"Problems", "Medicines", "Alerts", "Results", "How I am now", "What matters to me"}
    assert sections["Allergies and intolerances"]["emptyReason"]["coding"][0]["code"] == "nilknown"
    assert "Advance directives" in sections


def test_what_is_kept_back_is_not_named(filled: Workspace, maria: str, tmp_path: Path) -> None:
    out = ((SensitiveTag.SUBSTANCE_USE, SensitiveChoice.LEAVE_OUT),)
    folder = _folder(filled, maria, tmp_path / "stick", sensitive=out)
    assert b"methadone" not in (folder / "summary.ips.json").read_bytes()
    assert "withheld at the patient" in _sections(folder)["Medicines"]["text"]["div"]


def test_a_single_entry_that_is_left_out_is_not_spoken_of(filled: Workspace, maria: str, tmp_path: Path) -> None:
    (condition,) = filled.records.list(FactKind.CONDITIONS, maria)
    folder = _folder(filled, maria, tmp_path / "stick", excluded=frozenset({condition.id}))
    assert b"carcinoma" not in (folder / "summary.ips.json").read_bytes()
    problems = _sections(folder)["Problems"]
    assert problems["emptyReason"] == {"text": "Not part of this summary."}


def test_what_is_no_part_of_the_edition_stays_out(filled: Workspace, maria: str, tmp_path: Path) -> None:
    parts = ALL_PARTS - {PacketPart.RESULTS, PacketPart.CARE_TEAM}
    folder = _folder(filled, maria, tmp_path / "stick", parts=parts)
    assert not {"Results", "Advance directives"} & set(_sections(folder))


def test_an_edition_without_facts_has_no_summary(filled: Workspace, maria: str, tmp_path: Path) -> None:
    folder = _folder(filled, maria, tmp_path / "stick", shape=PacketShape.PATHOLOGY)
    assert not (folder / "summary.ips.json").exists()
    assert "summary.ips.json" not in (folder / "README.txt").read_text("utf-8")


def test_a_hidden_address_is_hidden(filled: Workspace, maria: str, tmp_path: Path) -> None:
    filled.people.edit(maria, {"address": "12 Elm Street"})
    shown = _folder(filled, maria, tmp_path / "shown")
    hidden = _folder(filled, maria, tmp_path / "hidden", hide_address=True)
    assert b"12 Elm" in (shown / "summary.ips.json").read_bytes()
    assert b"12 Elm" not in (hidden / "summary.ips.json").read_bytes()
