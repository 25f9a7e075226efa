"""The way out: the whole record as a folder that needs no Sheaf."""

from desktop.ui.export.card import ExportCard
from desktop.ui.export.view import ExportDialog, start_export

__all__ = ["ExportCard", "ExportDialog", "start_export"]
