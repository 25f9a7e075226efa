"""What keeps an export from being written, with its sentences."""

from __future__ import annotations

import errno

from desktop.foundation.errors import AppError, EnvironmentProblem

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
NOTHING_WRITTEN = "Your records are safe in the vault. Nothing was written there."
REMOVED_AGAIN = "Your records are safe in the vault. What was written there was removed again."
LEFT_BEHIND = "Your records are safe in the vault. An unfinished folder whose name ends in .part is left behind."


class PlaceTakenError(AppError):
    """The folder is there and holds something."""

    code = "export-place-taken"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("There is something at that place already.", do="Name a new folder, or an empty one.")


class UnfinishedThereError(AppError):
    """An export that was cut off (a power cut) lies where this one would be written."""

    code = "export-unfinished-there"

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "Beside that place lies the unfinished folder of an earlier export; its name ends in .part.",
            do="Delete that folder, or choose another place.",
        )


class InsideVaultError(AppError):
    """The folder would lie inside the vault."""

    code = "export-inside-vault"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("That place is inside the vault's own folder.", do="Choose a folder outside of the vault.")


class WholeDiskError(AppError):
    """The place is the top of a disk, which cannot be replaced by a finished folder."""

    code = "export-whole-disk"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("That place is a whole disk, not a folder.", do="Name a new folder on that disk.")


class ExportNoRoomError(EnvironmentProblem):
    """The disk is full."""

    code = "disk-full"

    def __init__(self, *, safe: str = NOTHING_WRITTEN) -> None:
        """Say so."""
        super().__init__(
            "There is no room on that disk for the export.", safe=safe, do="Free some space, or choose another disk."
        )


class ExportFolderError(EnvironmentProblem):
    """The folder cannot be written."""

    code = "cannot-write"

    def __init__(self, *, safe: str = NOTHING_WRITTEN) -> None:
        """Say so."""
        super().__init__(
            "The export could not be written to that place.",
            safe=safe,
            do="Check that the folder is there and that you may write to it, or choose another.",
        )


def of_place(error: OSError, *, safe: str = NOTHING_WRITTEN) -> EnvironmentProblem:
    """Return the plain error for a failed file operation at the export's place."""
    return ExportNoRoomError(safe=safe) if error.errno in _FULL else ExportFolderError(safe=safe)
