"""The words of the command line: which options every command shares."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.foundation.errors import ExitCode

Run = Callable[[Context], ExitCode]
Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


class Parser(argparse.ArgumentParser):
    """Tells wrong words as a UsageError instead of leaving the process."""

    _asking = False

    def parse_known_args(  # type: ignore[override] # argparse's overloads
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """Take words and options in any order; argparse alone loses words that may be left out after an option."""
        if self._asking or self._subparsers is not None:
            return super().parse_known_args(args, namespace)
        self._asking = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._asking = False

    def error(self, message: str) -> NoReturn:
        """Raise UsageError with argparse's own words about the words."""
        raise UsageError(f"These words do not fit: {message}.", do=f"See: {self.prog} --help")


def add_json(parser: argparse.ArgumentParser) -> None:
    """Take --json."""
    parser.add_argument("--json", action="store_true", help="print exactly one JSON document")


def add_secret(parser: argparse.ArgumentParser) -> None:
    """Take the two ways in which a script gives the passphrase."""
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE", help="the passphrase is its first line")
    parser.add_argument("--passphrase-stdin", action="store_true", help="the passphrase is the first line of input")


def add_person(parser: argparse.ArgumentParser) -> None:
    """Take --person."""
    parser.add_argument("--person", metavar="ID", help="whose record; needed when the vault holds several people")


def command(
    commands: Commands[Parser], name: str, run: Run, words: str, *, examples: str = ""
) -> argparse.ArgumentParser:
    """Add a command that opens a vault; its help ends with `examples` as they are."""
    form = argparse.RawDescriptionHelpFormatter if examples else argparse.HelpFormatter
    parser = commands.add_parser(name, help=words, description=words, epilog=examples, formatter_class=form)
    parser.add_argument("vault", type=Path, metavar="VAULT", help="the vault's folder, NAME.sheaf")
    parser.add_argument("--accept-copy", action="store_true", help="go on with an older or a different copy")
    add_secret(parser)
    add_json(parser)
    parser.set_defaults(run=run)
    return parser
