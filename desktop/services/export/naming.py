"""Readable file names that Windows, macOS and Linux all take, and that are not what they are not."""

from __future__ import annotations

import re
import unicodedata

from desktop.records.document import Document

MOST_BYTES = 150
"""Of a name in UTF-8 without its ending: file systems end at 255, and Windows counts the whole path (260)."""
FOLDER_BYTES = 60
"""Of a person's folder, for the same reason."""

_FORBIDDEN = re.compile(r'[<>:"/\\|?*]')
_SPACES = re.compile(r"\s+")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(?=\.|$| )")  # Windows
_ENDINGS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    "image/heic": ".heic",
    "text/plain": ".txt",
    "text/html": ".html",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/zip": ".zip",
    "application/dicom": ".dcm",
}
_OWN_ENDING = re.compile(r"\.([A-Za-z0-9]{1,5})$")


def _shown(sign: str) -> str:
    """Return a sign as it may stand in a name: none that is invisible or turns the direction of the text."""
    if sign.isspace():
        return " "
    return "" if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"} else sign


def _cut(text: str, most_bytes: int) -> str:
    short = text.encode("utf-8")[:most_bytes].decode("utf-8", "ignore")
    return short.rstrip(" .-") if len(short) < len(text) else short


def safe_name(text: str, *, instead: str = "untitled", most_bytes: int = MOST_BYTES) -> str:
    """Return `text` as a name for a file or folder, without an ending; `instead` when nothing of it can stand."""
    shown = "".join(map(_shown, unicodedata.normalize("NFC", text)))
    plain = _SPACES.sub(" ", _FORBIDDEN.sub("-", shown)).strip(" .-")
    name = _cut(plain, most_bytes) or instead
    return f"_{name}" if _RESERVED.match(name) or name.startswith("~") else name


def ending_of(document: Document) -> str:
    """Return the ending that fits what the original is (".pdf"), else the one it came with."""
    if document.media_type in _ENDINGS:
        return _ENDINGS[document.media_type]
    own = _OWN_ENDING.search(document.file_name)
    return f".{own[1].lower()}" if own else ".bin"


def original_name(document: Document) -> str:
    """Return "2024-03-02 - lab report - Blood count.pdf"."""
    return safe_name(_stem(document)) + ending_of(document)


def folder_name(document: Document) -> str:
    """Return "2024-03-02 - images - CT images- ABDOMEN" for a study, whose files lie in a folder of their own."""
    return safe_name(_stem(document), most_bytes=FOLDER_BYTES)


def _stem(document: Document) -> str:
    date = document.date.iso if document.date else "no date"
    return " - ".join((date, document.kind.value.replace("-", " "), safe_name(document.title or document.file_name)))


def inner_path(path: str) -> str:
    """Return where a file of a study lies in its folder: as on the disc, each part as a name that may stand."""
    parts = (_split(part) for part in path.split("/") if part not in {"", ".", ".."})
    return "/".join(safe_name(stem, most_bytes=FOLDER_BYTES) + ending for stem, ending in parts)


def _split(part: str) -> tuple[str, str]:
    own = _OWN_ENDING.search(part)
    return (part[: own.start()], own[0]) if own else (part, "")


def part_name(number: int, document: Document) -> str:
    """Return "02 - IMG_2041.jpg" for the second of the files that one document was joined from."""
    stem = _OWN_ENDING.sub("", document.file_name)
    return f"{number:02} - {safe_name(stem, most_bytes=FOLDER_BYTES)}{ending_of(document)}"


def _folded(name: str) -> str:
    """Return what two names share that some file system takes for one."""
    return unicodedata.normalize("NFD", unicodedata.normalize("NFC", name).casefold())


class NamesTaken:
    """Gives every name once in a folder, whatever the file system thinks of case and accents."""

    def __init__(self, *reserved: str) -> None:
        """Start with names that others have."""
        self._taken = {_folded(name) for name in reserved}

    def claim(self, name: str) -> str:
        """Return `name`, or `name (2)` and so on before its ending, and remember it."""
        own = _OWN_ENDING.search(name)
        stem, ending = (name[: own.start()], own[0]) if own else (name, "")
        number, tried = 1, name
        while _folded(tried) in self._taken:
            number += 1
            tried = f"{stem} ({number}){ending}"
        self._taken.add(_folded(tried))
        return tried
