"""Step 1: who it is for, why now, and what this place asks for."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.foundation.clock import today
from desktop.foundation.errors import SheafError
from desktop.records.contact import Contact
from desktop.records.fact import FactKind
from desktop.records.packet import Case
from desktop.records.recipient import Recipient
from desktop.ui.dates import UnclearDateError, day_words, typed_day
from desktop.ui.packet.state import Packet
from desktop.ui.packet.words import PacketWords
from desktop.ui.widgets import (
    Card,
    ChipBox,
    ChoiceRow,
    ComboBox,
    Dialog,
    Field,
    Panes,
    TextArea,
    box,
    column,
    flow,
    glyph,
    label,
    line_edit,
    primary,
    row,
    secondary,
)

LONGEST_WHY = 300
_NEW, _SELF, _OTHER = "+new", "self", "other"


class WhoStep(QWidget):
    """The fields of step 1; every change is kept."""

    def __init__(self, packet: Packet) -> None:
        """Show what is decided so far."""
        super().__init__()
        self.packet = packet
        self._words = PacketWords()
        self._records = packet.context.workspace.records
        self._make_doctor()
        self._make_texts()
        self._make_choices()
        self._make_people()
        left = column(
            Panes(self.doctor_field, self.date_field, breakpoint_at=560),
            self.why_field,
            self.wants_field,
            self.case_field,
            self.plan_field,
            self.state_field,
            Panes(self.opinion_field, self.by_field, breakpoint_at=560),
            self.authority_field,
            None,
            gap=14,
        )
        self.right = Card(gap=10)
        self._show_place()
        side = box(column(self.right, None))
        self.setLayout(column(Panes(box(left), side, stretch=(64, 36), room=24)))

    def _recipients(self) -> list[Recipient]:
        listed = self._records.list(FactKind.RECIPIENTS, self.packet.person.id)
        return [one for one in listed if isinstance(one, Recipient)]

    def _make_doctor(self) -> None:
        chosen = self.packet.request.recipient_id or self.packet.request.recipient_name
        choices = [
            (one.id, ", ".join(part for part in (one.name, one.institution) if part)) for one in self._recipients()
        ]
        if self.packet.request.recipient_name and not self.packet.request.recipient_id:
            choices.append((chosen, self.packet.request.recipient_name))
        if not chosen:
            choices.insert(0, ("", self.tr("Choose a doctor")))
        choices.append((_NEW, self.tr("Someone else…")))
        self.doctor = ComboBox(choices, chosen, self._doctor_chosen)
        self.doctor_field = Field(self.tr("Doctor"), self.doctor)
        visit = self.packet.request.appointment
        self.date = line_edit(day_words(visit, long=True, with_time=True))
        self.date.editingFinished.connect(self._date_typed)
        self.date_field = Field(self.tr("Date of the visit"), self.date)

    def _make_texts(self) -> None:
        request = self.packet.request
        self.why = TextArea(request.why_now, self._why_typed)
        hint = self.tr("This is the first thing the doctor reads.")
        self.why_field = Field(self.tr("Why now, in one or two sentences"), self.why, hint=hint)
        self.plan = TextArea(request.first_plan, lambda text: self.packet.change(soon=True, first_plan=text.strip()))
        hint = self.tr("Who proposed it, when, and in which words.")
        self.plan_field = Field(self.tr("What the first doctor proposes"), self.plan, hint=hint)
        self.state = TextArea(request.how_i_am, lambda text: self.packet.change(soon=True, how_i_am=text.strip()))
        hint = self.tr("What you can do in a day, weight, pain. In your own words.")
        self.state_field = Field(self.tr("How you are now"), self.state, hint=hint)

    def _make_choices(self) -> None:
        chips = []
        for want, words in self._words.wants():
            chip = ChipBox(words, checked=want in self.packet.request.wants)
            chip.toggled.connect(lambda on, want=want: self._wanted(want, on=on))
            chips.append(chip)
        wants = flow(*chips, gap=8)
        self.wants_field = Field(self.tr("What do you want from this visit?"), wants)
        self.case = ChoiceRow(
            self._words.cases(), self.packet.request.case.value, self._case_chosen, name=self.tr("What is it about?")
        )
        hint = self.tr("This decides what the checklist in step 2 looks for.")
        self.case_field = Field(self.tr("What is it about?"), self.case, hint=hint)

    def _make_people(self) -> None:
        request = self.packet.request
        listed = self._records.list(FactKind.CONTACTS, self.packet.person.id)
        contacts = [one for one in listed if isinstance(one, Contact)]
        chips = []
        for one in contacts:
            chip = ChipBox(one.name, checked=one.id in request.send_opinion_to)
            chip.toggled.connect(lambda on, one=one: self._opinion_to(one.id, on=on))
            chips.append(chip)
        nobody = label(self.tr("No contacts yet. Add them under Contacts."), "muted")
        self.opinion_field = Field(self.tr("Send the written opinion to"), flow(*chips, gap=8) if chips else nobody)
        name = self.packet.person.name
        choices = [(_SELF, self.tr("{name}, for myself").format(name=name)), (_OTHER, self.tr("Someone who helps"))]
        self.by = ComboBox(choices, _OTHER if request.prepared_by else _SELF, self._by_chosen)
        self.by_field = Field(self.tr("Who prepares this packet"), self.by)
        self.helper = line_edit(
            request.prepared_by, lambda text: self.packet.change(soon=True, prepared_by=text.strip())
        )
        self.right_by = line_edit(request.authority, lambda text: self.packet.change(soon=True, authority=text.strip()))
        helper = Field(self.tr("Name of the helper"), self.helper)
        hint = self.tr("For example: daughter, power of attorney of 3 March 2025")
        self.authority_field = Panes(
            helper, Field(self.tr("By which right"), self.right_by, hint=hint), breakpoint_at=560
        )
        self.authority_field.setVisible(bool(request.prepared_by))

    def _doctor_chosen(self, value: str) -> None:
        if value == _NEW:
            self._ask_new()
            return
        known = {one.id for one in self._recipients()}
        if value in known:
            self.packet.change(recipient_id=value, recipient_name="")
        self.doctor_field.show_plain()
        self._show_place()

    def _ask_new(self) -> None:
        dialog = Dialog(self.window(), self.tr("Who gets the packet?"), icon="user-plus")
        name, place, email = line_edit(), line_edit(), line_edit()
        name_field = Field(self.tr("Name of the doctor"), name)
        dialog.body.addWidget(name_field)
        dialog.body.addWidget(Field(self.tr("Hospital or practice"), place))
        dialog.body.addWidget(Field(self.tr("E-mail or phone"), email))

        def add() -> None:
            values = {"name": name.text().strip(), "institution": place.text().strip()}
            values["email" if "@" in email.text() else "phone"] = email.text().strip()
            try:
                made = self._records.put(FactKind.RECIPIENTS, self.packet.person.id, values)
            except SheafError as error:
                name_field.show_error(error.do)
                return
            dialog.accept()
            self.packet.change(recipient_id=made.id, recipient_name="")
            self._refresh_doctors()

        dialog.rejected.connect(self._refresh_doctors)
        dialog.set_buttons(
            right=[secondary(self.tr("Cancel"), dialog.reject), primary(self.tr("Add this doctor"), add)]
        )
        dialog.present()

    def _refresh_doctors(self) -> None:
        choices = [
            (one.id, ", ".join(part for part in (one.name, one.institution) if part)) for one in self._recipients()
        ]
        if not self.packet.request.recipient_id:
            choices.insert(0, ("", self.tr("Choose a doctor")))
        self.doctor.offer([*choices, (_NEW, self.tr("Someone else…"))], self.packet.request.recipient_id)
        self._show_place()

    def _date_typed(self) -> None:
        try:
            day = typed_day(self.date.text())
        except UnclearDateError as error:
            self.date_field.show_error(str(error))
            return
        self.packet.change(appointment=day)
        if day is not None and day.high < today():
            self.date_field.show_error(self.tr("This date has passed. Is it the right one?"))
        else:
            self.date_field.show_plain()

    def _why_typed(self, text: str) -> None:
        self.packet.change(soon=True, why_now=text.strip())
        if len(text) > LONGEST_WHY:
            words = self.tr("One or two sentences are best: {count} of {most} characters.")
            self.why_field.show_error(words.format(count=len(text), most=LONGEST_WHY))
        else:
            self.why_field.show_plain()

    def _wanted(self, want: object, *, on: bool) -> None:
        wants = [
            one
            for one, _ in self._words.wants()
            if (one in self.packet.request.wants and one != want) or (one == want and on)
        ]
        self.packet.change(wants=tuple(wants))

    def _case_chosen(self, value: str) -> None:
        self.packet.change(case=Case(value))

    def _opinion_to(self, contact_id: str, *, on: bool) -> None:
        others = tuple(one for one in self.packet.request.send_opinion_to if one != contact_id)
        self.packet.change(send_opinion_to=(*others, contact_id) if on else others)

    def _by_chosen(self, value: str) -> None:
        self.authority_field.setVisible(value == _OTHER)
        if value == _SELF:
            self.packet.change(prepared_by="", authority="")
        else:
            self.helper.setFocus()

    def _show_place(self) -> None:
        from desktop.ui.widgets import clear  # noqa: PLC0415 - beside its one use

        clear(self.right.body)
        chosen = next((one for one in self._recipients() if one.id == self.packet.request.recipient_id), None)
        known = _asks(chosen) if chosen is not None else []
        if chosen is None or not known:
            self.right.body.addWidget(label(self.tr("What this place asks for"), "section"))
            words = self.tr(
                "We do not know what this place wants. Call and ask: one file or many, how large, pictures on a disc?"
            )
            self.right.body.addWidget(label(words, "muted"))
            return
        title = self.tr("What {place} asks for").format(place=chosen.institution or chosen.name)
        self.right.body.addWidget(label(title, "section"))
        for icon, words in known:
            inside = row(glyph(icon, "primary", size=24), gap=12)
            inside.addWidget(label(words), 1)
            self.right.body.addLayout(inside)

    def missing(self) -> str:
        """Return the sentence that says what keeps the next step away, or an empty text."""
        return "" if self.packet.recipient_name else self.tr("Choose a doctor first.")

    def show_missing(self) -> None:
        """Say at the field what is missing."""
        self.doctor_field.show_error(self.missing())
        self.doctor.setFocus()


def _asks(recipient: Recipient) -> list[tuple[str, str]]:
    """Return what a place asks for, as icon and words."""
    asks = []
    routes = {
        "locked-pdf": "Reports as one locked PDF",
        "portal": "Files for a website",
        "print": "Printed pages",
        "usb": "A USB stick or disc",
        "fax": "Pages by fax",
    }
    if recipient.route is not None:
        asks.append(("files", routes[recipient.route.value]))
    if recipient.max_mb:
        asks.append(("file-pdf", f"At most {recipient.max_mb} MB in one file"))
    if recipient.max_files:
        asks.append(("files", f"Files at once: {recipient.max_files}"))
    if recipient.images:
        asks.append(("image", f"Scan pictures: {recipient.images}"))
    if recipient.fax:
        asks.append(("printer", f"Fax {recipient.fax}"))
    if recipient.language:
        asks.append(("globe", f"Language: {recipient.language}"))
    if recipient.asked_on:
        asks.append(("info", recipient.asked_on))
    return asks
