"""Text made of runs (see desktop.packet.pages.runs) as HTML; page numbers lead into the packet's PDF."""

from __future__ import annotations

from collections.abc import Callable

from desktop.packet.language import say
from desktop.services.export.page.markup import Html, element, escaped, joined, written
from desktop.typeset.drawable import JSON

PageLink = Callable[[int, str], Html]
"""Makes a link to a packet page (from 1) with its words."""


_MARKS = {"patient": "page.patient", "unconfirmed": "page.not-confirmed"}


def _mark(value: dict[str, JSON], link: PageLink) -> Html:
    """Return an origin mark in words: the words alone are enough (mockups/packet, origin marks)."""
    see = value.get("see")
    after = [link(see, f"{say('page.see')} {see}")] if isinstance(see, int) and see else []
    if value["mark"] == "page":
        pages = value.get("pages")
        numbers = [page for page in pages if isinstance(page, int)] if isinstance(pages, list) else []
        return joined([f"{say('page.p')} ", joined((link(page, str(page)) for page in numbers), ", ")], "")
    words = _MARKS.get(str(value["mark"]), "")
    return joined([element("span", say(words) if words else "–", class_="mark"), *after], " ")


def _tick(value: dict[str, JSON]) -> Html:
    sign, said = ("☑", say("page.ticked")) if value["tick"] is True else ("☐", say("page.not-ticked"))
    box = element("span", sign, role="img", aria_label=said)
    return element("span", joined([box, str(value["words"])], " "), class_="together")


def _page(value: dict[str, JSON], link: PageLink) -> Html:
    number = value["page"]
    page = number if isinstance(number, int) else 0
    return link(page, str(value.get("words") or f"{say('page.p')} {page}"))


_TAGS = {"bold": "strong", "italic": "em", "struck": "s", "date": "strong"}
_CLASSES = {"grey": "muted", "small": "small", "chip": "chip", "unasked": "unasked", "together": "together", "flag": ""}


def _run(value: JSON, link: PageLink) -> Html:
    if not isinstance(value, dict):
        return written("span", str(value))
    if "mark" in value:
        return _mark(value, link)
    if "page" in value:
        return _page(value, link)
    if "tick" in value:
        return _tick(value)
    name = next(iter(value))
    if name in _TAGS:
        return written(_TAGS[name], str(value[name]))
    return Html("<br>") if name == "break" else written("span", str(value[name]), class_=_CLASSES[name])


def runs_html(value: JSON, link: PageLink) -> Html:
    """Return a text made of runs as HTML; every text in it is escaped.

    Raises KeyError for a run that is set in a way this page does not know.
    """
    if isinstance(value, list):
        return joined((_run(one, link) for one in value), "")
    return escaped(str(value)) if isinstance(value, str) else _run(value, link)
