"""Whatever readiness says leads to a screen that exists, at a kind of entry that it lists."""

from __future__ import annotations

import pytest

from desktop.packet.readiness.check import check
from desktop.records.fact import FactKind
from desktop.records.packet import Case
from desktop.ui.home.presenter import HOME_SCREENS
from desktop.ui.packet.include import READINESS_SCREENS
from desktop.ui.record.single_things import ASKED
from desktop.ui.screens import SCREENS
from tests.packet.readiness.test_rules import EMPTY, TABLE

ACTIONS = {found.action for rule, case, _ in TABLE if (found := rule(case)) is not None}
ACTIONS |= {one.action for case in Case for one in check(EMPTY, case)}


@pytest.mark.parametrize("action", sorted(ACTIONS))
def test_an_action_leads_somewhere(action: str) -> None:
    names = {entry.name for entry in SCREENS}
    screen, _, target = action.partition(":")
    assert READINESS_SCREENS.get(screen, screen) in names | {"people"}
    assert HOME_SCREENS.get(screen, screen) in names
    assert not target or target == ASKED or FactKind(target)
