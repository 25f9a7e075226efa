"""Pieces of a page; every text is escaped here, and only here becomes HTML."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable, Sequence
from functools import cache
from string import Template
from urllib.parse import quote

from desktop.foundation.resources import resource


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def escaped(text: str) -> Html:
    """Return a text as HTML."""
    return text if isinstance(text, Html) else Html(html.escape(text, quote=True))


def joined(parts: Iterable[str], between: str = "\n") -> Html:
    """Return the parts one after the other, escaped where they are texts."""
    return Html(between.join(escaped(part) for part in parts))


def element(name: str, content: str, **attributes: str) -> Html:
    """Return an element; a text inside is escaped. `class_` stands for class."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(value, quote=True)}"' for key, value in attributes.items()
    )
    return Html(f"<{name}{given}>{escaped(content)}</{name}>")


def written(name: str, text: str, **attributes: str) -> Html:
    """Return an element with words of the record, in the direction of their own script."""
    return element(name, text, dir="auto", **attributes)


def file_link(path: str, words: str) -> Html:
    """Return a link to a file of the folder; `path` uses / and is not quoted yet."""
    return element("a", words, href=quote(path), dir="auto")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Html:
    """Return a table; cells that are texts get their own direction."""
    heads = joined((element("th", name, scope="col") for name in head), "")
    lines = []
    for cells in rows:
        made = (element("td", cell) if isinstance(cell, Html) else written("td", cell) for cell in cells)
        lines.append(element("tr", joined(made, "")))
    body = element("tbody", joined(lines))
    shown = element("table", joined((element("thead", element("tr", heads)), body)))
    return element("div", shown, class_="wide")


@cache
def _style(*names: str) -> str:
    return "".join(resource(*name.split("/")).read_text("utf-8") for name in ("export/page.css", *names))


def whole_page(title: str, body: str, *styles: str, language: str = "en") -> bytes:
    """Return the document as UTF-8: no scripts, nothing loaded, one style that is named by its hash.

    `styles` name further style sheets in the resources ("packet-folder/page.css"); `language` is a BCP 47 tag.
    """
    style = _style(*styles)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    frame = Template(resource("export", "page.html").read_text("utf-8"))
    made = frame.substitute(
        title=escaped(title), language=language, style=style, style_hash=f"sha256-{digest}", body=body
    )
    return made.encode("utf-8")
