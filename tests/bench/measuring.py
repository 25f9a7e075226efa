"""How the figures are taken: CPU time of a process, medians, and one line of a table each."""

from __future__ import annotations

import json
import sys
import tempfile  # noqa: TID251 - invented papers and vaults
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was done, what it took, the bar, what it is held against and what that took.

    `value` and `against_value` are in `unit`: CPU milliseconds, or megabytes (10^6 bytes) of memory.
    """

    what: str
    value: float
    bar: str
    against: str = ""
    against_value: float | None = None
    note: str = ""
    unit: str = "ms"

    @property
    def line(self) -> str:
        """The line of a Markdown table."""
        other = "" if self.against_value is None else f"{self.against_value:.1f} {self.unit}"
        taken = f"{self.value:.1f} {self.unit}"
        return f"| {self.what} | {taken} | {self.bar} | {self.against} | {other} | {self.note} |"


HEAD = "| what | taken | bar | against | taken | note |\n|---|---|---|---|---|---|"


def print_and_keep(figures: Callable[[Path], Iterable[Figure]], out: Path) -> None:
    """Print each figure when it is taken, in a folder that is there for as long, and write all into a JSON file."""
    sys.stdout.write(HEAD + "\n")
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures(Path(folder)):
            taken.append(asdict(figure))
            sys.stdout.write(figure.line + "\n")
            sys.stdout.flush()
    out.write_text(json.dumps(taken, indent=1) + "\n", "utf-8")


def cpu_ms(work: Callable[[], object]) -> float:
    """Return the CPU milliseconds of this process, all its threads, that a work takes."""
    before = time.process_time()
    work()
    return (time.process_time() - before) * 1000


def typical(work: Callable[[int], object], times: int) -> float:
    """Return the median over `times` runs; the work is given its number."""
    return median(cpu_ms(lambda number=number: work(number)) for number in range(times))  # type: ignore[misc] # bound here


def p95(work: Callable[[int], object], times: int) -> float:
    """Return the 95th percentile over `times` runs."""
    return quantiles([cpu_ms(lambda number=number: work(number)) for number in range(times)], n=20)[-1]  # type: ignore[misc] # bound here
