"""What can go wrong while typesetting; no sentence holds any of the text that was set."""

from __future__ import annotations

from desktop.foundation.errors import EnvironmentProblem, SheafError


class PageNotMadeError(SheafError):
    """A template and its values did not become pages: a bug."""

    code = "page-not-made"

    def __init__(self) -> None:
        """Say so without any of the values."""
        super().__init__(
            "A page could not be set.", do="Please tell the makers of Sheaf, with the bug report from the Help menu."
        )


class FontsMissingError(EnvironmentProblem):
    """The fonts that come with the program are gone."""

    code = "fonts-missing"

    def __init__(self) -> None:
        """Name no path: it could hold the user's name."""
        super().__init__("The fonts that come with Sheaf are missing.", do="Please install Sheaf again.")
