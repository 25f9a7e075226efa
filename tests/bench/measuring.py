"""How the figures are taken: CPU seconds of this process, medians, and one line of a table each."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median, quantiles


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was done, how long it took, the bar, what it is held against and that one's time."""

    what: str
    milliseconds: float
    bar: str
    against: str = ""
    against_ms: float | None = None
    note: str = ""

    @property
    def line(self) -> str:
        """The line of a Markdown table."""
        other = "" if self.against_ms is None else f"{self.against_ms:.1f}"
        return f"| {self.what} | {self.milliseconds:.1f} | {self.bar} | {self.against} | {other} | {self.note} |"


HEAD = "| what | CPU ms | bar | against | CPU ms | note |\n|---|---|---|---|---|---|"


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
