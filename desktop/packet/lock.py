"""The sandbox job that locks a packet: AES-256, revision 6."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import BinaryIO

import pikepdf
from pikepdf import Encryption, Pdf

from desktop.sandbox.pieces import Save
from desktop.sandbox.values import JSONValue


def lock(packet: BinaryIO, phrase: str, out: BinaryIO) -> None:
    """Write the PDF encrypted with AES-256 (R=6), opened by `phrase`; its metadata is encrypted too."""
    with Pdf.open(packet) as pdf:
        pdf.save(
            out,
            encryption=Encryption(owner=phrase, user=phrase, R=6, aes=True, metadata=True),
            compress_streams=False,  # they are, since the packet was joined
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )


def lock_packet(files: tuple[BinaryIO, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[Save, ...]]:
    """Sandbox job: one file, the packet; argument `phrase`. The locked packet leaves while it is written."""
    return None, (lambda out: lock(files[0], str(arguments["phrase"]), out),)


def locked_sample() -> bytes:
    """Return an empty page, locked."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        plain, locked = io.BytesIO(), io.BytesIO()
        pdf.save(plain)
    lock(plain, "sample", locked)
    return locked.getvalue()


def warm_up() -> None:
    """Lock an empty page once, so that randomness and ciphers are loaded before the doors are locked."""
    locked_sample()
