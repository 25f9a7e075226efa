"""The notice that words in pictures cannot be read here: said once, not for each file, and put away for good."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop.services.importing import FileOutcome
from desktop.services.picture_reading import how_to_get_recognition, missing_recognition
from desktop.ui.navigation import ScreenContext
from desktop.ui.widgets import Notice, secondary


def recognition_notice(context: ScreenContext, outcomes: Sequence[FileOutcome]) -> Notice | None:
    """Return the notice when some file waits for recognition that is not here, and it was not put away."""
    from desktop.ui.window import SheafWindow  # noqa: PLC0415 - the window imports the screens

    window = context.window
    if not isinstance(window, SheafWindow) or window.settings.told_of_recognition:
        return None
    if not missing_recognition(outcomes):
        return None

    def put_away() -> None:
        window.remember(told_of_recognition=True)
        notice.hide()

    words = QCoreApplication.translate("ImportResults", "Do not show again")
    notice = Notice(how_to_get_recognition(), secondary(words, put_away))
    return notice
