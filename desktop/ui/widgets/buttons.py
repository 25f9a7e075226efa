"""The kinds of button: primary (one a page), secondary, link, danger, icon only, and a whole row."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from desktop.ui.theme import restyle, set_icon
from desktop.ui.theme.icons import draw_icon

_ICON_ROLE = {"primary": "on_primary", "danger": "danger", "link": "primary"}


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    kind: str = "secondary",
    icon: str = "",
    name: str = "",
) -> QPushButton:
    """Return a button with words; `kind` is primary, secondary, link or danger.

    `name` is its accessible name when the words alone do not say the object ("Change Ferritin").
    """
    made = QPushButton(text.replace("&", "&&"))
    made.setAutoDefault(False)
    made.setProperty("kind", kind)
    made.setAccessibleName(name or text)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if icon:
        set_icon(made, icon, _ICON_ROLE.get(kind, "primary"))
    if clicked is not None:
        made.clicked.connect(lambda _on=False: clicked())
    return made


def primary(text: str, clicked: Callable[[], object] | None = None, *, icon: str = "", name: str = "") -> QPushButton:
    """Return the one filled button of a page."""
    return button(text, clicked, kind="primary", icon=icon, name=name)


def secondary(text: str, clicked: Callable[[], object] | None = None, *, icon: str = "", name: str = "") -> QPushButton:
    """Return an outlined button."""
    return button(text, clicked, icon=icon, name=name)


def link(text: str, clicked: Callable[[], object] | None = None, *, icon: str = "", name: str = "") -> QPushButton:
    """Return a button that looks like a link."""
    return button(text, clicked, kind="link", icon=icon, name=name)


def danger(
    text: str, clicked: Callable[[], object] | None = None, *, icon: str = "trash", name: str = ""
) -> QPushButton:
    """Return the button of something that takes away; its words name the thing."""
    return button(text, clicked, kind="danger", icon=icon, name=name)


def icon_button(icon: str, words: str, clicked: Callable[[], object] | None = None) -> QPushButton:
    """Return a button without words; `words` are its accessible name and its tooltip."""
    made = button("", clicked, kind="icon", name=words)
    made.setToolTip(words)
    set_icon(made, icon, "primary", size=22)
    return made


def say(made: QPushButton, text: str, *, icon: str = "") -> None:
    """Change a button's words (and icon), and its accessible name with them."""
    made.setText(text.replace("&", "&&"))
    made.setAccessibleName(text)
    if icon:
        set_icon(made, icon, str(made.property("iconRole") or "primary"))
    else:
        draw_icon(made)


def shorten(made: QPushButton, text: str) -> None:
    """Show fewer words, or none beside the icon, where there is little room; its accessible name stays."""
    name = made.accessibleName()
    made.setText(text.replace("&", "&&"))
    made.setToolTip("" if text == name else name)
    draw_icon(made)


class RowButton(QPushButton):
    """A whole row that can be pressed; give it a layout, and a name that says what it opens."""

    def __init__(
        self, name: str, clicked: Callable[[], object] | None = None, *, parent: QWidget | None = None
    ) -> None:
        """Make an empty row called `name`."""
        super().__init__(parent)
        self.setProperty("kind", "row")
        self.setAccessibleName(name)
        self.setAutoDefault(False)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if clicked is not None:
            self.clicked.connect(lambda _on=False: clicked())

    def select(self, *, selected: bool) -> None:
        """Show the row as the selected one."""
        self.setProperty("selected", "true" if selected else "false")
        restyle(self)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Ask for what the layout inside needs."""
        layout = self.layout()
        return layout.totalSizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Never ask for less than the layout inside needs."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout is not None else super().minimumSizeHint()

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's name
        """Grow with wrapped words."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else super().heightForWidth(width)

    def let_clicks_through(self) -> None:
        """Make the labels inside transparent for the mouse, so that the whole row is pressed."""
        for child in self.findChildren(QWidget):
            if child.focusPolicy() is Qt.FocusPolicy.NoFocus:
                child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
