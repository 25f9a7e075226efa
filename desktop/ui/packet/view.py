"""The packets screen: the list, and the builder's five steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop.foundation.errors import SheafError
from desktop.records.changes import ChangeSet
from desktop.records.packet import Disclosure, PacketDraft
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.packet.check import CheckStep
from desktop.ui.packet.compare import VersionsDialog
from desktop.ui.packet.deliver.view import AGE, PAPER, STICK, WEBSITE, DeliverStep
from desktop.ui.packet.delivered import DeliveredStep, disclosure_of
from desktop.ui.packet.include import IncludeStep
from desktop.ui.packet.listing import packet_list
from desktop.ui.packet.privacy import PrivacyStep
from desktop.ui.packet.state import Packet
from desktop.ui.packet.who import WhoStep
from desktop.ui.packet.words import PacketWords
from desktop.ui.paper.emergency import EmergencyPaper
from desktop.ui.sentlog.view import AT_INCLUDE
from desktop.ui.theme import refresh
from desktop.ui.widgets import Page, Status, StatusLine, Stepper, clear, primary, say, secondary

if TYPE_CHECKING:
    from desktop.ui.packet.deliver.way import Outcome

WHO, INCLUDE, PRIVACY, CHECK, DELIVER = range(5)
NEW = "new"


class PacketsScreen(PageScreen):
    """`open("")` is the list, `open("new")` starts a packet, `open(id)` goes on with one.

    An id that ends in AT_INCLUDE goes on at the second step.
    """

    name = "packets"

    def __init__(self, context: ScreenContext) -> None:
        """Make the page."""
        page = Page(context.window.tr("Packets"))
        super().__init__(context, page)
        self.title = page.tr("Packets")
        self.packet: Packet | None = None
        self.step: QWidget | None = None
        self.at = WHO
        self._words = PacketWords()
        self.stepper = Stepper(self._words.steps())
        self.stepper.hide()
        page.add_fixed(self.stepper)
        self.saved = StatusLine("", Status.DONE)
        self.next = primary("", self._next)
        self._delivered: Outcome | None = None

    def reload(self, change: ChangeSet) -> None:
        """Show the list again, or make the pages again when the record behind them changed."""
        if self.packet is not None and change.kinds - {"packet", "disclosure"}:
            self.packet.record_changed()
            if isinstance(self.step, IncludeStep):
                self.step.refresh()
            if isinstance(self.step, PrivacyStep):
                self._show_step(PRIVACY)
            if isinstance(self.step, CheckStep):
                self.step.start()
            if isinstance(self.step, DeliverStep) and self._delivered is None:
                self._show_step(CHECK)
        if self.packet is None and (not change.kinds or change.kinds & {"packet", "disclosure", "recipients"}):
            self._show_list()

    def open(self, target: str) -> None:
        """Show the list, or a packet."""
        if target == NEW:
            self._start()
        elif target:
            if target.endswith(AT_INCLUDE) and self.packet is not None:
                self.packet.record_changed()
                self.packet = None  # the next version was prepared in the vault: what was at work here is older
            self._open_packet(target.removesuffix(AT_INCLUDE))
            if target.endswith(AT_INCLUDE):
                self._show_step(INCLUDE)
        elif self.packet is None:
            self._show_list()

    def _show_list(self) -> None:
        self.packet, self.step = None, None
        page = self.page
        self.stepper.hide()
        page.bottom.hide()
        clear(page.content)
        page.set_title(
            self.title, page.tr("What goes to a second doctor. Nothing leaves this computer unless you send it.")
        )
        log = secondary(page.tr("Sent log"), lambda: self.context.navigate("sent-log", ""), icon="paper-plane-tilt")
        start = primary(page.tr("Start a packet"), self._start, icon="package")
        card = secondary(page.tr("Emergency card…"), lambda: EmergencyPaper(self.context).present(), icon="first-aid")
        widgets = packet_list(
            self.context,
            start=self._start,
            open_packet=self._open_packet,
            remove=self._remove,
            compare=self._compare,
        )
        begun = bool(self.context.workspace.packets.drafts(self.context.person_id))
        page.set_actions(*([card, log, start] if begun else [card, log]))
        page.primary_button = page.add_button = start if begun else None
        page.add(*widgets, None)
        refresh(page)

    def _start(self) -> None:
        try:
            draft = self.context.workspace.packets.start(self.context.person_id)
        except SheafError as error:
            self.context.show_error(error)
            return
        self._open_packet(draft.request.id)

    def _remove(self, packet_id: str) -> None:
        change = self.context.workspace.packets.discard(packet_id)
        self.context.toast(change.words, True)  # noqa: FBT003 - words, undoable
        self._show_list()

    def _compare(self, draft: PacketDraft) -> None:
        VersionsDialog(self.context, draft.request.id, draft.code).present()

    def _open_packet(self, packet_id: str) -> None:
        try:
            draft = self.context.workspace.packets.get(packet_id)
        except SheafError:
            self._show_list()
            return
        if self.packet is None or self.packet.draft.request.id != packet_id:
            self.packet = Packet(self.context, draft)
            self.packet.saved.connect(self._tell_saved)
        self._show_step(WHO)

    def _tell_saved(self) -> None:
        self.saved.show_status(self.page.tr("Saved a moment ago"), Status.DONE)
        self._tell_title()

    def _tell_title(self) -> None:
        if self.packet is None:
            return
        name = self.packet.recipient_name
        page = self.page
        page.set_title(page.tr("Packet for {name}").format(name=name) if name else page.tr("A new packet"))

    def _show_step(self, at: int) -> None:
        packet = self.packet
        if packet is None:
            return
        self.at, self._delivered = at, None
        page = self.page
        clear(page.content)
        self.saved = StatusLine(page.tr("Everything is saved by itself"), Status.DONE, wrap=False)
        page.set_actions(self.saved)
        self._tell_title()
        self.stepper.show()
        self.stepper.go(at)
        self.step = self._make_step(packet, at)
        page.add(self.step)
        self._show_bottom()
        refresh(page)
        page.scroll_area.verticalScrollBar().setValue(0)
        page.take_focus()
        if isinstance(self.step, CheckStep):
            self.step.start()

    def _make_step(self, packet: Packet, at: int) -> QWidget:
        if at == WHO:
            return WhoStep(packet)
        if at == INCLUDE:
            return IncludeStep(packet, lambda: self._show_step(CHECK), lambda: self._show_step(WHO))
        if at == PRIVACY:
            return PrivacyStep(packet, self._tell_privacy)
        if at == CHECK:
            return CheckStep(packet, self._tell_check, lambda: self._show_step(PRIVACY))
        deliver = DeliverStep(packet)
        deliver.changed.connect(self._tell_deliver)
        return deliver

    def _show_bottom(self) -> None:
        page = self.page
        words = [
            page.tr("Next: What to include"),
            page.tr("Next: Privacy"),
            page.tr("Next: Check"),
            page.tr("Next: Deliver"),
            page.tr("Save locked PDF"),
        ]
        self.next = primary(words[self.at], self._next, icon="lock-simple" if self.at == DELIVER else "")
        close = secondary(page.tr("Save and close"), self._close)
        back = secondary(page.tr("Back"), lambda: self._show_step(self.at - 1), icon="arrow-left")
        note = page.tr("Nothing leaves this computer until step 5.")
        if self.at == DELIVER:
            note = page.tr("Saved to a folder you choose. Sheaf sends nothing itself.")
        self._leaving = (back, close)
        page.set_bottom(left=[back, close] if self.at else [close], right=[self.next], note=note)
        page.primary_button = self.next
        if self.at == CHECK:
            self._tell_check()
        self._tell_privacy()

    def _tell_privacy(self) -> None:
        if not isinstance(self.step, PrivacyStep):
            return
        missing = self.step.missing()
        self.next.setEnabled(not missing)
        self.page.bottom.note.setText(missing or self.page.tr("Nothing leaves this computer until step 5."))

    def _tell_check(self) -> None:
        if not isinstance(self.step, CheckStep):
            return
        built = self.packet.built if self.packet is not None else None
        waits = built is not None and bool(built.unanswered)
        said = self.step.unsaid == ""
        self.next.setEnabled(built is not None and said and not waits and not self.step.refused)
        asked = self.page.tr("Answer what was found on the pages first.") if waits else self.step.unsaid or ""
        told = self.step.refused or asked or self.step.note
        self.page.bottom.note.setText(told or self.page.tr("The packet is being made."))

    def _tell_deliver(self) -> None:
        if not isinstance(self.step, DeliverStep):
            return
        words, icon = self.step.way.button()
        say(self.next, words, icon=icon)
        missing = self.step.way.missing()
        self.next.setEnabled(not missing)
        self.page.bottom.note.setText(missing or self.step.way.note())

    def _close(self) -> None:
        self.save_draft()
        self._show_list()

    def save_draft(self) -> None:
        """Keep what is typed."""
        if self.packet is not None:
            self.packet.save()

    def _next(self) -> None:
        self.save_draft()
        if isinstance(self.step, WhoStep) and self.step.missing():
            self.step.show_missing()
            return
        if isinstance(self.step, IncludeStep) and self.step.is_empty():
            return
        if isinstance(self.step, PrivacyStep) and self.step.missing():
            return
        if isinstance(self.step, DeliverStep):
            self._save_file(self.step)
            return
        self._show_step(self.at + 1)

    def _save_file(self, step: DeliverStep) -> None:
        self.next.setEnabled(False)
        told = self.page.tr("Making and saving the file …")
        if step.way.writes:
            self._let_leave(can=False)  # who left now would not be told that the file is there
            told = self.page.tr("Making and saving the file … You can go back when it is there.")
        self.page.bottom.note.setText(told)
        step.way.begin(self._show_delivered, self._not_saved)

    def _not_saved(self, error: BaseException) -> None:
        self.context.show_error(error)
        self._let_leave(can=True)
        self._tell_deliver()

    def _let_leave(self, *, can: bool) -> None:
        for button in self._leaving:
            button.setEnabled(can)

    def _show_delivered(self, delivered: Outcome) -> None:
        packet = self.packet
        if packet is None:
            return
        packet.draft = self.context.workspace.packets.get(packet.draft.request.id)
        packet.built = None
        page = self.page
        self._delivered = delivered
        clear(page.content)
        self.stepper.go(len(self._words.steps()))
        page.set_actions()
        printed, saved = page.tr("Packet for {name}: printed"), page.tr("Packet for {name}: saved")
        title = printed if isinstance(delivered, Disclosure) else saved
        page.set_title(title.format(name=packet.recipient_name))
        self.step = DeliveredStep(packet, delivered, lambda: self.context.navigate("sent-log", ""))
        page.add(self.step)
        have = primary(page.tr("They have it"), self._received, icon="check")
        back = secondary(page.tr("Back to packets"), self._show_list)
        page.set_bottom(left=[back], right=[have], note=page.tr("When they tell you that it arrived:"))
        page.primary_button = have
        refresh(page)
        page.take_focus()

    def _received(self) -> None:
        if self._delivered is not None:
            change = self.context.workspace.packets.mark_received(disclosure_of(self._delivered))
            self.context.toast(change.words, True)  # noqa: FBT003 - words, undoable
        self._show_list()

    def pictures(self) -> Sequence[tuple[str, Callable[[], object]]]:
        """Return the builder's steps for the screenshots."""
        drafts = self.context.workspace.packets.drafts(self.context.person_id)
        if not drafts:
            return ()
        packet_id = drafts[0].request.id

        def at(step: int) -> Callable[[], object]:
            def show() -> None:
                self._open_packet(packet_id)
                self._show_step(step)

            return show

        def way(name: str) -> Callable[[], object]:
            def show() -> None:
                at(DELIVER)()
                if isinstance(self.step, DeliverStep):
                    self.step.cards[name].radio.click()

            return show

        ways = [("21-packet-deliver-portal", way(WEBSITE)), ("21-packet-deliver-stick", way(STICK))]
        ways += [("21-packet-deliver-print", way(PAPER)), ("21-packet-deliver-age", way(AGE))]
        names = ("17-packet-who", "18-packet-include", "19-packet-privacy", "20-packet-check", "21-packet-deliver")
        return [*((name, at(step)) for step, name in enumerate(names)), *ways]
