"""What a command wrote to files and called them, as the system saw it: for markers that must not be there.

strace prints every byte in hex; what goes to pipes and sockets stays between our own processes and is left out.
"""

from __future__ import annotations

import base64
import re
import subprocess
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,open,creat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,mkdir,mkdirat,"
    "write,pwrite64,writev,pwritev,pwritev2,sendfile,copy_file_range"
)
_WRITE = re.compile(rb"(?:p?write(?:64|v|v2)?)\(\d+<([^>]*)>")
_HEX = re.compile(rb"((?:\\x[0-9a-f]{2})+)")
_MOST = 4_000_000


@dataclass(frozen=True)
class Written:
    """Bytes that went to a file, or (`path` empty) the words of a call that names files."""

    path: str
    data: bytes


def traced(command: Sequence[str], log: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[bytes]:
    """Run a command and everything that it starts under strace."""
    strace = ["strace", "-f", "-qq", "-y", "-xx", "-s", str(_MOST), "-e", f"trace={CALLS}", "-o", str(log)]
    return subprocess.run([*strace, *command], env=environment, capture_output=True, check=False)  # noqa: S603 - our own


def _plain(words: bytes) -> bytes:
    return b"".join(bytes.fromhex(found.decode().replace("\\x", "")) for found in _HEX.findall(words))


def written(log: Path) -> Iterator[Written]:
    """Yield what was written to files, and every name that was used."""
    with log.open("rb") as lines:
        for line in lines:
            wrote = _WRITE.search(line)
            if wrote is None:
                yield Written("", _plain(line))
                continue
            path = _plain(wrote[1]) or wrote[1]
            if path.startswith(b"/") and not path.startswith(b"/dev/"):
                yield Written(path.decode("utf-8", "replace"), _plain(line[wrote.end() :]))


def spellings(word: str) -> tuple[bytes, ...]:
    """Return a word as it could stand in a file: UTF-8, UTF-16, hex, and base64 at each of its three places."""
    plain = word.encode()
    based = []
    for before in range(3):
        shifted = base64.b64encode(b"\0" * before + plain)
        based.append(shifted[4 if before else 0 : -4])
    return (
        plain,
        word.encode("utf-16-le"),
        word.encode("utf-16-be"),
        plain.hex().encode(),
        plain.hex().upper().encode(),
        *based,
    )


def _inflated(data: bytes) -> Iterator[bytes]:
    for place in (found.start() for found in re.finditer(rb"x[\x01\x5e\x9c\xda]", data)):
        try:
            yield zlib.decompressobj().decompress(data[place:], _MOST)
        except zlib.error:
            continue


def found_in(data: bytes, words: Sequence[str]) -> set[str]:
    """Return which words stand in the data, in any spelling, inflated too."""
    texts = (data, *_inflated(data))
    return {word for word in words if any(spelled in text for spelled in spellings(word) for text in texts)}
