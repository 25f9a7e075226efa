"""What stops a whole import, with its sentences."""

from __future__ import annotations

from typing import ClassVar

from desktop.foundation.errors import AppError, EnvironmentProblem


class TooManyFilesError(AppError):
    """More files than one import takes."""

    code = "too-many-files"

    def __init__(self, count: int, most: int, *, more: bool = False) -> None:
        """Say how many there are (`more`: at least so many) and how many are taken at once."""
        many = f"more than {count - 1:,}" if more else f"{count:,}"
        super().__init__(
            f"These are {many} files; {most:,} can be added at once.",
            safe="Nothing was added or changed.",
            do="Add them in parts, for example one folder after the other.",
        )


class NoImportError(AppError):
    """There is no import to take back."""

    code = "no-import"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("There is no import to take back.", do="Nothing needs to be done.")


class ImportStoppedError(EnvironmentProblem):
    """The disk was full or could not be written in the middle of an import."""

    code = "import-stopped"

    def __init__(self, stored: int, left: int, cause: EnvironmentProblem) -> None:
        """Say how many files are in and how many are not."""
        self.code = cause.code  # type: ignore[misc] # the cause's own code is what scripts look for
        are_in = "1 file is stored" if stored == 1 else f"{stored} files are stored"
        super().__init__(
            f"{cause.happened} {are_in}, {left} {'is' if left == 1 else 'are'} not.",
            safe="What is stored is safe; your original files were not changed.",
            do=f"{cause.do} Then add the {left} again.",
        )


class DiscTooLargeError(AppError):
    """The image files of one disc or folder are more than is taken at once."""

    code = "disc-too-large"

    def __init__(self, name: str) -> None:
        """Name the disc or folder."""
        super().__init__(
            f"The image files in “{name}” are larger than 4 GB together.",
            safe="Nothing was added or changed.",
            do="Add its folders one after the other.",
        )


class NoTableError(AppError):
    """A document that is no table, or one that cannot be taken apart."""

    code = "no-table"

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "This document is not a table with columns.", do="Only tables (CSV) are asked what their columns are."
        )


class ColumnsError(AppError):
    """Columns from which no test result can be read."""

    code = "columns"
    _SAID: ClassVar[dict[str, tuple[str, str]]] = {
        "count": ("The table has another number of columns.", "Look at the table again, then say its columns."),
        "twice": ("Two columns are said to be the same: {column}.", "Choose one of them."),
        "no-test": ("No column is said to name the test.", "Say which column has the names of the tests."),
        "no-value": ("No column is said to hold the result.", "Say which column has the results."),
        "mixed": (
            "These columns do not go together.",
            "Say either which column has the results, or which columns are days, or which are tests.",
        ),
        "order": (
            "The dates in this table can be read in two ways.",
            "Say whether the day or the month comes first.",
        ),
    }

    def __init__(self, reason: str, column: str = "") -> None:
        """`reason` is one of `_SAID`; `column` what was said twice."""
        happened, do = self._SAID[reason]
        super().__init__(happened.format(column=column), safe="The table itself is safe.", do=do)
        self.reason = reason
