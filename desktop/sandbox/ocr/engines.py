"""Which program or library here can recognize words, and what it needs on the disk."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

LANGUAGES = ("eng", "spa")
"""The languages that documents are read in, as tesseract names them."""
ORIENTATION = "osd"
_SECONDS = 20
_LIBRARY = re.compile(r"(?:=>\s*)?(/\S+)\s+\(0x[0-9a-f]+\)")
_USUAL_PLACES = {
    "win32": (r"C:\Program Files\Tesseract-OCR\tesseract.exe",),
    "darwin": ("/opt/homebrew/bin/tesseract", "/usr/local/bin/tesseract", "/opt/local/bin/tesseract"),
}


class EngineKind(StrEnum):
    """What recognizes words."""

    TESSERACT = "tesseract"
    RAPIDOCR = "rapidocr"


@dataclass(frozen=True, slots=True)
class Engine:
    """What recognizes words here. Of tesseract: the program, its languages, and the files it cannot do without."""

    kind: EngineKind
    program: Path = Path()
    languages: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    folders: tuple[Path, ...] = ()

    @property
    def finds_orientation(self) -> bool:
        """Whether it can tell which way up a page is."""
        return ORIENTATION in self.languages

    @property
    def read_in(self) -> str:
        """The languages of documents that it has, joined as tesseract takes them."""
        return "+".join(one for one in LANGUAGES if one in self.languages)


def find_tesseract() -> Path | None:
    """Return the tesseract program of this computer, beside an installed Sheaf first, or None."""
    beside = Path(sys.executable).parent / "tesseract"
    usual = (beside, *map(Path, _USUAL_PLACES.get(sys.platform, ())))
    found = shutil.which("tesseract")
    places = (*usual[:1], *((Path(found),) if found else ()), *usual[1:])
    return next((place.resolve() for place in places if place.is_file() and os.access(place, os.X_OK)), None)


def has_rapidocr() -> bool:
    """Whether the optional part for phone photos is installed."""
    return all(importlib.util.find_spec(name) is not None for name in ("rapidocr", "onnxruntime"))


def environment() -> dict[str, str]:
    """Return the environment of recognition: one thread, plain words, and nothing of the person's."""
    kept = {
        name: os.environ[name] for name in ("SYSTEMROOT", "LD_LIBRARY_PATH", "TESSDATA_PREFIX") if name in os.environ
    }
    return {**kept, "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1", "PATH": os.defpath}


def _said(command: list[str], **more: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the program that was found, without any document
            command,
            env={**environment(), **more},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return (done.stdout + done.stderr).decode("utf-8", "replace")


def _libraries(program: Path) -> tuple[Path, ...]:
    """Return the libraries and the loader that a program is started with, as the loader itself lists them."""
    if not sys.platform.startswith("linux"):
        return ()
    said = _said([str(program)], LD_TRACE_LOADED_OBJECTS="1")
    return tuple(dict.fromkeys(Path(found).resolve() for found in _LIBRARY.findall(said)))


@lru_cache(maxsize=4)
def _tesseract(program: Path) -> Engine | None:
    said = _said([str(program), "--list-langs"])
    head, _, rest = said.partition("\n")
    languages = tuple(line.strip() for line in rest.splitlines() if re.fullmatch(r"[\w/+-]+", line.strip()))
    where = re.search(r'"([^"]+)"', head)
    engine = Engine(
        EngineKind.TESSERACT,
        program,
        languages,
        _libraries(program),
        (Path(where[1]),) if where else (),
    )
    return engine if engine.read_in else None


def find_engine() -> Engine | None:
    """Return what recognizes words on this computer, tesseract before rapidocr, or None.

    Looks again every time for the program itself, so that one installed meanwhile is found without a restart.
    """
    program = find_tesseract()
    found = None if program is None else _tesseract(program)
    if found is not None:
        return found
    return Engine(EngineKind.RAPIDOCR, languages=LANGUAGES) if has_rapidocr() else None
