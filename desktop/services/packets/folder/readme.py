"""README.txt of a packet's folder: what each file is, in plain words of the packet's language."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

from desktop.packet.front_values import FrontInput
from desktop.packet.language import counted, say, speaking

WIDTH = 79
"""Characters of a line; as wide as the narrowest usual window of a text editor."""
_NAMES = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderContents:
    """What lies in the folder: counts of pages, downloads, studies and images, and what the PDF is.

    `kept_home` counts downloads that stay out since they hold what was kept back.
    """

    pdf_name: str
    pages: int
    fingerprint: str
    locked: bool
    originals: int
    kept_home: int
    for_programs: bool
    studies: int = 0
    images: int = 0


def readme(front: FrontInput, holds: FolderContents) -> bytes:
    """Return the text in UTF-8, with line ends that every editor shows."""
    with speaking(front.request.language):
        parts = (
            _headed(say("readme.title"), "=", [*_wrapped(say("readme.locked" if holds.locked else "readme.open"))]),
            _headed(say("readme.start"), "-", [line for name, words in _files(holds) for line in _entry(name, words)]),
            _of_the_packet(front, holds),
            _wrapped(say("readme.prepared")),
            _headed(say("readme.left-out"), "-", _left_out(front), tight=True),
        )
    return ("\r\n\r\n".join("\r\n".join(part) for part in parts) + "\r\n").encode("utf-8")


def _wrapped(words: str, *, first: str = "", others: str = "") -> list[str]:
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=others, break_long_words=False, break_on_hyphens=False
    )


def _headed(head: str, rule: str, lines: list[str], *, tight: bool = False) -> list[str]:
    gap = [] if tight or rule == "-" else [""]
    return [head, rule * len(head), *gap, *lines]


def _files(holds: FolderContents) -> Iterator[tuple[str, str]]:
    """Yield each file's name with what it is."""
    opens = say("readme.opens-locked" if holds.locked else "readme.opens-plain")
    yield holds.pdf_name, f"{counted('readme.packet', holds.pages)} {opens}"
    yield "summary.html", say("readme.summary")
    if holds.for_programs:
        yield "summary.ips.json", say("readme.for-programs")
    yield "manifest.csv", say("readme.manifest")
    if holds.studies:
        key = f"readme.images.{'one' if holds.studies == 1 else 'many'}"
        yield "DICOMDIR, DICOM/", say(key, count=holds.studies, images=holds.images)
    if holds.originals:
        yield "originals/", counted("readme.downloads", holds.originals)
    if holds.kept_home:
        yield "", counted("readme.home", holds.kept_home)


def _entry(name: str, words: str) -> list[str]:
    """Return a file's lines: its name, and beside it the words; a long name stands alone above them."""
    indent = " " * _NAMES
    if len(name) >= _NAMES:
        return [name, *_wrapped(words, first=indent, others=indent)]
    return _wrapped(words, first=name.ljust(_NAMES), others=indent)


def _of_the_packet(front: FrontInput, holds: FolderContents) -> list[str]:
    made = say("readme.made", code=front.code, version=front.version, day=front.made_on.isoformat())
    return [*_wrapped(made), *_wrapped(say("readme.fingerprint", fingerprint=holds.fingerprint))]


def _left_out(front: FrontInput) -> list[str]:
    told = [f"{one.title}: {one.why}" for one in front.left_out] + list(front.withheld)
    return [line for one in told or [say("readme.nothing")] for line in _wrapped(one, others="  ")]
