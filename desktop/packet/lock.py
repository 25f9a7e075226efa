"""The sandbox job that locks a packet: AES-256, revision 6."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
from pikepdf import Encryption, Pdf

from desktop.sandbox.values import JSONValue


def lock(data: bytes, phrase: str) -> bytes:
    """Return the PDF encrypted with AES-256 (R=6), opened by `phrase`; its metadata is encrypted too."""
    with Pdf.open(io.BytesIO(data)) as pdf:
        made = io.BytesIO()
        pdf.save(
            made,
            encryption=Encryption(owner=phrase, user=phrase, R=6, aes=True, metadata=True),
            compress_streams=False,  # they are, since the packet was joined
            object_stream_mode=pikepdf.ObjectStreamMode.preserve,
        )
        return made.getvalue()


def lock_packet(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the packet; argument `phrase`."""
    return None, (lock(blobs[0], str(arguments["phrase"])),)


def warm_up() -> None:
    """Lock an empty page once, so that randomness and ciphers are loaded before the doors are locked."""
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        made = io.BytesIO()
        pdf.save(made)
    lock(made.getvalue(), "sample")
