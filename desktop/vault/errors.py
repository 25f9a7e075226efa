"""What can go wrong with a vault, each with its sentences; none names a person or a document."""

from __future__ import annotations

from typing import ClassVar

from desktop.foundation.errors import AppError, EnvironmentProblem, ExitCode


class NoSuchVaultError(AppError):
    """There is no vault at that place."""

    code = "no-vault"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("There is no vault at that place.", do="Check the folder's name; it ends in .sheaf.")


class VaultExistsError(AppError):
    """Something is already there."""

    code = "vault-exists"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("There is something at that place already.", do="Choose another name for the new vault.")


class BadPassphraseError(AppError):
    """A new passphrase that does not fit the rules."""

    code = "bad-passphrase"


class WrongPassphraseError(AppError):
    """The passphrase opens no slot."""

    code = "wrong-passphrase"
    exit_code = ExitCode.WRONG_SECRET

    def __init__(self) -> None:
        """Say it in the words of the unlock screen."""
        super().__init__(
            "That passphrase did not open the vault.",
            safe="Your records are safe, and you can try as often as you like.",
            do="Check each word and the spaces between them.",
        )


class MistypedCodeError(AppError):
    """The recovery code contradicts its own check characters; `group` is 1..7, or 0 when it is not known."""

    code = "mistyped-code"
    exit_code = ExitCode.WRONG_SECRET

    def __init__(self, group: int = 0) -> None:
        """Name the group when one character explains it."""
        self.group = group
        where = f"Group {group} does not look right." if group else "The code does not look right."
        super().__init__(where, do="Compare it with your page.")


class WrongCodeError(AppError):
    """A well-formed code of another vault."""

    code = "wrong-code"
    exit_code = ExitCode.WRONG_SECRET

    def __init__(self) -> None:
        """Say so."""
        super().__init__("This code belongs to another vault.", do="Look at the vault's name on your recovery kit.")


class DamagedVaultError(AppError):
    """The key is right, or there is no key to try, and the vault cannot be read."""

    code = "damaged"
    exit_code = ExitCode.DAMAGED

    def __init__(self, happened: str = "Your passphrase is right, but the vault is damaged.") -> None:
        """Say what is damaged."""
        super().__init__(
            happened, safe="Nothing was changed.", do="Open a backup, or copy the folder before you try anything else."
        )


class KeyStoreError(EnvironmentProblem):
    """The operating system's key store is missing, locked, refused, or does not keep what it is given."""

    code = "key-store"

    def __init__(self) -> None:
        """Say that the passphrase still works."""
        super().__init__(
            "Your computer did not hand over the remembered passphrase.",
            safe="Nothing was changed; your records are safe.",
            do="Please type it.",
        )


class KeysDamagedError(DamagedVaultError):
    """vault.keys and its copy cannot be used."""

    code = "keys-damaged"

    def __init__(self) -> None:
        """Say that the recovery code still helps."""
        super().__init__("The file with the vault's locks is missing or damaged.")
        self.do = "Use your recovery code: it opens the vault without that file."


class VerificationFailedError(DamagedVaultError):
    """A copy that was just made does not say what its source says; it was thrown away."""

    code = "not-verified"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("The new copy of the vault could not be read back as it was written.")
        self.safe = "Your vault is as it was; the bad copy was thrown away."
        self.do = "Check the disk, and try again or choose another place."


class NoSuchBackupError(AppError):
    """There is no whole backup at that place."""

    code = "no-backup"

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "There is no whole backup in that folder.",
            do="Choose a folder whose name ends in .sheaf-backups, or one in it.",
        )


class DamagedBackupError(DamagedVaultError):
    """A backup that says it is whole, and is not."""

    code = "backup-damaged"

    def __init__(self) -> None:
        """Say so."""
        super().__init__("This backup is damaged, so it was not brought back.")
        self.safe = "Your vault is as it was, and so are your other backups."
        self.do = "Choose another backup, and make a new one."


class VaultInUseError(AppError):
    """Another process has the vault open for writing."""

    code = "in-use"
    exit_code = ExitCode.OPEN_ELSEWHERE

    def __init__(self, where: str) -> None:
        """Say where: this computer or another."""
        super().__init__(
            f"This vault is open in another window{where}.", do="Go there, or open it here for reading only."
        )


class ReadOnlyVaultError(AppError):
    """A change was asked of a vault that is open for reading only."""

    code = "read-only"
    exit_code = ExitCode.ENVIRONMENT

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The vault is open for reading only.",
            do="Check that the disk can be written and that you may write to the folder, and open it again.",
        )


class VaultHeldError(AppError):
    """A change was asked for while the whole vault is being written anew."""

    code = "held"
    exit_code = ExitCode.OPEN_ELSEWHERE

    def __init__(self) -> None:
        """Say so."""
        super().__init__("The vault is being encrypted with new keys.", do="Try again when it is done.")


class DiskFullError(EnvironmentProblem):
    """There is no room."""

    code = "disk-full"

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "There is no room left on this disk.",
            safe="What was confirmed before is saved; the last change is not.",
            do="Free some space and try again.",
        )


class CannotWriteError(EnvironmentProblem):
    """The folder or file cannot be written."""

    code = "cannot-write"

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The vault's folder cannot be written.",
            safe="What was confirmed before is saved; the last change is not.",
            do="Check that the disk is there and that you may write to the folder.",
        )


class NoCipherError(EnvironmentProblem):
    """The database library cannot encrypt; plain SQLite takes `PRAGMA key` in silence."""

    code = "no-cipher"

    def __init__(self) -> None:
        """Say that nothing was opened, since it would have been written in the clear."""
        super().__init__(
            "The encrypting database is missing from this installation.",
            safe="Nothing was opened or written.",
            do="Install Sheaf again.",
        )


class NotEnoughMemoryError(EnvironmentProblem):
    """The passphrase's key needs more memory than the computer gives."""

    code = "not-enough-memory"

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "This computer has too little free memory to check the passphrase.",
            do="Close other programs and try again.",
        )


class NewerVaultError(AppError):
    """The vault was written by a newer Sheaf."""

    code = "newer-vault"
    exit_code = ExitCode.NEWER_VERSION

    def __init__(self, needs: str) -> None:
        """Name the version that is needed; empty when the vault does not say."""
        happened = f"This vault needs Sheaf {needs} or newer." if needs else "This vault needs a newer Sheaf."
        super().__init__(happened, do="Install that version; this one changes nothing in it.")


class OutdatedVaultError(AppError):
    """The vault is of an older version, and was opened for reading only."""

    code = "outdated"
    exit_code = ExitCode.ENVIRONMENT

    def __init__(self) -> None:
        """Say that it has to be opened for writing once."""
        super().__init__(
            "This vault was last used with an older Sheaf and has to be brought up to date first.",
            do="Open it once without “for reading only”.",
        )


class MigrationFailedError(AppError):
    """The vault could not be brought up to date; it is as it was."""

    code = "not-migrated"
    exit_code = ExitCode.BUG

    def __init__(self) -> None:
        """Say that the older Sheaf still opens it."""
        super().__init__(
            "The vault could not be brought up to date for this version of Sheaf.",
            safe="It is exactly as it was, and a backup lies beside it.",
            do="Open it with the Sheaf that you used before, and please tell us about it.",
        )


class OtherCopyError(AppError):
    """The vault is an older or a different copy than the one last seen on this computer."""

    code: ClassVar[str] = "other-copy"
    exit_code = ExitCode.OTHER_COPY

    def __init__(self, happened: str) -> None:
        """Say how it differs."""
        super().__init__(happened, do="Look for the newer copy. To go on with this one all the same, say so.")

    @classmethod
    def older(cls, sequence: int, last_seen: int) -> OtherCopyError:
        """Return the error for a copy that lacks changes."""
        return cls(f"This is an older copy of the vault (change {sequence} of {last_seen}).")

    @classmethod
    def diverged(cls) -> OtherCopyError:
        """Return the error for a copy with another history."""
        return cls("There are two different copies of this vault, and this is not the one last used here.")

    @classmethod
    def altered(cls) -> OtherCopyError:
        """Return the error for a closed database that is not the file which Sheaf left."""
        return cls(
            "The vault’s database is not as Sheaf left it here: a part of it may have been put back from before."
        )

    @classmethod
    def replaced(cls) -> OtherCopyError:
        """Return the error for a database that was exchanged while it was open."""
        return cls("Another copy of the vault was put in its place while it was open.")
