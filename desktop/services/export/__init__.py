"""The way out: the whole record as a folder of open formats, readable without Sheaf."""

from desktop.services.export.exporting import Exporting
from desktop.services.export.values import Exported

__all__ = ["Exported", "Exporting"]
