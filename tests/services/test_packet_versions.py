"""Comparing versions of a packet: what came, what went, what changed between; nothing else."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.fact import FactKind
from desktop.records.fact_history import FactRevision, FieldChange
from desktop.records.packet import PacketRequest
from desktop.records.provenance import Origin
from desktop.services.errors import NoSuchThingError
from desktop.services.packets.errors import NeverGotError
from desktop.services.packets.versions import between
from desktop.services.workspace import Workspace

START = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def request_of(workspace: Workspace, maria: str) -> PacketRequest:
    """A packet with one medicine and one question."""
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "apixaban", "strength": "5 mg"})
    workspace.records.put(FactKind.QUESTIONS, maria, {"text": "Is surgery still an option?", "rank": "1"})
    started = workspace.packets.start(maria).request
    return workspace.packets.save(replace(started, recipient_name="Dr. Lena Okafor")).request


def test_nothing_differs_when_nothing_was_done(workspace: Workspace, request_of: PacketRequest, tmp_path: Path) -> None:
    built = workspace.packets.build(request_of)
    workspace.packets.save(replace(request_of, why_now="Typed while the file was written"))
    workspace.packets.deliver(built, tmp_path / "one.pdf")
    (saved,) = workspace.packets.versions(request_of.id)
    assert workspace.packets.compare(saved, workspace.packets.as_it_is_now(request_of.id)).nothing
    kept = workspace.packets.get(request_of.id)
    assert (kept.version, kept.request.why_now) == (1, "Typed while the file was written")


def test_each_version_remembers_what_it_held(
    workspace: Workspace, request_of: PacketRequest, maria: str, tmp_path: Path
) -> None:
    packets = workspace.packets
    packets.deliver(packets.build(request_of), tmp_path / "one.pdf")
    (medicine,) = workspace.records.list(FactKind.MEDICATIONS, maria)
    workspace.records.edit(medicine.id, {"strength": "2.5 mg"})
    packets.deliver(packets.build(request_of), tmp_path / "two.pdf")
    workspace.records.edit(medicine.id, {"strength": "1 mg"})
    first, second = packets.versions(request_of.id)
    (changed,) = packets.compare(first, second).changed
    assert changed.entry.id == medicine.id
    assert ("5 mg", "2.5 mg") in {(one.before, one.after) for one in changed.fields}
    (now,) = packets.compare(second, packets.as_it_is_now(request_of.id)).changed
    assert ("2.5 mg", "1 mg") in {(one.before, one.after) for one in now.fields}


def test_an_entry_deleted_for_good_still_stands_as_gone(
    workspace: Workspace, request_of: PacketRequest, maria: str, tmp_path: Path
) -> None:
    packets = workspace.packets
    packets.deliver(packets.build(request_of), tmp_path / "one.pdf")
    (question,) = workspace.records.list(FactKind.QUESTIONS, maria)
    workspace.records.trash(question.id)
    (held,) = workspace.trash.items(maria)
    workspace.trash.delete(held)
    (saved,) = packets.versions(request_of.id)
    (gone,) = packets.compare(saved, packets.as_it_is_now(request_of.id)).removed
    assert (gone.id, gone.title, gone.kind) == (question.id, "", None)


TEXTS = st.lists(st.sampled_from(["", "5 mg", "10 mg"]), min_size=1, max_size=6)


@given(TEXTS, st.integers(0, 6), st.integers(0, 6))
def test_between_is_the_first_and_the_last_text(texts: list[str], low: int, high: int) -> None:
    """Revision n changes the field from text n-1 to text n, an hour after the one before."""
    revisions = [FactRevision(1, START, Origin.TYPED)]
    for number, (old, new) in enumerate(pairwise(texts), start=1):
        at = START + timedelta(hours=number)
        revisions.append(FactRevision(number + 1, at, Origin.TYPED, (FieldChange("strength", old, new),)))
    after, until = START + timedelta(hours=low), START + timedelta(hours=high)
    stood, stands = texts[min(low, len(texts) - 1)], texts[min(max(high, low), len(texts) - 1)]
    found = between(revisions, after, until)
    assert found == ((FieldChange("strength", stood, stands),) if stood != stands else ())


def test_only_what_changed_since_a_version_is_built(
    workspace: Workspace, request_of: PacketRequest, maria: str, tmp_path: Path
) -> None:
    packets = workspace.packets
    packets.deliver(packets.build(request_of), tmp_path / "one.pdf")
    workspace.records.put(FactKind.QUESTIONS, maria, {"text": "What about a trial?", "rank": "2"})
    news = replace(request_of, changed_since=1)
    built = packets.build(news)
    assert [fact.title for fact in built.plan.facts[FactKind.QUESTIONS]] == ["What about a trial?"]
    cover = pypdf.PdfReader(io.BytesIO(built.pdf)).pages[0].extract_text()
    assert "new or changed since version 1" in " ".join(cover.split())
    assert "1 entry" in cover
    (medicine,) = workspace.records.list(FactKind.MEDICATIONS, maria)
    assert medicine.id not in packets._since(news).changed
    workspace.records.edit(medicine.id, {"strength": "2.5 mg"})
    assert medicine.id in packets._since(news).changed
    with pytest.raises(NoSuchThingError):
        packets.plan(replace(news, changed_since=7))
    with pytest.raises(NeverGotError, match=r"never got version 7 of it\. They have version 1\."):
        packets.build(replace(news, changed_since=7))
    with pytest.raises(NeverGotError, match="They have no version of it"):
        packets.build(replace(news, recipient_id="", recipient_name="Dr. Never"))
