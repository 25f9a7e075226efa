"""Which files a backup wrote, and a bit that flips."""

from __future__ import annotations

from pathlib import Path

Snapshot = dict[Path, tuple[int, int, int]]


def snapshot(folder: Path) -> Snapshot:
    """Return size, inode and time of change of every file below a folder."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file():
            stat = path.stat()
            found[path] = (stat.st_size, stat.st_ino, stat.st_mtime_ns)
    return found


def changed(before: Snapshot, after: Snapshot) -> dict[Path, int]:
    """Return the files that are new or were written, with their sizes."""
    return {path: state[0] for path, state in after.items() if before.get(path) != state}


def flip(path: Path, place: int | None = None) -> None:
    """Change one bit in the middle of a file, or at `place`."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2 if place is None else place] ^= 1
    path.write_bytes(data)
