"""The figures of reading: pages of PDFs into words, values and text, held against `pdftotext` in the same run."""

from __future__ import annotations

import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from statistics import median

from desktop.importers.pdf.picture import picture
from desktop.importers.pdf.read import read
from tests.bench.measuring import Figure, typical
from tests.papers import lab_report, paper

TIMES = 5
PAGES = 200
_TODAY = date(2026, 11, 23)
_SENTENCE = "The liver shows two lesions that were seen before, and nothing new is found in the bones or the lungs."


def plain_pages(count: int, title: str = "") -> bytes:
    """Return a PDF of `count` pages of prose, each headed by its number and `title`."""
    return paper(*([f"Page {page} {title}", *[_SENTENCE] * 28] for page in range(1, count + 1)))


def _children_ms(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of the processes that a work starts and waits for."""

    def spent() -> float:
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return used.ru_utime + used.ru_stime

    before = spent()
    work()
    return (spent() - before) * 1000


def _by_pdftotext(path: Path) -> float | None:
    program = shutil.which("pdftotext")
    if program is None:
        return None
    command = [program, str(path), "-"]
    return median(
        _children_ms(lambda: subprocess.run(command, capture_output=True, check=True))  # noqa: S603 - fixed words
        for _ in range(TIMES)
    )


def _read_figure(what: str, data: bytes, folder: Path) -> Figure:
    path = folder / "pages.pdf"
    path.write_bytes(data)
    pages = read(data, password=None, today=_TODAY).page_count or 1
    ours = typical(lambda _number: read(data, password=None, today=_TODAY), TIMES) / pages
    theirs = _by_pdftotext(path)
    other = None if theirs is None else theirs / pages
    note = f"{1000 / ours:.0f} pages a CPU second" + (f", ratio {other / ours:.2f}" if other else "")
    return Figure(f"one page read whole: {what}", ours, ">= 1.0x", "pdftotext, text only", other, note)


def reading_figures(folder: Path) -> Iterator[Figure]:
    """Yield what reading one page takes, and the first picture of a page."""
    folder.mkdir(parents=True, exist_ok=True)
    prose = plain_pages(PAGES)
    yield _read_figure(f"prose, {PAGES} pages", prose, folder)
    yield _read_figure("lab report", lab_report(), folder)
    shown = typical(lambda _number: picture(prose, page=1, width=900, password=None), TIMES)
    yield Figure("picture of a page, first", shown, "<= 80 ms")
