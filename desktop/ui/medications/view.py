"""The medicines page: allergies first, taken now, stopped, and the list's date."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from desktop.foundation import clock
from desktop.foundation.errors import AppError
from desktop.records.allergy import Allergy
from desktop.records.answers import Answer
from desktop.records.changes import ChangeSet
from desktop.records.fact import Fact, FactKind
from desktop.records.medication import Medication
from desktop.services.merging.grouping import FactGroup
from desktop.services.single_things import own_thing
from desktop.ui.facts.groups import GroupWords, folded_groups
from desktop.ui.forms.focus import announce, keeping_focus
from desktop.ui.forms.proposals import ProposalsCard, stated, waiting
from desktop.ui.forms.said import say_change, say_done
from desktop.ui.forms.screen import RecordScreen
from desktop.ui.forms.source import SourceWords
from desktop.ui.medications.allergies import AllergiesDialog
from desktop.ui.medications.paper import MedicationPaper
from desktop.ui.medications.presenter import (
    answered_on,
    freshness,
    joined_values,
    look_alikes,
    stopped,
    taken_now,
    unanswered,
)
from desktop.ui.medications.rows import Asked, head, stopped_row, taken_row
from desktop.ui.medications.stop import StopForm
from desktop.ui.medications.words import MedicationWords
from desktop.ui.navigation import ScreenContext
from desktop.ui.paper.emergency import EmergencyPaper
from desktop.ui.widgets import (
    Card,
    EmptyState,
    Notice,
    Page,
    box,
    clear,
    column,
    label,
    line,
    link,
    primary,
    row,
    secondary,
)


class MedicationsScreen(RecordScreen):
    """Shows the list and asks whether each medicine is still taken."""

    name = "medications"
    kinds = frozenset({FactKind.MEDICATIONS.value, FactKind.ALLERGIES.value})

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        super().__init__(context, Page(self.tr("Medications")))
        page = self.page
        self.title = page.title.text()
        self.words = MedicationWords()
        self.medicines: tuple[Medication, ...] = ()
        self.allergies: tuple[Allergy, ...] = ()
        self.yes: set[str] = set()
        self._two: set[frozenset[str]] = set()
        self._unfolded: set[str] = set()
        self._asked = Asked(
            yes=self._say_yes,
            no=lambda one: StopForm(context, one).present(),
            changed=self._changed,
            undo=self._take_back,
            open_source=self.open_source,
        )
        self.add = secondary(self.tr("Add a medicine…"), lambda: self.forms.add(FactKind.MEDICATIONS), icon="plus")
        self.save = primary(self.tr("Save checked list"), self.save_list, icon="check")
        self.counted = label("", "body_strong", wrap=False)
        self.paper = secondary(self.tr("Print list…"), lambda: MedicationPaper(context).present(), icon="printer")
        self.card = secondary(self.tr("Emergency card…"), lambda: EmergencyPaper(context).present(), icon="first-aid")
        page.set_actions(self.card, self.paper, self.add)
        page.add_button, page.print_button = self.add, self.paper

    def reload(self, change: ChangeSet) -> None:
        """Show what is in the vault."""
        if not self.concerns(change.kinds):
            return
        records, person = self.context.workspace.records, self.context.person_id
        self._all = records.list(FactKind.MEDICATIONS, person)
        self._all_allergies = records.list(FactKind.ALLERGIES, person)
        said = [one for one in stated(self._all) if isinstance(one, Medication)]
        self.medicines = tuple(one for one in said if not one.negated)
        self._none_read = next((one for one in said if one.negated and own_thing(one) is None), None)
        self.allergies = tuple(one for one in stated(self._all_allergies) if isinstance(one, Allergy))
        self._answers = records.answers(person)
        self._documents = self.own_documents()
        self.yes &= {one.id for one in taken_now(self.medicines)}
        keeping_focus(self.page, self._show)

    def _show(self) -> None:
        today = clock.today()
        self.page.set_title(self.page.title.text(), self.words.age(freshness(self.medicines, today)))
        clear(self.page.content)
        self.add.show()
        self.page.add_button, self.page.primary_button = self.add, None
        self.page.add(self._allergy_box())
        self._show_proposals()
        self._show_look_alikes()
        if self.medicines:
            self._show_lists()
        elif self._none_read is not None or self._answers[FactKind.MEDICATIONS] is Answer.NONE_KNOWN:
            self.page.add(self._takes_none())
        else:
            self.page.add(self._empty())
        self.page.add(None)
        self._show_bottom()

    def _allergy_box(self) -> QWidget:
        answer = self._answers[FactKind.ALLERGIES]
        change = secondary(self.tr("Change"), self._change_allergies, name=self.tr("Change allergies"))
        every_none = bool(self.allergies) and all(one.negated and own_thing(one) is None for one in self.allergies)
        known_none = every_none or (answer is Answer.NONE_KNOWN and all(one.negated for one in self.allergies))
        text = self.words.allergies(self.allergies, answer)
        return Notice(text, change, look="info" if known_none else "warn", title=self.tr("Allergies"))

    def _change_allergies(self) -> None:
        AllergiesDialog(self.context, self.forms).present()

    def _show_proposals(self) -> None:
        facts = waiting([*self._all_allergies, *self._all])
        if facts:
            self.page.add(ProposalsCard(self.context, facts, self._documents, self.forms.edit, self._detail))

    def _detail(self, fact: Fact) -> str:
        return self.words.read(fact) if isinstance(fact, Medication | Allergy) and not fact.negated else ""

    def _show_look_alikes(self) -> None:
        pair = look_alikes(self.medicines, self._two)
        if pair is None:
            return
        first, second = pair
        same = secondary(self.tr("Same, join them"), lambda: self._join(first, second))
        two = secondary(self.tr("Two different ones"), lambda: self._keep_two(first, second))
        text = self.tr("Two entries look alike: {first} and {second}. Are they the same?")
        self.page.add(Notice(text.format(first=_shown(first), second=_shown(second)), same, two, look="info"))

    def _join(self, keep: Medication, other: Medication) -> None:
        records = self.context.workspace.records
        values = joined_values(keep, other)
        if values:
            records.edit(keep.id, values)
        say_change(self.context, records.trash(other.id))

    def _keep_two(self, first: Medication, second: Medication) -> None:
        self._two.add(frozenset({first.id, second.id}))
        keeping_focus(self.page, self._show)

    def _show_lists(self) -> None:
        today = clock.today()
        sources = SourceWords()
        now, before = taken_now(self.medicines), stopped(self.medicines)
        if now:
            card = Card(head(self.tr("Taking now"), self.tr("Why and who"), self.tr("Do you still take it?")), gap=0)
            held = folded_groups(now)
            hidden = {each.id for key, group in held.items() if key not in self._unfolded for each in group.members[1:]}
            for one in _groups_together(now, held):
                if one.id in hidden:
                    continue
                yes = one.id in self.yes or answered_on(one, today)
                card.body.addWidget(line())
                source, more = sources.of_fact(one, self._documents), self._more(one, held)
                card.body.addWidget(taken_row(one, source, self._asked, yes=yes, more=more))
            self.page.add(card)
        if before:
            card = Card(head(self.tr("Stopped"), self.tr("Why it was stopped"), self.tr("When")), gap=0)
            for one in before:
                card.body.addWidget(line())
                card.body.addWidget(stopped_row(one, self.forms.edit))
            self.page.add(card)

    def _more(self, one: Medication, held: dict[str, FactGroup]) -> QWidget | None:
        """Return what shows and hides the other lines of a group; nothing for a medicine that stands alone."""
        group = held.get(one.id)
        if group is None:
            return None
        shown = one.id in self._unfolded
        act = self.tr("Hide the others") if shown else self.tr("Show all")
        said = GroupWords().said(group)

        def toggle() -> None:
            self._unfolded ^= {one.id}
            keeping_focus(self.page, self._show)

        name = f"{act}: {one.title}, {said}"
        go = link(act, toggle, icon="caret-up" if shown else "caret-down", name=name)
        return box(column(label(said), row(go, None), gap=0))

    def _empty(self) -> QWidget:
        add = primary(self.tr("Add a medicine…"), lambda: self.forms.add(FactKind.MEDICATIONS), icon="plus")
        self.add.hide()
        self.page.add_button = self.page.primary_button = add
        none = secondary(self.tr("I take none"), self._take_none)
        text = self.tr("Add them by hand, or from a document. If you take none, say so: doctors want to know.")
        return EmptyState("pill", self.tr("No medicines yet."), text, add, none)

    def _takes_none(self) -> QWidget:
        read = self._none_read
        if read is not None:
            changed = secondary(self.tr("That has changed"), lambda: self._none_no_more(read))
            text = self.tr("Your document says that you take no medicines.")
            return Notice(text, changed, look="ok", icon="check-circle")
        undo = secondary(self.tr("That has changed"), lambda: self._answer(Answer.NOT_ASKED))
        return Notice(self.tr("You said that you take no medicines."), undo, look="ok", icon="check-circle")

    def _none_no_more(self, read: Medication) -> None:
        say_change(self.context, self.context.workspace.records.trash(read.id))

    def _take_none(self) -> None:
        self._answer(Answer.NONE_KNOWN)

    def _answer(self, answer: Answer) -> None:
        try:
            change = self.context.workspace.records.answer(FactKind.MEDICATIONS, self.context.person_id, answer)
        except AppError as error:
            self.context.show_error(error)
            return
        say_change(self.context, change)

    def _show_bottom(self) -> None:
        now = taken_now(self.medicines)
        shown = self.medicines and bool(now)
        self.page.bottom.setVisible(bool(shown))
        if not shown:
            return
        self.page.primary_button = self.save
        checked = sum(one.id in self.yes or answered_on(one, clock.today()) for one in now)
        counted = self.tr("{count} of {total} checked").format(count=checked, total=len(now))
        self.counted.setText(counted)
        note = self.tr("You can stop any time; your answers are kept.")
        self.save.setEnabled(bool(self.yes))
        if not self.yes and checked < len(now):
            note = self.tr("Answer at least one row to save the list.")
        elif not self.yes:
            note = self.tr("Every answer is saved.")
        self.page.set_bottom(left=[self.counted], right=[self.save], note=note)

    def _say_yes(self, medicine: Medication) -> None:
        self.yes.add(medicine.id)
        keeping_focus(self.page, self._show)
        announce(self.page, self.tr("{thing}: still taking").format(thing=medicine.title))

    def _take_back(self, medicine: Medication) -> None:
        if medicine.id in self.yes:
            self.yes.discard(medicine.id)
            keeping_focus(self.page, self._show)
            return
        before = ""
        for revision in self.context.workspace.records.history(medicine.id):
            before = next((one.before for one in revision.changes if one.field == "confirmed_on"), before)
        say_change(self.context, self.context.workspace.records.edit(medicine.id, {"confirmed_on": before}))

    def _changed(self, medicine: Medication) -> None:
        title = self.tr("What has changed for {thing}?").format(thing=medicine.title)
        self.forms.edit(medicine, fixed={"confirmed_on": clock.today().isoformat()}, title=title)

    def _write_answers(self) -> None:
        records, today = self.context.workspace.records, clock.today().isoformat()
        answered, self.yes = self.yes, set()
        records.edit_all({one.id: {"confirmed_on": today} for one in taken_now(self.medicines) if one.id in answered})

    def save_list(self) -> None:
        """Write today's date to every row answered with Yes, and say what stays open."""
        left = unanswered(self.medicines, self.yes, clock.today())
        self._write_answers()
        say_done(self.context, self.words.saved(left))

    def pictures(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return the list on paper."""
        return [("10-medications-paper", self.paper.click)]

    def save_draft(self) -> None:
        """Keep the answers given so far, and a form that can be saved."""
        super().save_draft()
        if self.yes and not self.context.workspace.read_only:
            self._write_answers()


def _groups_together(now: Sequence[Medication], held: dict[str, FactGroup]) -> list[Medication]:
    """Return medicines in their order, the members of a group one after the other."""
    later = {each.id for group in held.values() for each in group.members[1:]}
    together: list[Medication] = []
    for one in now:
        if one.id not in later:
            members = held[one.id].members if one.id in held else (one,)
            together += [each for each in members if isinstance(each, Medication)]
    return together


def _shown(medicine: Medication) -> str:
    form = f" {medicine.form}" if medicine.form else ""
    return f"{medicine.title}{form}"
