"""Address, numbers and names of relatives: each is hidden apart, on every page and in every file that we make."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from desktop.records.fact import FactKind
from desktop.records.packet import PacketRequest, PacketShape
from desktop.services.packets import BuiltPacket
from desktop.services.packets.errors import LeakFoundError
from desktop.services.packets.folder.contents import FolderChoice
from desktop.services.packets.portal import small_files
from desktop.services.workspace import Workspace
from tests.papers import letter

STREET, RECORD, PASSPORT, MEMBER, GROUP = "12 Elm Street", "LC-00731965", "XP 4471 9930", "VH 5550 1188 02", "GRP-77120"
SISTER, HUSBAND, DAUGHTER = "Carmen Ruiz", "Tomas Ortega", "Ana Castillo"
NUMBERS, NAMES = (RECORD, PASSPORT, MEMBER, GROUP), (SISTER, HUSBAND)


@pytest.fixture
def filled(workspace: Workspace, maria: str) -> Workspace:
    """Maria with numbers, an insurance, a family, and a daughter who prepares her packets."""
    workspace.people.edit(
        maria,
        {
            "address": f"{STREET}\nMillbrook",
            "record_numbers": f"Lakeshore: {RECORD}\nPassport: {PASSPORT}",
            "emergency_contacts": f"{HUSBAND}, husband, 555 010 0143\n{DAUGHTER}, daughter, 555 010 0177",
        },
    )
    records = workspace.records
    records.put(
        FactKind.COVERAGE,
        maria,
        {"insurer": "Valley Health", "member_id": MEMBER, "group_number": GROUP, "holder": HUSBAND},
    )
    records.put(FactKind.CONTACTS, maria, {"name": SISTER, "role": "sister", "family": "yes", "phone": "555 010 0199"})
    records.put(
        FactKind.FAMILY,
        maria,
        {"relation": f"sister {SISTER}", "condition": "breast cancer", "note": "Carmen was treated in 2014."},
    )
    return workspace


def _request(workspace: Workspace, maria: str, **more: Any) -> PacketRequest:
    started = workspace.packets.start(maria).request
    return replace(started, recipient_name="Dr. Lena Okafor", prepared_by=DAUGHTER, **more)


def _built(workspace: Workspace, request: PacketRequest) -> BuiltPacket:
    return workspace.packets.build(workspace.packets.save(request).request)


def _text(pdf: bytes) -> str:
    pages = (page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    return " ".join("\n".join(pages).replace("\u2060", "").replace("\u00a0", " ").split())


def _left(workspace: Workspace, built: BuiltPacket, folder: Path) -> dict[str, str]:
    """Return the text of everything that leaves: the packet, its folder, its files for a website."""
    workspace.packets.delivery.folder(built, folder, FolderChoice())
    found = {path.name: path.read_text("utf-8") for path in folder.iterdir() if path.suffix != ".pdf"}
    parts = " ".join(_text(one.pdf) for one in small_files(built, 10))
    return {**found, "packet": _text(built.pdf), "website": parts}


def test_each_is_hidden_alone_and_in_every_file(filled: Workspace, maria: str, tmp_path: Path) -> None:
    hidden = _left(filled, _built(filled, _request(filled, maria, hide_numbers=True)), tmp_path / "numbers")
    assert [(name, one) for name, text in hidden.items() for one in NUMBERS if one in text] == []
    assert [one for one in (STREET, *NAMES, DAUGHTER, "Valley Health") if one not in hidden["packet"]] == []
    assert "member no. withheld" in hidden["packet"]
    assert "Record, insurance and ID numbers withheld" in hidden["packet"]
    assert HUSBAND in hidden["summary.ips.json"]

    hidden = _left(filled, _built(filled, _request(filled, maria, hide_family=True)), tmp_path / "family")
    out = (*NAMES, "Carmen")
    assert [(name, one) for name, text in hidden.items() for one in out if one in text] == []
    assert [one for one in (STREET, *NUMBERS, "breast cancer", "2014") if one not in hidden["packet"]] == []
    assert RECORD in hidden["summary.ips.json"]
    assert MEMBER in hidden["summary.html"]
    assert all(DAUGHTER in hidden[one] for one in ("packet", "summary.ips.json")), "who prepares it is named"


@pytest.mark.parametrize(
    ("field", "text"), [("hide_numbers", PASSPORT), ("hide_family", SISTER), ("hide_address", STREET)]
)
def test_the_check_finds_what_is_hidden_in_words_that_were_typed(
    filled: Workspace, maria: str, field: str, text: str
) -> None:
    slipped = _request(filled, maria, why_now=f"Please see {text} too.", shape=PacketShape.SHORT, **{field: True})
    with pytest.raises(LeakFoundError):
        _built(filled, slipped)


def test_what_is_hidden_on_our_pages_and_stands_in_documents_is_told(
    filled: Workspace, maria: str, tmp_path: Path
) -> None:
    (tmp_path / "note.pdf").write_bytes(letter(f"Seen today, record {RECORD}, with her sister {SISTER}."))
    filled.importing.import_paths([tmp_path / "note.pdf"], maria)
    for one in filled.documents.list(maria):
        filled.documents.keep_here(one.id)
    built = _built(filled, _request(filled, maria, hide_numbers=True, hide_family=True))
    told = [one.text for one in built.warnings if "is also on page" in one.text]
    assert len(told) == 2
    assert told[0].startswith("One of your record, insurance or ID numbers is also on page ")
    assert built.findings == (), "pages of documents stay as they are: nothing has to be answered"
