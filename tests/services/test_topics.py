"""What may be about a sensitive topic is found, asked about, and stays out or goes as was said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from desktop.records.fact import FactKind
from desktop.records.packet import Case, PacketRequest, SensitiveChoice
from desktop.records.sensitive import SensitiveTag
from desktop.services.workspace import Workspace
from tests.papers import letter, paper

MENTAL, SUBSTANCE, MINOR = SensitiveTag.MENTAL_HEALTH, SensitiveTag.SUBSTANCE_USE, SensitiveTag.MINOR


@pytest.fixture
def request_(workspace: Workspace, maria: str, tmp_path: Path) -> PacketRequest:
    """A packet with a letter of two pages, the second about her mood, and with entries."""
    paper = pypdf.PdfWriter()
    for text in ("The scar has healed well.", "She takes sertraline since a depressive episode."):
        (tmp_path / "page.pdf").write_bytes(letter(text))
        paper.append(tmp_path / "page.pdf")
    paper.write(tmp_path / "letter.pdf")
    (tmp_path / "other.pdf").write_bytes(letter("No depression, no anxiety. Told in confidence."))
    workspace.importing.import_paths([tmp_path / "letter.pdf", tmp_path / "other.pdf"], maria)
    for document in workspace.documents.list(maria):
        workspace.documents.keep_here(document.id)
        title = "Letter" if document.pages > 1 else "Other letter"
        workspace.documents.edit(document.id, {"title": title})
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "sertraline"})
    workspace.records.put(FactKind.MEDICATIONS, maria, {"generic": "iron"})
    workspace.records.put(FactKind.SOCIAL, maria, {"topic": "alcohol", "description": "a beer on Sundays"})
    return workspace.packets.start(maria).request


def test_topics_are_found_answered_and_kept(workspace: Workspace, maria: str, request_: PacketRequest) -> None:
    asking = workspace.packets.asking
    found = asking.about_topics(request_)
    assert set(found) == {MENTAL, SUBSTANCE}
    assert [(one.title, one.pages) for one in found[MENTAL]] == [("Letter", (2,)), ("sertraline", ())]
    assert "sertraline" in found[MENTAL][0].quote
    assert asking.unsettled(request_, found) == {MENTAL, SUBSTANCE}

    out = asking.answered(request_, MENTAL, found, SensitiveChoice.LEAVE_OUT)
    out = workspace.packets.save(asking.answered(out, SUBSTANCE, found, SensitiveChoice.INCLUDE)).request
    assert workspace.packets.get(out.id).request == out
    plan = workspace.packets.plan(out)
    kept = {source.document.title: source.kept_pages for section in plan.sections for source in section.sources}
    assert kept == {"Letter": (1,), "Other letter": (1,)}
    assert [fact.title for fact in plan.facts[FactKind.MEDICATIONS]] == ["iron"]
    assert plan.withheld == ("1 medicine withheld at the patient’s wish.",)
    assert ("Letter", "Page 2 withheld by the patient.") in [(one.title, one.why) for one in plan.left_out]
    assert not asking.unsettled(out, asking.about_topics(out))
    assert asking.settled(out, MENTAL, found) is SensitiveChoice.LEAVE_OUT

    some = asking.some_left_out(out, MENTAL, found, {found[MENTAL][1].id})
    assert asking.settled(some, MENTAL, found) is SensitiveChoice.ASK
    assert not asking.unsettled(some, found)

    workspace.records.put(FactKind.CONDITIONS, maria, {"name": "Anxiety"})
    assert asking.unsettled(out, asking.about_topics(out)) == {MENTAL}, "what came later is asked about again"


def test_a_word_that_a_line_breaks_is_found(workspace: Workspace, maria: str, tmp_path: Path) -> None:
    (tmp_path / "broken.pdf").write_bytes(
        paper(["She was treated for depres-", "sion and is well since."], ["Then -", "nothing."])
    )
    workspace.importing.import_paths([tmp_path / "broken.pdf"], maria)
    (document,) = workspace.documents.list(maria)
    workspace.documents.keep_here(document.id)
    found = workspace.packets.asking.about_topics(workspace.packets.start(maria).request)
    assert {tag: [one.pages for one in listed] for tag, listed in found.items()} == {MENTAL: [(1,)]}


def test_a_document_of_which_all_pages_tell_stays_out_whole(workspace: Workspace, request_: PacketRequest) -> None:
    asking = workspace.packets.asking
    first = replace(request_, excluded_pages=((_letter(workspace, request_), (1,)),))
    out = asking.answered(first, MENTAL, asking.about_topics(first), SensitiveChoice.LEAVE_OUT)
    plan = workspace.packets.plan(out)
    assert [one.title for one in plan.excluded_documents] == ["Letter"]
    assert "1 document withheld at the patient’s wish." in plan.withheld


def test_a_childs_own_matters_are_looked_for_in_a_childs_packet(workspace: Workspace, request_: PacketRequest) -> None:
    asking = workspace.packets.asking
    assert MINOR not in asking.about_topics(request_)
    (one,) = asking.about_topics(replace(request_, case=Case.CHILD))[MINOR]
    assert one.title == "Other letter"


def test_what_is_marked_is_not_asked_about_twice(workspace: Workspace, request_: PacketRequest) -> None:
    document = _letter(workspace, request_)
    workspace.documents.edit(document, {"sensitive": "mental-health"})
    included = replace(request_, sensitive=((MENTAL, SensitiveChoice.INCLUDE),))
    titles = [one.title for one in workspace.packets.asking.about_topics(included)[MENTAL]]
    assert titles == ["sertraline"]


def _letter(workspace: Workspace, request: PacketRequest) -> str:
    return next(one.id for one in workspace.documents.list(request.person_id) if one.title == "Letter")
