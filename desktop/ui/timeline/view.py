"""The timeline page: newest first, by group, each line with where it comes from."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.records.changes import ChangeSet
from desktop.records.fact import Fact, FactKind
from desktop.ui.facts.rows import ICONS, date_or_words
from desktop.ui.forms.focus import announce, keeping_focus
from desktop.ui.forms.proposals import stated
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.forms.source import Source, SourceWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.timeline.line import Knot, event_line
from desktop.ui.timeline.presenter import ONE_PAGE, Entry, Group, counts, entries, icon_of, in_group
from desktop.ui.widgets import (
    Card,
    ChoiceRow,
    Dialog,
    EmptyState,
    Notice,
    Page,
    RowItem,
    box,
    clear,
    label,
    open_row,
    primary,
    row,
    secondary,
)

STEP = 80
"""Lines that are shown at once; older ones follow when they are asked for."""
_UNDATED = (FactKind.CONDITIONS, FactKind.APPOINTMENTS)
"""Kinds that are added here, so that one without a date must be reachable here."""


class TimelineScreen(RecordScreen):
    """Shows every dated thing on one thread."""

    name = "timeline"
    kinds = frozenset(kind.value for kind in FactKind)

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        super().__init__(
            context, Page(self.tr("Timeline"), self.tr("Newest first. Every line says where it comes from."))
        )
        self.title = self.page.title.text()
        self.group = Group.ALL
        self._most = STEP
        self.entries: list[Entry] = []
        self.add = primary(self.tr("Add an event…"), self._ask_kind, icon="plus")
        self.page.set_actions(self.add)
        self.page.add_button = self.page.primary_button = self.add

    def reload(self, change: ChangeSet) -> None:
        """Show what is in the vault."""
        if not self.concerns(change.kinds):
            return
        person = self.context.person_id
        self.entries = entries(self.context.workspace.timeline.events(person, values_read=False))
        self._documents = self.own_documents()
        lists = [self.context.workspace.records.list(kind, person) for kind in _UNDATED]
        self._undated = [one for facts in lists for one in stated(facts) if one.date is None]
        if self.group not in counts(self.entries):
            self.group = Group.ALL
        keeping_focus(self.page, self._show)

    def _show(self) -> None:
        clear(self.page.content)
        if not self.entries and not self._undated:
            text = self.tr(
                "Documents with a date appear by themselves; add what only you know, such as the first signs."
            )
            self.page.add(EmptyState("clock-counter-clockwise", self.tr("Nothing here yet."), text), None)
            return
        group = in_group(self.entries, self.group)
        shown = group[: self._most]
        self.page.add(self._chips())
        if shown:
            self.page.add(self._lines(shown))
        if len(group) > len(shown):
            self.page.add(self._older(len(group) - len(shown)))
        if self._undated and self.group is Group.ALL:
            self.page.add(self._without_date())
        self.page.add(None)
        if self.entries:
            self.page.add(self._fit_note())

    def _older(self, count: int) -> QWidget:
        words = self.tr("Show {count} older").format(count=min(count, STEP))
        return box(row(secondary(words, self._show_older, icon="caret-down"), None))

    def _show_older(self) -> None:
        self._most += STEP
        keeping_focus(self.page, self._show)

    def _chips(self) -> ChoiceRow:
        words = self._group_words()
        choices = [(group.value, f"{words[group]} {count}") for group, count in counts(self.entries).items()]
        return ChoiceRow(choices, self.group.value, self._choose, name=self.tr("Show"))

    def _group_words(self) -> dict[Group, str]:
        return {
            Group.ALL: self.tr("All"),
            Group.DIAGNOSIS: self.tr("Symptoms and diagnosis"),
            Group.SCANS: self.tr("Scans"),
            Group.SURGERY: self.tr("Surgery and biopsy"),
            Group.TREATMENT: self.tr("Treatment"),
            Group.TESTS: self.tr("Lab results"),
            Group.VISITS: self.tr("Visits and letters"),
            Group.OTHER: self.tr("Other"),
        }

    def _choose(self, value: str) -> None:
        self.group, self._most = Group(value), STEP
        keeping_focus(self.page, self._show)
        announce(self.page, self.tr("{count} events").format(count=len(in_group(self.entries, self.group))))

    def _lines(self, shown: list[Entry]) -> QWidget:
        card = Card(gap=0, pad=(20, 8))
        for number, entry in enumerate(shown):
            knot = Knot(icon_of(entry.event), above=number > 0, below=number < len(shown) - 1)
            line = event_line(
                self._when(entry),
                knot,
                entry.event.title,
                entry.detail,
                self._source(entry),
                open_source=self.open_source,
                change=lambda entry=entry: self._change(entry),  # type: ignore[misc] # bound here
                change_words=self.tr("Change {thing}").format(thing=entry.event.title),
            )
            card.body.addWidget(line)
        return card

    def _when(self, entry: Entry) -> str:
        start, end = entry.event.date, entry.until
        if end is None:
            return date_or_words(start)
        first = date_or_words(start)
        if start.year == end.year and start.month and not start.day:
            first = first.rsplit(" ", 1)[0]
        return self.tr("{start} to {end}").format(start=first, end=date_or_words(end))

    def _source(self, entry: Entry) -> Source:
        event = entry.event
        document = self._documents.get(event.document_id)
        if document is not None:
            return SourceWords().of_page(document, event.page)
        told = self.tr("Told by patient")
        return Source(told, told)

    def _change(self, entry: Entry) -> None:
        event = entry.event
        if event.kind == "document":
            self.context.navigate("review", event.id)
            return
        self.forms.edit(self.context.workspace.records.get(event.id))

    def _without_date(self) -> QWidget:
        card = Card(label(self.tr("Without a date"), "section"), gap=4)
        for fact in self._undated:
            item = RowItem(id=fact.id, title=fact.title, detail=fact.note, icon="pencil-simple")
            card.body.addWidget(open_row(item, lambda fact=fact: self._edit(fact)))  # type: ignore[misc] # bound here
        return card

    def _edit(self, fact: Fact) -> None:
        self.forms.edit(fact)

    def _fit_note(self) -> Notice:
        count = len(self.entries)
        if count > ONE_PAGE:
            words = self.tr("{count} events: too many for one page in your packet.")
            return Notice(words.format(count=count), look="warn")
        words = self.tr("{count} events: they fit on one page in your packet.")
        said = self.tr("1 event: it fits on one page in your packet.") if count == 1 else words.format(count=count)
        return Notice(said, look="soft", icon="check-circle")

    def _ask_kind(self) -> None:
        KindDialog(self).present()


class KindDialog(Dialog):
    """Asks what kind of event it is; the kind decides what the form asks."""

    def __init__(self, screen: TimelineScreen) -> None:
        """Open the form of `screen` for the kind that is chosen."""
        super().__init__(screen.context.window, screen.tr("What happened?"), width=560)
        self._screen = screen
        kinds = (
            (FactKind.CONDITIONS, self.tr("First signs, a diagnosis or a stage")),
            (FactKind.ENCOUNTERS, self.tr("A visit or a stay in hospital")),
            (FactKind.PROCEDURES, self.tr("An operation or procedure")),
            (FactKind.TREATMENTS, self.tr("Chemotherapy, radiation or another treatment")),
            (FactKind.IMAGING, self.tr("A scan")),
            (FactKind.MEDICATIONS, self.tr("A medicine was started or stopped")),
            (FactKind.RESULTS, self.tr("A test result")),
            (FactKind.ALLERGIES, self.tr("A reaction or allergy")),
            (FactKind.IMMUNIZATIONS, self.tr("A vaccination")),
            (FactKind.APPOINTMENTS, self.tr("An appointment that is planned")),
        )
        for kind, words in kinds:
            item = RowItem(id=kind.value, title=words, icon=ICONS[kind])
            self.body.addWidget(open_row(item, lambda kind=kind: self._chose(kind)))  # type: ignore[misc] # bound here
        self.set_buttons(right=[secondary(self.tr("Cancel"), self.reject)])

    def _chose(self, kind: FactKind) -> None:
        self.accept()
        self._screen.forms.add(kind)
