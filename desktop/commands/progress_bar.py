"""A progress bar with words on standard error, on a terminal only."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from desktop.commands.output import Output
from desktop.foundation.progress import Progress, Step


@contextmanager
def progress_bar(output: Output) -> Iterator[Progress]:
    """Show progress while the block runs; silent where standard error is no terminal or JSON is wanted."""
    if output.as_json or not sys.stderr.isatty():
        yield Progress()
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal needs it
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(step: Step) -> None:
            bar.update(task, completed=step.done, total=step.total or None, description=step.words)

        yield Progress(show)
