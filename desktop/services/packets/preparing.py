"""Make sources ready in the sandbox, each once: copied, as pictures, or, when no engine shows them, as their text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from threading import Lock

from desktop.foundation.progress import CancelToken
from desktop.importers.base import RecognizedPage
from desktop.packet.layout import Source
from desktop.packet.ready import BadReadyError, Prepared, prepared_from
from desktop.sandbox.ocr.engines import find_engine
from desktop.sandbox.run import Limits, SandboxFailure, run
from desktop.sandbox.values import MIB, JSONValue
from desktop.services.importing.recognizing import layered, recognized_pages
from desktop.services.packets.errors import NotBuiltError

_FIRST_SECONDS, _SECONDS_A_PAGE, _MOST_SECONDS = 60, 2, 600
_MOST_BYTES_KEPT = 512 * MIB
AsText = Callable[[], bytes]


def limits_for(pages: int) -> Limits:
    """Return what preparing so many pages may take: whatever a file does, it ends."""
    cpu = min(_MOST_SECONDS, _FIRST_SECONDS + _SECONDS_A_PAGE * pages)
    return Limits(cpu_seconds=cpu, wall_seconds=2 * cpu, memory_bytes=2048 * MIB, output_bytes=512 * MIB)


class SourceCache:
    """Prepared sources by what they were made from; the same source is never prepared twice in a sitting.

    Those not used for longest go when all together hold more than 512 MiB.
    """

    def __init__(self) -> None:
        """Start empty."""
        self._held: dict[str, Prepared] = {}
        self._lock = Lock()
        self.made = 0
        """How many sources had to be prepared."""

    def get(self, key: str, make: Callable[[], Prepared]) -> Prepared:
        """Return what is held under `key`, made now if need be."""
        with self._lock:
            held = self._held.pop(key, None)
        if held is None:
            held = make()
            self.made += 1
        with self._lock:
            self._held[key] = held
            self._forget_oldest()
        return held

    def _forget_oldest(self) -> None:
        size = sum(len(one.pdf) for one in self._held.values())
        while size > _MOST_BYTES_KEPT and len(self._held) > 1:
            size -= len(self._held.pop(next(iter(self._held))).pdf)


def source_key(source: Source) -> str:
    """Return the key of a source in the cache: its bytes' hash, the pages that go in, and what is covered."""
    document = source.document
    text = f"{document.sha256} {source.kept_pages} {source.covers} {document.pdf_password} {find_engine() is not None}"
    return hashlib.sha256(text.encode()).hexdigest()


def _arguments(source: Source) -> Mapping[str, JSONValue]:
    covers: list[JSONValue] = [
        [page, [[box.left, box.top, box.right, box.bottom] for box in boxes]] for page, boxes in source.covers
    ]
    return {
        "pages": list(source.kept_pages),
        "password": source.document.pdf_password,
        "covers": covers,
        "anew": find_engine() is not None,
    }


def _run(source: Source, blobs: Sequence[bytes], cancel: CancelToken, how: str = "") -> Prepared:
    """Run the job, perhaps with one of its flags set; raises SandboxFailure, BadReadyError or CancelledError."""
    arguments = {**_arguments(source), how: True} if how else _arguments(source)
    answer = run("packet.prepare", blobs, arguments, limits=limits_for(len(source.kept_pages)), cancel=cancel)
    if len(answer.blobs) != 1:
        raise BadReadyError
    ready = prepared_from(answer.value, answer.blobs[0])
    if len(ready.pages) != len(source.kept_pages):
        raise BadReadyError
    return ready


def _upright(ready: Prepared, recognized: Sequence[RecognizedPage], pdf: bytes) -> Prepared:
    """Return the source with its recognized pages: they have their words, and some were turned."""
    pages = list(ready.pages)
    for one in recognized:
        page = replace(pages[one.page - 1], wordless=False)
        if one.turn:
            sideways = one.turn % 180 != 0
            width, height = (page.height, page.width) if sideways else (page.width, page.height)
            page = replace(page, width=width, height=height, top=0.0, bottom=0.0)
        pages[one.page - 1] = page
    return replace(ready, pages=tuple(pages), pdf=pdf)


def _with_words(ready: Prepared, cancel: CancelToken) -> Prepared:
    """Recognize the words of pages whose own were left behind, where there is an engine."""
    wordless = [number for number, page in enumerate(ready.pages, start=1) if page.wordless]
    recognized = recognized_pages(ready.pdf, wordless, password=None, cancel=cancel) if wordless else ()
    if not recognized:
        return ready
    try:
        return _upright(ready, recognized, layered(ready.pdf, recognized, password=None))
    except SandboxFailure:
        return ready


def _shown(source: Source, data: bytes, as_text: AsText, cancel: CancelToken) -> Prepared:
    """Return the source by the best way that ends well; raises SandboxFailure or BadReadyError."""
    for how in ("", "pictures_only"):
        try:
            ready = _run(source, [data], cancel, how)
            if any(page.text_only for page in ready.pages):
                ready = _run(source, [data, as_text()], cancel, how)
        except (SandboxFailure, BadReadyError):
            continue
        return ready
    return _run(source, [b"", as_text()], cancel, "text_only")


def prepare(source: Source, data: bytes, cancel: CancelToken, *, as_text: AsText) -> Prepared:
    """Prepare a source in the sandbox; `as_text` gives a PDF of its text, for pages that no engine shows.

    Raises NotBuiltError or CancelledError.
    """
    try:
        return _with_words(_shown(source, data, as_text, cancel), cancel)
    except (SandboxFailure, BadReadyError):
        raise NotBuiltError("One document's pages could not be shown. Leave it out, and try again.") from None
