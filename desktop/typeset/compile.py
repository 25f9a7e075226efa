"""Run typst in memory: a template and values in, a tagged PDF (PDF/UA-1) out; nothing is written to disk."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop.foundation.resources import resource
from desktop.typeset.drawable import JSON, clean, invisible, replace, texts_of
from desktop.typeset.errors import FontsMissingError, PageNotMadeError
from desktop.typeset.fonts import FontChoice, fonts_for

if TYPE_CHECKING:  # loaded with the first page that is made: an open vault may never need one
    import typst

_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_STANDARD_PROBLEM = "PDF/UA-1 error"
_ROUNDS = 8
"""How often typst may name further characters that it cannot draw before we give up."""


@dataclass(frozen=True, slots=True)
class TypesetPages:
    """A finished document: `notes` are the values a template left for the program, `missing` what no font draws.

    `accessible` is False when it could not be made as PDF/UA-1 and is a plain tagged PDF instead.
    """

    pdf: bytes
    notes: tuple[JSON, ...] = ()
    missing: tuple[str, ...] = ()
    accessible: bool = True


def typeset(template: str, data: JSON, *, assets: Mapping[str, bytes] | None = None) -> bytes:
    """Return the PDF of `resources/templates/{template}.typ` filled with `data`.

    `assets` are SVG pictures by name (UTF-8). Raises PageNotMadeError or FontsMissingError.
    """
    return typeset_pages(template, data, assets=assets or {}).pdf


def typeset_pages(
    template: str, data: JSON, *, assets: Mapping[str, bytes] | None = None, note: str = ""
) -> TypesetPages:
    """Return the PDF with its warnings as values, and the template's notes labelled `note`, when asked for."""
    return LaidOut(template, data, assets=assets, note=note).drawn()


class LaidOut:
    """Pages that are laid out but not drawn: what the template noted is known before the PDF is made."""

    def __init__(self, template: str, data: JSON, *, assets: Mapping[str, bytes] | None = None, note: str = "") -> None:
        """Choose fonts for the texts of `data`; raises FontsMissingError."""
        self._template, self._data = template, clean(data)
        self._assets, self._note = assets or {}, note
        self._choice = fonts_for(character for character in texts_of(self._data) if not invisible(character))
        self._compiler = self._compiling(self._choice.missing)

    def _compiling(self, missing: frozenset[str]) -> typst.Compiler:
        return _compiler(self._template, replace(self._data, missing), self._assets, self._choice)

    def notes(self) -> tuple[JSON, ...]:
        """Return the template's notes; raises PageNotMadeError."""
        import typst  # noqa: PLC0415 - see above

        try:
            return _notes(self._compiler, self._note)
        except typst.TypstError:
            raise PageNotMadeError from None  # typst's own words may quote the record

    def drawn(self) -> TypesetPages:
        """Return the PDF; its notes are others when a character that no font draws was found on the way.

        Raises PageNotMadeError.
        """
        import typst  # noqa: PLC0415 - see above

        missing, accessible = self._choice.missing, True
        for _ in range(_ROUNDS):
            try:
                pdf = self._compiler.compile(format="pdf", pdf_standards="ua-1" if accessible else [])
            except typst.TypstError as problem:
                message = str(problem.message)
                undrawn = _undrawn(message) - missing
                if not undrawn and not (accessible and message.startswith(_STANDARD_PROBLEM)):
                    raise PageNotMadeError from None  # typst's own words may quote the record
                missing, accessible = missing | undrawn, accessible and bool(undrawn)
                self._compiler = self._compiling(missing)
            else:
                if not isinstance(pdf, bytes):
                    raise PageNotMadeError
                return TypesetPages(pdf, self.notes(), tuple(sorted(missing)), accessible)
        raise PageNotMadeError


def _compiler(template: str, data: JSON, assets: Mapping[str, bytes], choice: FontChoice) -> typst.Compiler:
    """Return a compiler that reads templates and fonts from disk, and everything else from memory."""
    import typst  # noqa: PLC0415 - see above

    if not choice.fonts.families():
        raise FontsMissingError
    root = resource("templates")
    inputs = {
        "data": json.dumps(data, ensure_ascii=False),
        "assets": json.dumps({name: content.decode("utf-8") for name, content in assets.items()}),
        "families": json.dumps(choice.extra),
    }
    return typst.Compiler(
        input=str(root / f"{template}.typ"),
        root=str(root),
        font_paths=choice.fonts,
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )


def _notes(compiler: typst.Compiler, note: str) -> tuple[JSON, ...]:
    return tuple(json.loads(compiler.query(f"<{note}>", field="value"))) if note else ()


def _undrawn(message: str) -> frozenset[str]:
    """Return the characters which typst says that no font draws."""
    match = _UNDRAWN.search(message)
    if match is None:
        return frozenset()
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), match[1])
    return frozenset(character for character in text if ord(character) > ord("~"))
