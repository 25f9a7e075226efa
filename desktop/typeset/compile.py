"""Run typst in memory: a template and values in, a tagged PDF (PDF/UA-1) out; nothing is written to disk."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from desktop.foundation.resources import resource
from desktop.typeset.drawable import JSON, clean, invisible, replace, texts_of
from desktop.typeset.errors import FontsMissingError, PageNotMadeError
from desktop.typeset.fonts import FontChoice, fonts_for

if TYPE_CHECKING:  # loaded with the first page that is made: an open vault may never need one
    import typst

_UNDRAWN = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_STANDARD_PROBLEM = "PDF/UA-1 error"
_Main = TypeVar("_Main", str, bytes)
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
    """Pages that are laid out but not drawn: what the template noted is known before the PDF is made.

    With a `look` (what stays the same from one document to the next: words, edition) the template is one that has a
    function `document`, and what it laid out before is used again: pages whose values did not change cost next to
    nothing (docs/decisions/0022).
    """

    def __init__(
        self,
        template: str,
        data: JSON,
        *,
        assets: Mapping[str, bytes] | None = None,
        note: str = "",
        look: Mapping[str, JSON] | None = None,
    ) -> None:
        """Choose fonts for the texts of `data`; raises FontsMissingError."""
        self._template, self._data, self._look = template, clean(data), look
        self._assets, self._note = assets or {}, note
        characters = texts_of(self._data) | texts_of(look)
        self._choice = fonts_for(character for character in characters if not invisible(character))
        self._missing = self._choice.missing
        self._noted: tuple[JSON, ...] | None = None

    def _compiler(self) -> typst.Compiler:
        """Return a compiler for one use: typst forgets a document that it was given as bytes once it was compiled."""
        data = replace(self._data, self._missing)
        if self._look is None:
            return _compiler(self._template, data, self._assets, self._choice)
        return _document_compiler(self._template, data, self._look, self._choice)

    def notes(self) -> tuple[JSON, ...]:
        """Return the template's notes; raises PageNotMadeError."""
        if self._noted is None:
            try:
                self._noted = _notes(self._compiler(), self._note)
            except RuntimeError:
                raise PageNotMadeError from None  # typst's own words may quote the record
        return self._noted

    def _miss(self, missing: frozenset[str]) -> None:
        """Set stand-ins for further characters: then the pages are others, and so may be their notes."""
        if missing != self._missing:
            self._missing, self._noted = missing, None

    def drawn(self) -> TypesetPages:
        """Return the PDF; its notes are others when a character that no font draws was found on the way.

        Raises PageNotMadeError.
        """
        import typst  # noqa: PLC0415 - see above

        accessible = True
        for _ in range(_ROUNDS):
            try:
                pdf = self._compiler().compile(format="pdf", pdf_standards="ua-1" if accessible else [])
            except typst.TypstError as problem:
                message = str(problem.message)
                undrawn = _undrawn(message) - self._missing
                if not undrawn and not (accessible and message.startswith(_STANDARD_PROBLEM)):
                    raise PageNotMadeError from None  # typst's own words may quote the record
                self._miss(self._missing | undrawn)
                accessible = accessible and bool(undrawn)
            else:
                if not isinstance(pdf, bytes):
                    raise PageNotMadeError
                return TypesetPages(pdf, self.notes(), tuple(sorted(self._missing)), accessible)
        raise PageNotMadeError


def _compiler(template: str, data: JSON, assets: Mapping[str, bytes], choice: FontChoice) -> typst.Compiler:
    """Return a compiler that reads templates and fonts from disk, and everything else from memory."""
    inputs = {
        "data": _json(data),
        "assets": _json({name: content.decode("utf-8") for name, content in assets.items()}),
        "families": _json(choice.extra),
    }
    return _reading(str(resource("templates", f"{template}.typ")), inputs, choice)


def _document_compiler(template: str, data: JSON, look: Mapping[str, JSON], choice: FontChoice) -> typst.Compiler:
    """Return a compiler of `document(data)`.

    All that typst keeps hangs on its inputs, and on their order, which differs from run to run: so there is one only,
    which stays the same. The values are text of the main file, which nothing but the pages that show them hangs on.
    """
    text = _json(data).replace("\\", "\\\\").replace('"', '\\"')
    main = f'#import "/{template}.typ": document\n#document(json(bytes("{text}")))'
    return _reading(main.encode(), {"look": _json({**look, "families": choice.extra})}, choice)


def _reading(main: _Main, inputs: dict[str, str], choice: FontChoice) -> typst.Compiler:
    import typst  # noqa: PLC0415 - see above

    if not choice.fonts.families():
        raise FontsMissingError
    return typst.Compiler(
        input=main,
        root=str(resource("templates")),
        font_paths=choice.fonts,
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )


def _json(value: JSON) -> str:
    return json.dumps(value, ensure_ascii=False)


def _notes(compiler: typst.Compiler, note: str) -> tuple[JSON, ...]:
    return tuple(json.loads(compiler.query(f"<{note}>", field="value"))) if note else ()


def _undrawn(message: str) -> frozenset[str]:
    """Return the characters which typst says that no font draws."""
    match = _UNDRAWN.search(message)
    if match is None:
        return frozenset()
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), match[1])
    return frozenset(character for character in text if ord(character) > ord("~"))
