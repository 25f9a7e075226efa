"""Documents in: sealed first, then read in the sandbox, then filed in one transaction each."""

from desktop.services.importing.importing import Importing
from desktop.services.importing.values import FileOutcome, ImportBatch, ImportStatus, ImportUndone

__all__ = ["FileOutcome", "ImportBatch", "ImportStatus", "ImportUndone", "Importing"]
