"""What keeps a packet from being built or saved, with its sentences."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.foundation.errors import AppError, EnvironmentProblem, ExitCode


class NobodyNamedError(AppError):
    """The packet is for nobody yet."""

    code = "nobody-named"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("Choose a doctor first.", do="Say who gets the packet.")


class NeverGotError(AppError):
    """Only news are wanted since a version that this doctor never got."""

    code = "never-got"

    def __init__(self, version: int, has: Sequence[int]) -> None:
        """Say the version that is wanted, and the versions that they have, oldest first."""
        numbers = ", ".join(map(str, has))
        had = f"They have version {numbers}." if has else "They have no version of it."
        again = f"Choose what changed since version {has[-1]}, or send" if has else "Send"
        super().__init__(
            f"The doctor whom this packet is for never got version {version} of it. {had}",
            do=f"{again} the whole packet.",
        )


class EmptyPacketError(AppError):
    """Nothing is ticked."""

    code = "empty-packet"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("The packet is empty.", do="Tick at least the one-page summary.")


class LeakFoundError(AppError):
    """Something that must not leave stands in what we typeset."""

    code = "leak-found"
    exit_code = ExitCode.NEEDS_PERSON

    def __init__(self, pages: tuple[int, ...], what: str) -> None:
        """Name the pages and what kind of thing stands there."""
        where = "inside the file" if not any(pages) else "on page " + ", ".join(str(page) for page in pages if page)
        super().__init__(
            f"The packet was not saved: {what} stands {where}.",
            do="Take it out of the text that you typed, or put it in.",
        )
        self.pages = pages


class UnansweredError(AppError):
    """Something was found in included pages, and the person has not said yet whether it goes."""

    code = "unanswered"
    exit_code = ExitCode.NEEDS_PERSON

    def __init__(self, pages: tuple[int, ...]) -> None:
        """Name the pages."""
        where = ", ".join(str(page) for page in pages if page)
        super().__init__(
            f"The packet was not saved: look at {f'page {where}' if where else 'what you covered'} first.",
            do="Leave the page or the entry out, cover a part of the page, or say that it goes as it is.",
        )
        self.pages = pages


class NotReadBackError(EnvironmentProblem):
    """The written file could not be read back as it should."""

    code = "not-read-back"

    def __init__(self) -> None:
        """Say that it was removed again."""
        super().__init__(
            "The saved file could not be read back. It was removed again.", do="Try another folder or USB stick."
        )


class FileThereError(AppError):
    """A file with this name is already there."""

    code = "file-there"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("A file with this name is already there.", do="Choose another name; nothing is overwritten.")


class FolderNotWritableError(EnvironmentProblem):
    """The folder cannot be written."""

    code = "folder-not-writable"

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The folder cannot be written to.", safe="The packet is kept as it is.", do="Choose another one."
        )


class NoRoomError(EnvironmentProblem):
    """The disk is full."""

    code = "disk-full"

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "There is no room left on this disk.", safe="The packet is kept as it is.", do="Choose another place."
        )


class NotBuiltError(AppError):
    """The packet could not be put together."""

    code = "not-built"
    exit_code = ExitCode.NEEDS_PERSON

    def __init__(self, do: str = "") -> None:
        """Say so; `do` replaces the usual advice."""
        super().__init__(
            "The packet could not be put together.",
            do=do or "Leave out the document that was added last, and try again.",
        )
