"""Where a passphrase or a code comes from: a terminal, a file, or standard input; never an argument."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace
from pathlib import Path

from desktop.commands.errors import NoTerminalError, UnreadableFileError


def first_line(path: Path) -> str:
    """Return the first line of a UTF-8 file without its line end; raises UnreadableFileError."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(
            "The file with the passphrase or code could not be read.",
            do="Check that the file is there and is plain text.",
        ) from error
    return text.splitlines()[0] if text else ""


def ask(words: str) -> str:
    """Ask on the terminal without showing what is typed; raises NoTerminalError where there is none."""
    if not sys.stdin.isatty():
        raise NoTerminalError(
            "A passphrase is needed, and there is no terminal to ask on.",
            do="Give --passphrase-file FILE or --passphrase-stdin.",
        )
    return getpass.getpass(words)


def passphrase(chosen: Namespace, *, words: str = "Passphrase: ") -> str:
    """Return the vault's passphrase from where the command says."""
    if chosen.passphrase_file:
        return first_line(chosen.passphrase_file)
    if chosen.passphrase_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    return ask(words)


def new_passphrase(chosen: Namespace) -> str:
    """Return a passphrase for a new vault; typed twice on a terminal."""
    if chosen.passphrase_file or chosen.passphrase_stdin:
        return passphrase(chosen)
    first = ask("New passphrase: ")
    if first != ask("Once more, to check: "):
        raise UnreadableFileError("The two passphrases are not the same.", do="Try again.")
    return first
