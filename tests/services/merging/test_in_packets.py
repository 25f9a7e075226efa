"""A packet leaves replaced documents out by default, and names on each side what another source says otherwise."""

from __future__ import annotations

from dataclasses import replace

from desktop.records.fact import FactKind
from desktop.services.packets.differing import differing_in
from desktop.services.workspace import Workspace
from tests.services.merging.papers import fact, file_paper, result


def test_only_the_newest_version_goes_in_until_the_older_is_put_back(workspace: Workspace, maria: str) -> None:
    same = result("Sodium", "140", unit="mmol/L")
    old, new = (
        file_paper(
            workspace,
            maria,
            [result("Hemoglobin", value), same],
            series="set",
            version=version,
            media_type="application/pdf",
        ).document.id
        for value, version in (("19.0", "1"), ("10.9", "2"))
    )
    packet = workspace.packets.start(maria).request
    plan = workspace.packets.plan(packet)
    assert new in plan.items
    assert old not in plan.items
    assert [one.why for one in plan.left_out] == ["Replaced by a newer version."]
    saved = workspace.packets.save(replace(packet, put_back=frozenset({old})))
    again = workspace.packets.plan(workspace.packets.get(saved.request.id).request)
    assert {old, new} <= set(again.items)
    assert again.left_out == ()


def test_both_sides_of_a_difference_are_named_unless_one_is_left_out(workspace: Workspace, maria: str) -> None:
    strengths = [
        fact(FactKind.MEDICATIONS, generic="Metformin", strength=words, title=f"Metformin {words}")
        for words in ("500 mg", "850 mg")
    ]
    here = file_paper(workspace, maria, [result("Potassium", "4.1", unit="mmol/L"), strengths[0]])
    there = file_paper(workspace, maria, [result("Potassium", "5.1", unit="mmol/L"), strengths[1]], source="Other")
    packet = workspace.packets.start(maria).request
    told = differing_in(workspace.packets.plan(packet), workspace.merging)
    named = {own: [one.id for one in others] for own, others in told.items()}
    assert named == {
        **{one: [other] for one, other in zip(here.ids, there.ids, strict=True)},
        **{one: [other] for one, other in zip(there.ids, here.ids, strict=True)},
    }
    without = workspace.packets.plan(replace(packet, excluded=frozenset(there.ids)))
    assert differing_in(without, workspace.merging) == {}


def test_a_strength_that_was_stopped_is_history_and_no_difference(workspace: Workspace, maria: str) -> None:
    before = fact(FactKind.MEDICATIONS, generic="Metformin", strength="500 mg", status="stopped")
    file_paper(workspace, maria, [before])
    file_paper(workspace, maria, [fact(FactKind.MEDICATIONS, generic="Metformin", strength="850 mg")], source="Other")
    plan = workspace.packets.plan(workspace.packets.start(maria).request)
    assert differing_in(plan, workspace.merging) == {}
