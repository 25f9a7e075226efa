"""What a command prints: plain words for people, or exactly one JSON document for programs."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TextIO

from desktop.foundation.errors import SheafError

JSONValue = None | bool | int | float | str | Sequence["JSONValue"] | Mapping[str, "JSONValue"]

_UNPRINTED = {"Cc", "Cs", "Zl", "Zp"}
"""Categories of signs that move the cursor, break the line or cannot be written."""


def one_line(untrusted_words: str) -> str:
    """Return words from outside, as a file's name, on one line and without orders to the terminal."""
    return "".join("\ufffd" if unicodedata.category(sign) in _UNPRINTED else sign for sign in untrusted_words)


def _writable(words: str, file: TextIO) -> str:
    """Return lines that this file's encoding can hold; what it cannot is written as an escape."""
    encoding = file.encoding or "utf-8"
    clean = "\n".join(map(one_line, words.split("\n")))
    return clean.encode(encoding, "backslashreplace").decode(encoding)


def _json(value: JSONValue, file: TextIO) -> str:
    """Return the document in plain letters where this file's encoding has them all, else in escapes."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    try:
        text.encode(file.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=1)
    return text


class Output:
    """Standard output in one of two forms; progress and notes go to standard error."""

    def __init__(self, *, as_json: bool, out: TextIO | None = None, err: TextIO | None = None) -> None:
        """Write to `out` and `err`, by default the process's own."""
        self.as_json = as_json
        self._out = out or sys.stdout
        self._err = err or sys.stderr
        self._answered = False

    def line(self, words: str = "") -> None:
        """Print one line for people; nothing with --json."""
        if not self.as_json:
            print(_writable(words, self._out), file=self._out, flush=True)

    def note(self, words: str) -> None:
        """Print one line beside the answer, to standard error."""
        print(_writable(words, self._err), file=self._err, flush=True)

    def answer(self, value: JSONValue) -> None:
        """Print the JSON document; nothing without --json. A second answer is a bug and is ignored."""
        if self.as_json and not self._answered:
            self._answered = True
            print(_json(value, self._out), file=self._out, flush=True)

    def error(self, error: SheafError) -> None:
        """Print what happened, whether the records are safe, and what to do."""
        if self.as_json:
            said = {"code": error.code, "happened": error.happened, "safe": error.safe, "do": error.do}
            self.answer({"error": said})
        else:
            for sentence in (error.happened, error.safe, error.do):
                self.note(sentence)
