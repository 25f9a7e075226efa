"""Vault health: one sentence of judgment, the copy outside this computer, and the backups."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QPushButton, QWidget

from desktop.foundation.progress import CancelToken, Progress
from desktop.records.changes import ChangeSet
from desktop.services.backups import BackupLine, BackupState
from desktop.services.health import HealthReport
from desktop.ui.export import ExportCard
from desktop.ui.health import actions
from desktop.ui.health.standing import standing_card, warnings
from desktop.ui.health.words import Told, in_a_sentence, line_words, second_told, short_name, when_words
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.theme import limit, refresh
from desktop.ui.widgets import (
    Card,
    Notice,
    Page,
    Pill,
    box,
    clear,
    flow,
    label,
    line,
    primary,
    row,
    secondary,
)

_SHOWN = 12
"""Backups that are listed at first; the rest on a button."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What the page shows, read beside the window: a stick may be slow."""

    state: BackupState
    lines: tuple[BackupLine, ...]
    report: HealthReport


class HealthScreen(PageScreen):
    """Reached from the settings."""

    name = "health"

    def __init__(self, context: ScreenContext) -> None:
        """Show the vault of `context`."""
        page = Page("")
        super().__init__(context, page)
        self.title = page.tr("Vault health")
        page.set_title(self.title)
        self._all = False
        self._standing: Standing | None = None

    def reload(self, change: ChangeSet) -> None:
        """Read everything again, beside the window."""
        del change
        self.context.tasks.run(self._read, done=self._show, owner=self.page)

    def _again(self) -> None:
        self.reload(ChangeSet())

    def _read(self, _progress: Progress, _cancel: CancelToken) -> Standing:
        backups, health = self.context.workspace.backups, self.context.workspace.health
        return Standing(backups.state(), backups.listing(), health.last or health.check())

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        page = self.page
        page.primary_button = None
        clear(page.content)
        restore = any(one.verified for one in standing.lines)
        page.add(standing_card(standing.report, check=self._check, mend=self._mend, restore=restore))
        page.add(*warnings(standing.report))
        self._add_problem(standing.state)
        self._add_second(standing.state)
        page.add(self._backups(standing), ExportCard(self.context), None)
        refresh(page)

    def _add_problem(self, state: BackupState) -> None:
        if state.problem:
            page = self.page
            again = secondary(page.tr("Try again"), self._back_up_here, name=page.tr("Back up on this computer again"))
            title = page.tr("The last backup on this computer could not be made")
            page.add(Notice(state.problem, again, look="danger", title=title))

    def _add_second(self, state: BackupState) -> None:
        told, second = second_told(state.second), state.second
        if told is None:
            return
        page = self.page
        if second is None:
            go = primary(page.tr("Choose a place…"), self._choose, icon="hard-drives")
        else:
            words = page.tr("Back up to {name} now").format(name=short_name(second))
            go = primary(words, partial(actions.back_up, self.context, second.path, second.name), icon="hard-drives")
        page.primary_button = go
        page.add(_notice(told, go))

    def _check(self) -> None:
        actions.check_everything(self.context)

    def _mend(self) -> None:
        if self._standing is not None:
            actions.mend(self.context, self._standing.report)

    def _choose(self) -> None:
        actions.choose_second(self.context)

    def _back_up_here(self) -> None:
        actions.back_up(self.context, None, self.page.tr("on this computer"))

    def _backups(self, standing: Standing) -> Card:
        page, lines = self.page, standing.lines
        head = row(gap=12)
        head.addWidget(label(page.tr("Backups"), "section"), 1)
        head.addWidget(label(page.tr("7 daily, 4 weekly and 12 monthly ones are kept"), "small", wrap=False))
        card = Card(head, line(), gap=6)
        if not lines:
            card.body.addWidget(label(_none_words(page, standing.state), "muted"))
        shown = lines if self._all else lines[:_SHOWN]
        for number, one in enumerate(shown):
            if number:
                card.body.addWidget(line())
            card.body.addWidget(self._row(one))
        more = len(lines) - len(shown)
        if more:
            card.body.addLayout(row(secondary(page.tr("Show {count} more").format(count=more), self._show_all), None))
        card.body.addWidget(line())
        card.body.addWidget(flow(*self._ways(standing.state, lines)))
        return card

    def _show_all(self) -> None:
        self._all = True
        if self._standing is not None:
            self._show(self._standing)

    def _ways(self, state: BackupState, lines: tuple[BackupLine, ...]) -> list[QWidget]:
        page, second = self.page, state.second
        ways: list[QWidget] = [secondary(page.tr("Back up on this computer now"), self._back_up_here)]
        if any(one.verified for one in lines):
            ways.append(secondary(page.tr("Check all backups"), lambda: actions.check_all(self.context, self._again)))
        if second is None:
            return ways
        if not second.due:
            words = page.tr("Back up to {name} now").format(name=short_name(second))
            ways.append(secondary(words, partial(actions.back_up, self.context, second.path, second.name)))
        ways.append(secondary(page.tr("Choose another place…"), self._choose))
        return ways

    def _row(self, one: BackupLine) -> QWidget:
        page = self.page
        when = label(when_words(one.made), "body_strong", wrap=False)
        limit(when, min_width=190)
        words, status = line_words(one)
        spoken = in_a_sentence(when_words(one.made))
        inside = row(when, gap=14, pad=(0, 4))
        inside.addWidget(label(one.where), 1)
        pill = box(row(Pill(words, status), None, gap=0))
        limit(pill, min_width=210)
        inside.addWidget(pill)
        inside.addWidget(self._way(page, one, spoken))
        return box(inside)

    def _way(self, page: Page, one: BackupLine, spoken: str) -> QPushButton:
        if one.verified:
            name = page.tr("Look inside the backup of {when}, {where}").format(when=spoken, where=one.where)
            return _wide(secondary(page.tr("Look inside…"), self._with(actions.look_inside, one), name=name))
        name = page.tr("What can I do about the backup of {when}, {where}?").format(when=spoken, where=one.where)
        return _wide(secondary(page.tr("What can I do?"), self._with(actions.what_can_i_do, one), name=name))

    def _with(self, act: Callable[[ScreenContext, BackupLine], object], one: BackupLine) -> Callable[[], object]:
        return lambda: act(self.context, one)


def _wide(button: QPushButton) -> QPushButton:
    limit(button, min_width=148)
    return button


def _notice(told: Told, go: QPushButton) -> QWidget:
    return Notice(told.text, go, look=told.look, title=told.title)


def _none_words(page: Page, state: BackupState) -> str:
    if state.on:
        return page.tr("No backup yet. The first one is made when you close Sheaf.")
    return page.tr("No backup yet. Backups on this computer are switched off in the settings.")
