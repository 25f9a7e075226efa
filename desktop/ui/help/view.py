"""Help: the user guide in a plain text browser; links stay inside it."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextBrowser, QWidget

from desktop.ui.help.presenter import GuidePage, guide_pages, page_for
from desktop.ui.navigation import PageScreen, ScreenContext
from desktop.ui.theme import changes, color, font, limit
from desktop.ui.widgets import Dialog, Page, primary, secondary


class GuideBrowser(QTextBrowser):
    """Shows one page of the guide; opens nothing outside of it."""

    def __init__(self) -> None:
        """Start with the index."""
        super().__init__()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setAccessibleName(self.tr("User guide"))
        self._pages: dict[str, GuidePage] = {page.name: page for page in guide_pages()}
        self.current = ""
        self._past: list[str] = []
        self.anchorClicked.connect(self._follow)
        changes.changed.connect(self._draw)
        limit(self, min_height=300)
        self.go("index")

    def go(self, name: str) -> None:
        """Show a page; the index when there is none of that name."""
        self._past.append(self.current)
        self.current = name if name in self._pages else "index"
        self._draw()

    def back(self) -> None:
        """Show the page before."""
        while self._past:
            before = self._past.pop()
            if before and before != self.current:
                self.current = before
                self._draw()
                return
        self.current = "index"
        self._draw()

    def _draw(self) -> None:
        page = self._pages.get(self.current)
        document = self.document()
        document.setDefaultFont(font("body"))
        document.setDefaultStyleSheet(f"a {{ color: {color('primary').name()}; }}")
        self.setMarkdown(
            page.text if page is not None else self.tr("The user guide is missing from this installation.")
        )
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _follow(self, url: QUrl) -> None:
        name = url.fileName().removesuffix(".md")
        if not url.scheme() and name in self._pages:
            self.go(name)


class HelpScreen(PageScreen):
    """The guide, at the page about the screen that F1 was pressed on."""

    name = "help"

    def __init__(self, context: ScreenContext) -> None:
        """Show the guide."""
        page = Page("")
        super().__init__(context, page)
        self.title = page.tr("Help")
        page.set_title(self.title, page.tr("This guide is part of the program; it needs no internet."))
        self.guide = GuideBrowser()
        contents = secondary(page.tr("Contents"), lambda: self.guide.go("index"), icon="list")
        back = secondary(page.tr("Back"), self.guide.back, icon="arrow-left")
        page.set_actions(back, contents)
        page.content.addWidget(self.guide, 1)

    def open(self, target: str) -> None:
        """Show the page about a screen."""
        if target != "help":
            self.guide.go(page_for(target))


def show_help_dialog(window: QWidget, name: str) -> Dialog:
    """Show a page of the guide over a window that has no sidebar yet."""
    dialog = Dialog(window, "", icon="question", width=760)
    dialog.set_title(dialog.tr("Help"))
    guide = GuideBrowser()
    guide.go(name)
    limit(guide, min_height=380)
    dialog.body.addWidget(guide)
    close = primary(dialog.tr("Close"), dialog.reject)
    dialog.set_buttons(right=[close])
    dialog.first = close
    dialog.present()
    return dialog
