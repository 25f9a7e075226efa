"""What lies in a packet's folder: a file, where it goes, and what it is, for the manifest."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.services.export.csv_tables import BYTE_ORDER_MARK, defused

MANIFEST, README, IPS = "manifest.csv", "README.txt", "summary.ips.json"
_COLUMNS = ("file", "bytes", "sha256", "what it is")


@dataclass(frozen=True, slots=True)
class FolderFile:
    """One file: its path in the folder (/ between parts, ASCII), what it is in a few words, and its bytes in pieces."""

    path: str
    what: str
    chunks: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderChoice:
    """What goes into the folder beside the packet; `locked` is about the PDF only, all else can be read by anyone."""

    locked: bool = False
    images: bool = True
    originals: bool = True


def manifest_csv(files: Sequence[FolderFile], sizes: Mapping[str, int], hashes: Mapping[str, str]) -> bytes:
    """Return a line for each file, in UTF-8 with a byte order mark; hashes are SHA-256 in hex."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for file in files:
        writer.writerow((file.path, sizes[file.path], hashes[file.path], defused(file.what)))
    return BYTE_ORDER_MARK + text.getvalue().encode("utf-8")
