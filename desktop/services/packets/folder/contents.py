"""What lies in a packet's folder: a file, where it goes, and what it is, for the manifest."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.packet.language import say
from desktop.services.export.csv_tables import BYTE_ORDER_MARK, defused
from desktop.vault.sealed import Sink

MANIFEST, README, IPS = "manifest.csv", "README.txt", "summary.ips.json"


@dataclass(frozen=True, slots=True)
class FolderFile:
    """One file: its path in the folder (/ between parts, ASCII), what it is in a few words, what writes its bytes."""

    path: str
    what: str
    put: Callable[[Sink], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderChoice:
    """What goes into the folder beside the packet; `locked` is about the PDF only, all else can be read by anyone."""

    locked: bool = False
    images: bool = True
    originals: bool = True


def held(data: bytes) -> Callable[[Sink], object]:
    """Return what writes bytes that are there already."""
    return lambda sink: sink.write(data)


def made_of(chunks: Callable[[], Iterable[bytes]]) -> Callable[[Sink], object]:
    """Return what writes bytes that are made a piece at a time."""

    def put(sink: Sink) -> None:
        for chunk in chunks():
            sink.write(chunk)

    return put


def manifest_csv(files: Sequence[FolderFile], sizes: Mapping[str, int], hashes: Mapping[str, str]) -> bytes:
    """Return a line for each file after the heads, in UTF-8 with a byte order mark; hashes are SHA-256 in hex.

    Heads and words are in the language spoken, for those who open it in a spreadsheet. A program goes by the order of
    the columns (path, bytes, hash, words): it is the same in every language, as are paths and hashes.
    """
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow((say("manifest.file"), say("manifest.bytes"), "sha256", say("manifest.what")))
    for file in files:
        writer.writerow((defused(file.path), sizes[file.path], hashes[file.path], defused(file.what)))
    return BYTE_ORDER_MARK + text.getvalue().encode("utf-8")
