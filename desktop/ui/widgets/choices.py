"""Check boxes, radio buttons, chips and choice rows, painted from the tokens; their roles are Qt's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QCheckBox, QRadioButton, QSizePolicy, QWidget

from desktop.ui.theme import active, color, font, px
from desktop.ui.theme.tokens import ThemeName
from desktop.ui.widgets.flow import FlowLayout

_SIDE, _GAP, _HEIGHT = 26, 12, 44
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter


def _edge(widget: QWidget, *, on: bool) -> QPen:
    if not widget.isEnabled():
        pen = QPen(color("disabled_text"), 1)
        if active().name is ThemeName.CONTRAST:
            pen.setStyle(Qt.PenStyle.DashLine)
        return pen
    return QPen(color("primary" if on else "inputborder"), 2)


def _draw_check(painter: QPainter, area: QRectF, role: str) -> None:
    pen = QPen(color(role), max(2.0, area.width() / 10))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    points = ((0.25, 0.52), (0.43, 0.70), (0.76, 0.33))
    painter.drawPolyline([QPointF(area.left() + area.width() * x, area.top() + area.height() * y) for x, y in points])


def _draw_box(painter: QPainter, button: QAbstractButton, area: QRectF) -> None:
    on, enabled = button.isChecked(), button.isEnabled()
    fill = "primary" if on and enabled else "disabled_bg" if not enabled else "surface"
    painter.setBrush(color(fill))
    painter.setPen(_edge(button, on=on))
    painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), px(5), px(5))
    if on:
        _draw_check(painter, area, "on_primary" if enabled else "disabled_text")


def _draw_dot(painter: QPainter, button: QAbstractButton, area: QRectF) -> None:
    painter.setBrush(color("surface" if button.isEnabled() else "disabled_bg"))
    painter.setPen(_edge(button, on=button.isChecked()))
    painter.drawEllipse(area.adjusted(1, 1, -1, -1))
    if button.isChecked():
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("primary" if button.isEnabled() else "disabled_text"))
        inset = area.width() * 0.27
        painter.drawEllipse(area.adjusted(inset, inset, -inset, -inset))


def _paint_choice(button: QAbstractButton, draw: Callable[[QPainter, QAbstractButton, QRectF], None]) -> None:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    side, room = px(_SIDE), px(_SIDE + _GAP)
    mirrored = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
    left = button.width() - side if mirrored else 0
    draw(painter, button, QRectF(left, (button.height() - side) / 2, side, side))
    painter.setPen(color("text" if button.isEnabled() else "disabled_text"))
    painter.setFont(button.font())
    area = QRect(0 if mirrored else room, 0, button.width() - room, button.height())
    start = Qt.AlignmentFlag.AlignRight if mirrored else Qt.AlignmentFlag.AlignLeft
    painter.drawText(area, _WRAP | start, button.text())
    painter.end()


def _choice_size(button: QAbstractButton) -> QSize:
    text = QFontMetrics(button.font()).size(0, button.text())
    return QSize(px(_SIDE + _GAP) + text.width() + 2, max(px(_HEIGHT), text.height()))


def _choice_height(button: QAbstractButton, width: int) -> int:
    room = QRect(0, 0, max(1, width - px(_SIDE + _GAP)), 10_000)
    return max(px(_HEIGHT), QFontMetrics(button.font()).boundingRect(room, _WRAP, button.text()).height() + px(8))


def _choice_minimum(button: QAbstractButton) -> QSize:
    words = button.text().split() or [""]
    metrics = QFontMetrics(button.font())
    return QSize(px(_SIDE + _GAP) + max(metrics.horizontalAdvance(word) for word in words) + 2, px(_HEIGHT))


def _set_policy(button: QAbstractButton) -> None:
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    button.setSizePolicy(policy)


class CheckBox(QCheckBox):
    """A check box of 26 px whose words wrap."""

    def __init__(self, text: str, toggled: Callable[[bool], object] | None = None, *, checked: bool = False) -> None:
        """Say `text`; call `toggled` with the new state when the person changes it."""
        super().__init__(text)
        _set_policy(self)
        self.setChecked(checked)
        if toggled is not None:
            self.toggled.connect(toggled)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint box and words."""
        _paint_choice(self, _draw_box)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one line."""
        return _choice_size(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the longest word."""
        return _choice_minimum(self)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Grow with wrapped words."""
        return _choice_height(self, width)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take clicks anywhere on it."""
        return self.rect().contains(position)


class RadioButton(QRadioButton):
    """A radio button of 26 px whose words wrap."""

    def __init__(self, text: str, toggled: Callable[[bool], object] | None = None, *, checked: bool = False) -> None:
        """Say `text`; call `toggled` with the new state when it changes."""
        super().__init__(text)
        _set_policy(self)
        self.setChecked(checked)
        if toggled is not None:
            self.toggled.connect(toggled)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint circle and words."""
        _paint_choice(self, _draw_dot)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for one line."""
        return _choice_size(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the longest word."""
        return _choice_minimum(self)

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Grow with wrapped words."""
        return _choice_height(self, width)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take clicks anywhere on it."""
        return self.rect().contains(position)


def _paint_chip(button: QAbstractButton, radius: int) -> None:
    painter = QPainter(button)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    on, enabled = button.isChecked(), button.isEnabled()
    pen = _edge(button, on=on)
    pen.setWidth(2 if on else 1)
    inset = pen.width() / 2
    painter.setPen(pen)
    painter.setBrush(
        color("disabled_bg" if not enabled else "soft" if on else "sunken" if button.underMouse() else "surface")
    )
    painter.drawRoundedRect(QRectF(button.rect()).adjusted(inset, inset, -inset, -inset), px(radius), px(radius))
    area = button.rect().adjusted(px(17), 0, -px(17), 0)
    if on:
        side = px(20)
        mirrored = button.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = area.right() - side if mirrored else area.left()
        _draw_check(
            painter, QRectF(left, (button.height() - side) / 2, side, side), "primary" if enabled else "disabled_text"
        )
        area.adjust(*((0, 0, -side - px(10), 0) if mirrored else (side + px(10), 0, 0, 0)))
    painter.setFont(font("button_primary" if on else "button"))
    painter.setPen(color("disabled_text" if not enabled else "soft_text" if on else "text"))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, button.text())
    painter.end()


def _chip_size(button: QAbstractButton) -> QSize:
    style = "button_primary" if button.isChecked() else "button"
    width = QFontMetrics(font(style)).horizontalAdvance(button.text())
    return QSize(width + px(34) + (px(30) if button.isChecked() else 0) + 2, px(_HEIGHT))


class Chip(QRadioButton):
    """One of several, of which one is chosen: a filter chip (`radius` 22) or a choice row (`radius` 8)."""

    def __init__(self, text: str, *, radius: int = 22) -> None:
        """Say `text`."""
        super().__init__(text)
        self._radius = radius
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the chip."""
        _paint_chip(self, self._radius)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the words, and the check mark when chosen."""
        return _chip_size(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never shorten the words."""
        return _chip_size(self)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take clicks anywhere on it."""
        return self.rect().contains(position)


class ChipBox(QCheckBox):
    """One of several, of which any number is chosen."""

    def __init__(self, text: str, toggled: Callable[[bool], object] | None = None, *, checked: bool = False) -> None:
        """Say `text`; call `toggled` with the new state when the person changes it."""
        super().__init__(text)
        self.setChecked(checked)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)
        if toggled is not None:
            self.toggled.connect(toggled)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paint the chip."""
        _paint_chip(self, 22)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for the words, and the check mark when chosen."""
        return _chip_size(self)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never shorten the words."""
        return _chip_size(self)

    def hitButton(self, position: QPoint) -> bool:  # noqa: N802 - Qt's name
        """Take clicks anywhere on it."""
        return self.rect().contains(position)


class ChoiceRow(QWidget):
    """Chips of which one is chosen; they wrap. `choices` are (value, words)."""

    def __init__(
        self,
        choices: Sequence[tuple[str, str]],
        chosen: str = "",
        changed: Callable[[str], object] | None = None,
        *,
        name: str = "",
        radius: int = 22,
    ) -> None:
        """Offer `choices`, called `name` as a group; call `changed` with the value the person chose."""
        super().__init__()
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._changed = changed
        self._chips: dict[str, Chip] = {}
        self._radius, self._name = radius, name
        self._flow = FlowLayout(self, gap=8)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.offer(choices, chosen)

    def offer(self, choices: Sequence[tuple[str, str]], chosen: str) -> None:
        """Offer other choices (filters with new counts)."""
        if list(self._chips) == [value for value, _words in choices]:
            for value, words in choices:
                self._chips[value].setText(words)
                self._chips[value].updateGeometry()
        else:
            self._replace(choices)
        if chosen in self._chips:
            self._chips[chosen].setChecked(True)
        self._flow.invalidate()
        self.updateGeometry()

    def _replace(self, choices: Sequence[tuple[str, str]]) -> None:
        for chip in self._chips.values():
            self._group.removeButton(chip)
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for value, words in choices:
            chip = Chip(words, radius=self._radius)
            chip.clicked.connect(lambda _on=True, value=value: self._chose(value))
            self._chips[value] = chip
            self._group.addButton(chip)
            self._flow.addWidget(chip)
            if self.isVisible():
                chip.show()  # at once and not with the next event, so that the row asks for its room now

    @property
    def chosen(self) -> str:
        """The value that is chosen, or an empty text."""
        return next((value for value, chip in self._chips.items() if chip.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose without calling `changed`."""
        if value in self._chips:
            self._chips[value].setChecked(True)

    def _chose(self, value: str) -> None:
        if self._changed is not None:
            self._changed(value)
