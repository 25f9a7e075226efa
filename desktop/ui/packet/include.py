"""Step 2: what the doctor will see, what is missing, and a look at the real pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop.records.packet import PacketPart, PacketShape, size_check
from desktop.records.packet_parts import KINDS_OF_PART
from desktop.records.readiness import Level, ReadinessItem, State
from desktop.records.recipient_profile import decisions
from desktop.ui.packet.choosing import DocumentsDialog, EntriesDialog
from desktop.ui.packet.state import Packet
from desktop.ui.packet.words import PacketWords
from desktop.ui.people.person_dialog import PersonDialog
from desktop.ui.theme import limit, px
from desktop.ui.widgets import (
    Card,
    CheckBox,
    ComboBox,
    Field,
    PagePicture,
    Panes,
    Pill,
    RowItem,
    Status,
    box,
    clear,
    column,
    glyph,
    label,
    line,
    link,
    list_row,
    row,
    say,
    secondary,
)

if TYPE_CHECKING:
    from desktop.services.packets import PartLine

READINESS_SCREENS = {"person": "people", "conditions": "timeline"}
_SHOWN_PAGES = 3
_CARETS = {False: "caret-down", True: "caret-up"}


class IncludeStep(QWidget):
    """Parts with a tick on the left; readiness and pages on the right."""

    def __init__(self, packet: Packet, look: Callable[[], object], who: Callable[[], object]) -> None:
        """Show what would be in; `look` goes on to the pages, `who` back to whom it is for."""
        super().__init__()
        self.packet, self._who = packet, who
        self._words = PacketWords()
        self._parts = QVBoxLayout()
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._missing = Card(gap=6)
        self._pages = QHBoxLayout()
        self._pages.setContentsMargins(0, 0, 0, 0)
        self._size = label("", "body_strong")
        self._ready_shown = False
        self._counts: dict[PacketPart, QLabel] = {}
        self.nothing = label("", tone="danger")
        name = packet.recipient_name or self.tr("the doctor")
        self.shape = ComboBox(self._words.shapes(), packet.request.shape.value, self._shape_chosen)
        self._decided = QVBoxLayout()
        self._decided.setContentsMargins(0, 0, 0, 0)
        left = column(
            label(self.tr("What {name} will see").format(name=name), "section"),
            self._asked(),
            Card(self._parts, gap=0, pad=(16, 8)),
            self.nothing,
            self._decided,
            None,
            gap=12,
        )
        canvas = Card(look="canvas")
        canvas.body.addLayout(self._pages)
        self._button = secondary(self.tr("Look"), look, icon="eye", name=self.tr("Look at the pages"))
        canvas.body.addLayout(row(self._size, None, self._button))
        right = column(self._missing, canvas, None, gap=16)
        self.panes = Panes(box(left), box(right), stretch=(50, 50), room=24)
        self.setLayout(column(self.panes))
        self.refresh()
        self._measure()

    def refresh(self) -> None:
        """Show outline, readiness and pages again."""
        self._show_decided()
        self._show_parts()
        self._show_missing()
        self._size.setText(self.tr("Making the pages …"))
        self.packet.build(self._show_pages, told=self._size.setText, failed=self._no_pages, owner=self)

    def _measure(self) -> None:
        """Measure what an older Sheaf took in without, and show what that says of it."""
        documents = self.packet.context.workspace.documents
        self.packet.context.tasks.run(
            documents.measure,
            done=lambda found: self._show_missing() if found else None,
            failed=lambda _error: None,
            owner=self,
        )

    def _asked(self) -> QWidget:
        """Return what asks for the edition, and beside it for everything or only for news."""
        edition = Field(self.tr("Which edition"), self.shape)
        since = self._since_choice()
        return Panes(edition, since, breakpoint_at=420, room=16) if since is not None else edition

    def _since_choice(self) -> QWidget | None:
        """Return what asks for everything or only for news; None before a version was sent to this doctor."""
        to = self.packet.recipient.name if self.packet.recipient else self.packet.request.recipient_name
        versions = self.packet.context.workspace.packets.versions(self.packet.request.id, to) if to else ()
        if self.packet.request.changed_since not in {0, *(one.number for one in versions)}:
            self.packet.change(changed_since=0)
        if not versions:
            return None
        choices = [("0", self.tr("Everything"))]
        words = self.tr("Only what changed since version {number}, sent {day}")
        choices += [
            (str(one.number), words.format(number=one.number, day=one.when.date().isoformat()))
            for one in reversed(versions)
        ]
        self.since = ComboBox(choices, str(self.packet.request.changed_since), self._since_chosen)
        return Field(self.tr("How much of it"), self.since)

    def _since_chosen(self, value: str) -> None:
        self.packet.change(changed_since=int(value))
        self.refresh()

    def _show_decided(self) -> None:
        """Say what the place's profile settled."""
        clear(self._decided)
        recipient = self.packet.recipient
        place = recipient.institution or recipient.name if recipient else ""
        for one in decisions(self.packet.request, recipient):
            inside = row(glyph("info", "primary", size=20), gap=8)
            inside.addWidget(label(self._words.decided(one, place), "muted"), 1)
            self._decided.addLayout(inside)

    def _show_parts(self) -> None:
        clear(self._parts)
        self._counts = {}
        outline = self.packet.context.workspace.packets.outline(self.packet.request)
        for number, part in enumerate(outline.parts):
            if number:
                self._parts.addWidget(line(soft=True))
            self._parts.addWidget(self._part_row(part))
        empty = not any(part.ticked for part in outline.parts)
        self.nothing.setText(self.tr("The packet is empty. Tick at least the one-page summary.") if empty else "")
        self.nothing.setVisible(empty)

    def _part_row(self, part: PartLine) -> QWidget:
        name = self._words.part(part.part)
        tick = CheckBox("", lambda on: self._ticked(part.part, on=on), checked=part.part in self.packet.request.parts)
        tick.setAccessibleName(f"{name}, {part.detail}" if part.detail else name)
        count = label(self._pages_words(part.pages) if part.ticked else self.tr("not in"), "muted", wrap=False)
        end: list[QWidget] = [count]
        if part.ticked:
            self._counts[part.part] = count
        change = self._change_of(part.part)
        if change is not None and part.ticked:
            end.append(link(self.tr("Change"), change, name=self.tr("Change what goes in: {part}").format(part=name)))
        words = list_row(RowItem(id=part.part.value, title=name, detail=part.detail), *end)
        inside = row(tick, gap=4)
        inside.addWidget(words, 1)
        return box(inside)

    def _change_of(self, part: PacketPart) -> Callable[[], object] | None:
        """Return what the part's "Change" does; a timeline is made from the other parts and has none."""
        if part is PacketPart.SOURCES:
            return lambda: DocumentsDialog(self.window(), self.packet, self.refresh)
        if part is PacketPart.SUMMARY:
            return self._who
        if part in KINDS_OF_PART:
            name = self._words.part(part)
            return lambda: EntriesDialog(self.window(), self.packet, name, KINDS_OF_PART[part], self.refresh)
        return None

    def _pages_words(self, count: int) -> str:
        return self.tr("1 page") if count == 1 else self.tr("{count} pages").format(count=count)

    def _ticked(self, part: PacketPart, *, on: bool) -> None:
        parts = self.packet.request.parts
        self.packet.change(parts=parts | {part} if on else parts - {part})
        self.refresh()

    def _shape_chosen(self, value: str) -> None:
        self.packet.change(shape=PacketShape(value))
        self.refresh()

    def _show_missing(self) -> None:
        request = self.packet.request
        items = self.packet.context.workspace.readiness.check(
            request.person_id, request.case, request, summary_fits=self._summary_fits()
        )
        ready = [one for one in items if one.state is State.OK]
        clear(self._missing.body)
        told = self.tr("{ready} of {count} ready").format(ready=len(ready), count=len(items))
        status = Status.DONE if len(ready) == len(items) else Status.LOOK
        head = row(label(self.tr("Is anything missing?"), "section"), None, Pill(told, status))
        self._missing.body.addLayout(head)
        for item in items:
            if item.state is not State.OK:
                self._missing.body.addLayout(self._missing_row(item))
        if ready:
            self._missing.body.addWidget(self._ready_rows(ready))

    def _summary_fits(self) -> bool | None:
        built = self.packet.built
        return None if built is None else all(one.part is not PacketPart.SUMMARY for one in built.overflow)

    def _ready_rows(self, ready: Sequence[ReadinessItem]) -> QWidget:
        """Return a button that folds and unfolds what is ready: only what is not needs attention."""
        rows = box(column(*(self._missing_row(item) for item in ready), gap=6))
        rows.setVisible(self._ready_shown)

        def toggle() -> None:
            self._ready_shown = not self._ready_shown
            rows.setVisible(self._ready_shown)
            say(button, self._ready_words(len(ready)), icon=_CARETS[self._ready_shown])

        button = link(self._ready_words(len(ready)), toggle, icon=_CARETS[self._ready_shown])
        return box(column(row(button, None), rows, gap=4))

    def _ready_words(self, count: int) -> str:
        if self._ready_shown:
            return self.tr("Hide what is ready")
        return (
            self.tr("Show the one that is ready")
            if count == 1
            else self.tr("Show {count} that are ready").format(count=count)
        )

    def _missing_row(self, item: ReadinessItem) -> QHBoxLayout:
        shapes = {
            State.OK: ("check-circle", "ok"),
            State.WARN: ("warning", "warn"),
            State.MISSING: ("warning-circle", "danger"),
        }
        icon, tone = shapes[item.state]
        inside = row(glyph(icon, tone, size=22), gap=12)
        must = item.state is State.MISSING and item.level is Level.MUST
        inside.addWidget(label(item.text, "body_strong" if must else ""), 1)
        target = READINESS_SCREENS.get(item.action, item.action)
        if item.state is not State.OK and target:
            go = link(
                self.tr("Go there"),
                lambda: self._go(target, item),
                name=self.tr("Go there: {what}").format(what=item.text),
            )
            inside.addWidget(go)
        return inside

    def _go(self, screen: str, item: ReadinessItem) -> None:
        self.packet.save()
        if screen == "packets":
            self._who()
            return
        if screen == "people":
            self._change_person()
            return
        screen, _, target = screen.partition(":")
        if item.ids and screen in {"review", "documents", "requests"}:
            target = item.ids[0]
        self.packet.context.navigate(screen, target)

    def _change_person(self) -> None:
        workspace = self.packet.context.workspace
        person = workspace.people.get(self.packet.request.person_id)
        PersonDialog(self.window(), workspace, lambda _id: self.refresh(), person=person).present()

    def _no_pages(self, error: BaseException) -> None:
        self._size.setText(getattr(error, "happened", self.tr("The pages could not be made.")))
        clear(self._pages)

    def _show_pages(self, built: object) -> None:
        from desktop.services.packets import BuiltPacket  # noqa: PLC0415 - the core is there by now

        if not isinstance(built, BuiltPacket):
            return
        megabytes = built.size / 1_000_000
        self._size.setText(f"{self._pages_words(built.pages)}, {megabytes:.1f} MB")
        request = built.plan.request
        if request.max_mb and request.shape is not PacketShape.PORTAL:
            fits = size_check(built.size, request.max_mb)
            if not fits.ok:
                self._size.setText(fits.text)
        for part, count in self._counts.items():
            count.setText(self._pages_words(built.part_pages.get(part, 0)))
        self._show_missing()
        clear(self._pages)
        for number in range(1, min(built.pages, _SHOWN_PAGES) + 1):
            picture = PagePicture()
            limit(picture, width=104, height=135)
            picture.setAccessibleName(
                self.tr("Page {page}: {title}").format(page=number, title=built.titles[number - 1])
            )
            self._pages.addWidget(picture)
            self._fetch(built, number, picture)
        self._pages.addStretch(1)

    def _fetch(self, built: object, number: int, picture: PagePicture) -> None:
        packets = self.packet.context.workspace.packets
        self.packet.context.tasks.run(
            lambda _p, _c: packets.page_png(built, number, width=px(208)),  # type: ignore[arg-type] # checked above
            done=lambda png: picture.show_image(QImage.fromData(png)),
            failed=lambda _error: None,
            owner=picture,
        )

    def is_empty(self) -> bool:
        """Whether nothing is ticked."""
        return not self.packet.request.parts
