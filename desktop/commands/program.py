"""The command line as a whole: which commands there are, and what the shell is told."""

from __future__ import annotations

import os
import signal
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from desktop.commands import bug_report
from desktop.commands.context import Context
from desktop.commands.output import Output
from desktop.commands.words import Parser
from desktop.foundation.errors import CancelledError, ExitCode, SheafError
from desktop.foundation.progress import CancelToken

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.vaults import Vaults


OpenWindow = Callable[[Path], int]


def make_parser() -> Parser:
    """Return the parser with every command."""
    from desktop.commands import (  # noqa: PLC0415 - one place
        backups,
        checking,
        columns,
        demo,
        entering,
        exporting,
        importing,
        keys,
        listing,
        medication_list,
        packet,
        packet_versions,
        packets,
        papers,
        salvaging,
        sent_log,
        tests_joined,
        vaults,
    )

    parser = Parser(prog="sheaf", description="Medical records in an encrypted vault on your own computer.")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    records = (
        *(importing, columns, listing, entering, tests_joined, medication_list),
        *(packet, packets, packet_versions, sent_log, papers, exporting),
    )
    for group in (vaults, backups, keys, checking, salvaging, *records, demo):
        group.register(commands)
    return parser


@contextmanager
def _cancelled_by_ctrl_c(cancel: CancelToken) -> Iterator[None]:
    """Let the first Ctrl-C ask the work to stop, and a second one stop at once."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        if cancel.cancelled:
            raise KeyboardInterrupt
        cancel.cancel()

    try:
        before = signal.signal(signal.SIGINT, stop)
    except ValueError:  # not the main thread: an embedding program has its own way
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _run(chosen: Namespace, output: Output, make_vaults: Callable[[], Vaults], window: OpenWindow | None) -> ExitCode:
    cancel = CancelToken()
    with _cancelled_by_ctrl_c(cancel):
        done: ExitCode = chosen.run(Context(chosen, output, make_vaults, cancel, window))
    return done


def run(arguments: Sequence[str], make_vaults: Callable[[], Vaults], open_window: OpenWindow | None = None) -> int:
    """Run one command; every error becomes three sentences and an exit code, never a traceback."""
    output = Output(as_json="--json" in arguments)
    try:
        return _run(make_parser().parse_args(arguments), output, make_vaults, open_window)
    except SheafError as error:
        output.error(error)
        return error.exit_code
    except (CancelledError, KeyboardInterrupt):
        return ExitCode.CANCELLED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.DONE
    except Exception as error:  # noqa: BLE001 - the last line: a bug is reported, never shown as a traceback
        output.error(bug_report.write(error))
        return ExitCode.BUG
