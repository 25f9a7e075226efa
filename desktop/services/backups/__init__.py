"""Backups: when they are made, where they lie, what is in them, and bringing one back."""

from desktop.services.backups.backups import Backups, BackupState
from desktop.services.backups.listing import BackupLine
from desktop.services.backups.remembered import SecondPlace
from desktop.services.backups.words import Difference, Inside
from desktop.vault.backup.folder import Backup
from desktop.vault.backup.restore import Restored

__all__ = ["Backup", "BackupLine", "BackupState", "Backups", "Difference", "Inside", "Restored", "SecondPlace"]
