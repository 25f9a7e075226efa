"""The figures of the packet, against `qpdf --pages` and `pdftoppm` in the same run: `python -m tests.bench.packets`."""

from __future__ import annotations

import argparse
import io
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from statistics import median

import pypdfium2 as pdfium
from pikepdf import Pdf
from PIL import Image, ImageChops

from desktop.packet.front import FrontInput, make_front
from desktop.packet.layout import Source
from desktop.packet.picture_page import add_picture_page
from desktop.packet.ready import Prepared, prepared_from
from desktop.records.document import Document
from desktop.records.fact import FactKind
from desktop.sandbox.run import run
from desktop.sandbox.values import MIB, Answer, JSONValue, Limits
from desktop.services.packets import building, preparing
from tests.bench.measuring import Figure, print_and_keep
from tests.bench.reading import plain_pages
from tests.faults.packing import front_of
from tests.packet.pages.maria import maria_front

PAGES_A_DOCUMENT = 20
SIZES = (200, 2000)
TIMES = 5
PHRASE = "maple otter crane lamp tin"
_LARGE = Limits(cpu_seconds=600, wall_seconds=1200, memory_bytes=3072 * MIB, output_bytes=1024 * MIB)


@dataclass(frozen=True, slots=True)
class Spent:
    """CPU milliseconds, and the most memory held at once in megabytes (10^6 bytes)."""

    cpu_ms: float
    peak_mb: float


_MEASURE = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
    "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
)
"""Run by a small Python: a child is never counted smaller than the process that started it."""


def child(*command: str | Path) -> Spent:
    """Run a program of this computer to its end."""
    words = [sys.executable, "-I", "-S", "-c", _MEASURE, *map(str, command)]
    told = subprocess.run(words, check=True, capture_output=True, text=True).stdout.split()  # noqa: S603 - fixed words
    return Spent(float(told[0]) * 1000, int(told[1]) * 1024 / 1e6)


def sources_of(pages: int) -> tuple[Source, ...]:
    """Return so many pages, in documents of PAGES_A_DOCUMENT each."""
    kept = tuple(range(1, PAGES_A_DOCUMENT + 1))
    return tuple(
        Source(
            document=Document(id=f"d{number}", title=f"Report {number}", pages=len(kept), sha256=str(number)),
            kept_pages=kept,
        )
        for number in range(pages // PAGES_A_DOCUMENT)
    )


def _scan() -> Image.Image:
    """Return the picture of a page as a scanner makes it: text, with a little noise."""
    page = _scanned_page()
    noise = Image.effect_noise(page.size, 12)
    return ImageChops.add(page, noise, scale=1, offset=-128)


@cache
def _scanned_page() -> Image.Image:
    made: Image.Image = pdfium.PdfDocument(plain_pages(1))[0].render(scale=100 / 72, grayscale=True).to_pil()
    return made.convert("L")


def document(number: int) -> bytes:
    """Return one of many unlike documents: half of its pages are text, half are scans."""
    made = io.BytesIO()
    with Pdf.open(io.BytesIO(plain_pages(PAGES_A_DOCUMENT // 2, f"of document {number}"))) as pdf:
        for _ in range(PAGES_A_DOCUMENT - len(pdf.pages)):
            add_picture_page(pdf, _scan(), (612, 792), ())
        pdf.save(made)
    return made.getvalue()


def checked(data: bytes) -> tuple[Prepared, Spent]:
    """Return one document made ready, and what it took."""
    arguments: dict[str, JSONValue] = {
        "pages": list(range(1, PAGES_A_DOCUMENT + 1)),
        "password": "",
        "covers": [],
        "anew": False,
    }
    answer = run("packet.prepare", [data], arguments, limits=_LARGE)
    spent = Spent(answer.used.cpu_seconds * 1000, answer.used.peak_bytes / 1e6)
    return prepared_from(answer.value, answer.blobs[0]), spent


def check_figures(data: bytes, folder: Path) -> Iterator[Figure]:
    """Yield what checking one document costs, the first time and again."""
    path = folder / "source.pdf"
    path.write_bytes(data)
    run("packet.prepare", [data], {"pages": [1], "password": ""}, limits=_LARGE)
    _, ours = checked(data)
    theirs = None
    if shutil.which("pdftoppm"):
        theirs = 2 * child("pdftoppm", "-r", "60", path, folder / "picture").cpu_ms
    note = f"ratio {ours.cpu_ms / theirs:.2f}" if theirs else ""
    what = f"checking sources, {PAGES_A_DOCUMENT} pages, first time"
    yield Figure(what, ours.cpu_ms, "<= 3x", "pdftoppm -r 60, twice", theirs, note)
    cache = preparing.SourceCache()
    (source,) = sources_of(PAGES_A_DOCUMENT)
    taken = []
    for _again in range(2):
        began = time.process_time()
        cache.get(preparing.source_key(source), lambda: checked(data)[0])
        taken.append((time.process_time() - began) * 1000)
    yield Figure("checking sources again", taken[1], "0", note=f"prepared {cache.made} time")


def _by_qpdf(sources: Sequence[Path], folder: Path) -> tuple[Spent, int]:
    made = folder / "joined.pdf"
    lock = ["--encrypt", PHRASE, PHRASE, "256", "--"]
    pages = [word for source in sources for word in (source, "1-z")]
    taken = child("qpdf", "--empty", "--object-streams=generate", *lock, "--pages", *pages, "--", made)
    return taken, made.stat().st_size


def _timed(job: str, blobs: Sequence[bytes], arguments: Mapping[str, JSONValue]) -> tuple[Answer, float]:
    """Return a job's answer, and the CPU milliseconds that it took here: handing over and taking back."""
    began = time.process_time()
    answer = run(job, blobs, arguments, limits=_LARGE)
    return answer, (time.process_time() - began) * 1000


@dataclass(frozen=True, slots=True)
class _Round:
    """One packet made by us and by qpdf, one after the other."""

    job_ms: float
    here_ms: float
    peak_mb: float
    size_mb: float
    theirs: Spent | None
    their_size_mb: float


def _round(joining: tuple[Sequence[bytes], Mapping[str, JSONValue]], paths: Sequence[Path], folder: Path) -> _Round:
    joined, joining_here = _timed("packet.join", *joining)
    locked, locking_here = _timed("packet.lock", joined.blobs, {"phrase": PHRASE})
    theirs, size = _by_qpdf(paths, folder) if shutil.which("qpdf") else (None, 0)
    return _Round(
        (joined.used.cpu_seconds + locked.used.cpu_seconds) * 1000,
        joining_here + locking_here,
        max(joined.used.peak_bytes, locked.used.peak_bytes) / 1e6,
        len(locked.blobs[0]) / 1e6,
        theirs,
        size / 1e6,
    )


def _compared(what: str, bar: str, unit: str, ours: float, theirs: float) -> Figure:
    """Return a figure against qpdf; without qpdf there is nothing to compare with."""
    note = f"ratio {ours / theirs:.2f}" if theirs else ""
    return Figure(what, ours, bar, "qpdf --pages, 256 bit", theirs or None, note, unit=unit)


def _rounds_figures(what: str, rounds: Sequence[_Round]) -> Iterator[Figure]:
    """Yield medians."""

    def typical(name: str) -> float:
        return median(float(getattr(one, name)) for one in rounds)

    both = [one.theirs for one in rounds if one.theirs]
    cpu = median(one.cpu_ms for one in both) if both else 0.0
    peak = median(one.peak_mb for one in both) if both else 0.0
    _, empty = checked_nothing()
    jobs, here = typical("job_ms"), typical("here_ms")
    yield _compared(f"{what}: joined, stamped and locked", "<= 2.5x", "ms", jobs, cpu)
    yield _compared(f"{what}: the same, with handing over to the sandbox and back", "", "ms", jobs + here, cpu)
    yield _compared(f"{what}: memory of the process", "<= 3x", "MB", typical("peak_mb"), peak)
    yield _compared(
        f"{what}: memory beyond a job that does nothing", "", "MB", typical("peak_mb") - empty.peak_mb, peak
    )
    yield _compared(f"{what}: bytes", "<= 1.05x", "MB", typical("size_mb"), typical("their_size_mb"))


def checked_nothing() -> tuple[Answer, Spent]:
    """Return what a job takes that locks one empty page: what the process holds before any packet."""
    made = io.BytesIO()
    with Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(made)
    answer, _ = _timed("packet.lock", [made.getvalue()], {"phrase": PHRASE})
    return answer, Spent(answer.used.cpu_seconds * 1000, answer.used.peak_bytes / 1e6)


def join_figures(documents: Sequence[bytes], folder: Path, *, times: int = TIMES) -> Iterator[Figure]:
    """Yield what putting these documents, checked already, into one locked packet costs."""
    ready = [checked(data)[0] for data in documents]
    paths = [folder / f"ready-{number}.pdf" for number in range(len(ready))]
    for path, one in zip(paths, ready, strict=True):
        path.write_bytes(one.pdf)
    pages = PAGES_A_DOCUMENT * len(ready)
    what = f"packet of {pages:,} pages"
    began = time.process_time()
    pieces = building.set_pages(front_of(*sources_of(pages)), ready)
    yield Figure(f"{what}: stamps and first pages typeset", (time.process_time() - began) * 1000, "<= 10 ms a page")
    joining = ([*pieces.blobs, *(one.pdf for one in ready)], pieces.joining.as_json())
    yield from _rounds_figures(what, [_round(joining, paths, folder) for _ in range(times)])
    joined, _ = _timed("packet.join", *joining)
    expected = pieces.expectations(links=int(str(joined.value)), present=(), forbidden=())
    locked, _ = _timed("packet.lock", joined.blobs, {"phrase": PHRASE})
    verified, _ = _timed("packet.verify", locked.blobs, expected.as_json(phrase=PHRASE))
    yield Figure(f"{what}: read back by two engines", verified.used.cpu_seconds * 1000, "")


def _with_more_results(times: int) -> FrontInput:
    """Return the invented patient's packet with so many times the results."""
    front = maria_front()
    held = front.facts[FactKind.RESULTS]
    more = [
        replace(one, id=f"{one.id}-{copy}", title=f"{one.title} {copy}") for copy in range(1, times) for one in held
    ]
    return replace(front, facts={**front.facts, FactKind.RESULTS: (*held, *more)})


def front_figures(times: int = TIMES) -> Iterator[Figure]:
    """Yield what the written pages cost: the first time, as after a change, and with very many results."""
    for what, front, rounds in (
        ("as the first of a sitting", maria_front(), 1),
        ("again after a change", maria_front(), times),
        ("with 20 times the results", _with_more_results(20), 1),
    ):
        taken, pages = [], 1
        for number in range(rounds):
            changed = replace(front, code=f"SH-{time.time_ns() % 10_000:04}", version=number + 1)
            began = time.process_time()
            pages = len(make_front(changed).pages)
            taken.append((time.process_time() - began) * 1000)
        a_hundred = median(taken) / pages * 100
        yield Figure(
            f"100 written pages typeset, {what}", a_hundred, "<= 1,000 ms", note=f"measured with {pages} pages"
        )


def packet_figures(folder: Path, sizes: Sequence[int] = SIZES) -> Iterator[Figure]:
    """Yield all figures of the packet."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = [document(number) for number in range(max(sizes) // PAGES_A_DOCUMENT)]
    yield from check_figures(documents[0], folder)
    for pages in sizes:
        yield from join_figures(documents[: pages // PAGES_A_DOCUMENT], folder)
    yield from front_figures()


def main() -> int:
    """Measure, print, write: for these sizes of packets, in pages."""
    parser = argparse.ArgumentParser(prog="bench-packets")
    parser.add_argument("pages", type=int, nargs="*", default=SIZES)
    parser.add_argument("--out", type=Path, default=Path("bench-packets.json"))
    options = parser.parse_args()
    print_and_keep(lambda folder: packet_figures(folder, options.pages), options.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
