"""The figures of the packet: joining against `qpdf --pages`, checking sources against `pdftoppm`, in the same run."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from pikepdf import Pdf
from PIL import Image, ImageChops

from desktop.foundation.progress import CancelToken, Progress
from desktop.packet.layout import Source
from desktop.packet.picture_page import add_picture_page
from desktop.packet.ready import Prepared, prepared_from
from desktop.records.document import Document
from desktop.sandbox.run import run
from desktop.sandbox.values import MIB, JSONValue, Limits
from desktop.services.packets import building, preparing
from tests.bench.measuring import Figure
from tests.bench.reading import plain_pages
from tests.faults.packing import front_of

PAGES_A_DOCUMENT = 20
SIZES = (200, 2000)
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
    page = pdfium.PdfDocument(plain_pages(1))[0].render(scale=100 / 72, grayscale=True).to_pil().convert("L")
    noise = Image.effect_noise(page.size, 12)
    return ImageChops.add(page, noise, scale=1, offset=-128)


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


def join_figures(documents: Sequence[bytes], folder: Path) -> Iterator[Figure]:
    """Yield what putting these documents, checked already, into one locked packet costs."""
    ready = [checked(data)[0] for data in documents]
    paths = [folder / f"ready-{number}.pdf" for number in range(len(ready))]
    for path, one in zip(paths, ready, strict=True):
        path.write_bytes(one.pdf)
    pages = PAGES_A_DOCUMENT * len(ready)
    began = time.process_time()
    joined = building.join(
        front_of(*sources_of(pages)), ready, present=(), forbidden=(), progress=Progress(), cancel=CancelToken()
    )
    typeset = (time.process_time() - began) * 1000
    locking = run("packet.lock", [joined.pdf], {"phrase": PHRASE}, limits=_LARGE)
    cpu = (joined.used.cpu_seconds + locking.used.cpu_seconds) * 1000
    peak = max(joined.used.peak_bytes, locking.used.peak_bytes) / 1e6
    verified = run("packet.verify", [locking.blobs[0]], joined.expectations.as_json(phrase=PHRASE), limits=_LARGE).used
    what = f"packet of {pages:,} pages"
    theirs, size = _by_qpdf(paths, folder) if shutil.which("qpdf") else (None, 0)
    other = theirs or Spent(0.0, 0.0)
    against = "qpdf --pages, 256 bit"
    note = f"ratio {cpu / other.cpu_ms:.2f}" if theirs else ""
    yield Figure(f"{what}: joined, stamped and locked", cpu, "<= 2.5x", against, other.cpu_ms, note)
    note = f"ratio {peak / other.peak_mb:.2f}" if theirs else ""
    yield Figure(f"{what}: memory", peak, "<= 3x", against, other.peak_mb, note, unit="MB")
    bytes_mb = len(locking.blobs[0]) / 1e6
    note = f"ratio {bytes_mb / (size / 1e6):.2f}" if size else ""
    yield Figure(f"{what}: bytes", bytes_mb, "<= 1.05x", against, size / 1e6, note, unit="MB")
    yield Figure(f"{what}: stamps and first pages typeset", typeset, "<= 10 ms a page")
    yield Figure(f"{what}: read back by two engines", verified.cpu_seconds * 1000, "")


def packet_figures(folder: Path, sizes: Sequence[int] = SIZES) -> Iterator[Figure]:
    """Yield all figures of the packet."""
    folder.mkdir(parents=True, exist_ok=True)
    documents = [document(number) for number in range(max(sizes) // PAGES_A_DOCUMENT)]
    yield from check_figures(documents[0], folder)
    for pages in sizes:
        yield from join_figures(documents[: pages // PAGES_A_DOCUMENT], folder)
