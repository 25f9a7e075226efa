"""Home: what is next, and what is new."""

from __future__ import annotations

from desktop.foundation import clock
from desktop.records.appointment import Appointment
from desktop.records.changes import ChangeSet
from desktop.records.fact import FactKind
from desktop.services.backups import SecondPlace
from desktop.services.health import HealthReport
from desktop.ui.dates import day_words, days_until
from desktop.ui.forms.form import EntryForms
from desktop.ui.health.actions import back_up
from desktop.ui.health.words import age_words
from desktop.ui.home.cards import Hero, questions_card, recent_card, result_card, start_card
from desktop.ui.home.presenter import HeroItem, HomeState, greeting, read_home
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.theme import limit, refresh
from desktop.ui.watching.notice import WatchNotice
from desktop.ui.widgets import DropZone, Notice, Page, Panes, clear, primary, secondary


class HomeScreen(PageScreen):
    """The first page of an open vault."""

    name = "home"

    def __init__(self, context: ScreenContext) -> None:
        """Show the record of the person of `context`."""
        page = Page(" ")
        super().__init__(context, page)
        self.title = page.tr("Home")
        self.hero = Hero(self._go)
        self.forms = EntryForms(context)

    def save_draft(self) -> None:
        """Keep a half-written appointment."""
        self.forms.save_draft()

    def reload(self, change: ChangeSet) -> None:
        """Read everything again; Home is small."""
        del change
        state = read_home(self.context.workspace, self.context.person_id)
        clear(self.page.content)
        self.hero = Hero(self._go)
        if state.empty:
            self._show_empty(state)
        else:
            self._show(state)
        if self.context.workspace.read_only:
            words = self.page.tr("This vault is open for reading only. What you type is not kept.")
            self.page.content.insertWidget(0, Notice(words, look="warn"))
        self.page.content.insertWidget(0, WatchNotice(self.context))
        self._look_at_vault()
        refresh(self.page)

    def _go(self, item: HeroItem) -> None:
        self.context.navigate(item.screen, item.target)

    def _show(self, state: HomeState) -> None:
        page = self.page
        page.set_title(greeting(clock.now().astimezone().hour, state.first_name))
        self._show_hero(state)
        choose = secondary(page.tr("Choose files…"), self.context.choose_files)
        words = page.tr("They are locked into your vault. Your originals stay where they are.")
        zone = DropZone(page.tr("Drop files here"), (("muted", words),), choose)
        limit(zone, min_height=198)
        result = result_card(state.course, lambda: self.context.navigate("results", ""))
        asked = questions_card(state.questions, state.question_count, lambda: self.context.navigate("questions", ""))
        cards = Panes(result, asked, breakpoint_at=560)
        self._look_at_second()
        recent = recent_card(
            state.recent,
            lambda: self.context.navigate("documents", ""),
            lambda one: self.context.navigate("documents", one),
        )
        page.add(self.hero, Panes(zone, cards, stretch=(34, 70), breakpoint_at=900), recent, None)

    def _look_at_second(self) -> None:
        """Read beside the window how old the copy outside this computer is: a stick may be slow."""
        backups, hero = self.context.workspace.backups, self.hero
        self.context.tasks.run(
            lambda _progress, _cancel: backups.state(), done=lambda state: self._remind(state.second), owner=hero
        )

    def _look_at_vault(self) -> None:
        """Look beside the window, once a sitting, whether something of the vault is gone and where it lies."""
        health, hero = self.context.workspace.health, self.hero
        self.context.tasks.run(
            lambda _progress, _cancel: health.last or health.at_opening(),
            done=self._tell_of_vault,
            owner=hero,
            waited_for=False,
        )

    def _tell_of_vault(self, report: HealthReport) -> None:
        page = self.page
        if report.ok and not report.warnings:
            return
        words = (
            page.tr("Something in the vault is damaged. Nothing was changed.") if not report.ok else report.warnings[0]
        )
        go = secondary(page.tr("Vault health"), lambda: self.context.navigate("health", ""))
        notice = Notice(words, go, look="warn" if report.ok else "danger")
        page.content.insertWidget(page.content.indexOf(self.hero) + 1, notice)
        refresh(notice)

    def _remind(self, second: SecondPlace | None) -> None:
        """Say under what is next that the copy outside this computer is old."""
        page = self.page
        if second is None or not second.due or second.days is None:
            return
        go = secondary(
            page.tr("Back up now"),
            lambda: back_up(self.context, second.path, second.name),
            name=page.tr("Back up to {name} now").format(name=second.name),
        )
        notice = Notice(age_words(second) + ".", go, look="warn")
        page.content.insertWidget(page.content.indexOf(self.hero) + 1, notice)
        refresh(notice)

    def _show_hero(self, state: HomeState) -> None:
        page, appointment = self.page, state.appointment
        add = secondary(page.tr("Add documents…"), self.context.choose_files, icon="plus")
        if appointment is None:
            page.set_actions()
            main = primary(page.tr("Add documents…"), self.context.choose_files, icon="plus")
            plan = secondary(page.tr("Add appointment…"), self._add_appointment, icon="calendar-blank")
            words = page.tr("With an appointment, Sheaf shows what is ready for it and what is missing.")
            self.hero.show_hero(page.tr("No appointment yet"), words, (), [plan, main])
        else:
            page.set_actions(add)
            going_on = bool(state.packet_id)
            main = primary(
                page.tr("Continue packet") if going_on else page.tr("Start a packet"),
                lambda: self.context.navigate("packets", state.packet_id or "new"),
                icon="package",
            )
            change = secondary(
                page.tr("Change…"), lambda: self._change(appointment), name=page.tr("Change the appointment")
            )
            title = appointment.title
            if appointment.with_whom:
                title = page.tr("{what} with {whom}").format(what=appointment.purpose, whom=appointment.with_whom)
            self.hero.show_hero(title, _when_and_where(page, appointment), state.items, [change, main])
        page.primary_button = main

    def _add_appointment(self) -> None:
        self.forms.add(FactKind.APPOINTMENTS, {"purpose": self.page.tr("Second opinion")})

    def _change(self, appointment: Appointment) -> None:
        self.forms.edit(appointment)

    def _show_empty(self, state: HomeState) -> None:
        page = self.page
        welcome = page.tr("Welcome, {name}").format(name=state.first_name)
        page.set_title(welcome, page.tr("Your vault is ready and empty. Nothing here leaves this computer."))
        page.set_actions()
        choose = primary(page.tr("Choose files…"), self.context.choose_files, icon="plus")
        page.primary_button = choose
        words = page.tr(
            "Drop a report, a letter, or a whole folder here. Sheaf locks a copy into your vault; "
            "your originals stay where they are."
        )
        zone = DropZone(page.tr("Start with one document"), (("muted", words),), choose)
        limit(zone, min_height=300)
        appointment = start_card(
            "calendar-blank",
            page.tr("Is there an appointment?"),
            page.tr("Add the doctor and the date. Sheaf then shows what is still missing."),
            secondary(page.tr("Add appointment…"), self._add_appointment),
        )
        medicines = start_card(
            "pill",
            page.tr("Which medicines?"),
            page.tr("Type them or take them from a document."),
            secondary(page.tr("Add medicines…"), lambda: self.context.navigate("medications", "add")),
        )
        page.add(zone, Panes(appointment, medicines, breakpoint_at=560), None)


def _when_and_where(page: Page, appointment: Appointment) -> str:
    parts = [appointment.where]
    if appointment.date is None:
        parts.insert(0, page.tr("No date yet"))
    else:
        parts.insert(0, day_words(appointment.date, long=True, with_time=True))
        if appointment.date.day is not None:
            parts.append(days_until(appointment.date.low))
    return "  ·  ".join(part for part in parts if part)
