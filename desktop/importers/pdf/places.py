"""The sandbox job that says where the words of one page stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple

from desktop.importers.pdf.opened import opened_pdf
from desktop.importers.pdf.page_words import words_of
from desktop.sandbox.values import JSONValue

MOST_WORDS = 20_000
"""Of one page; a page that pretends to more is cut off there."""


def page_places(blobs: tuple[bytes, ...], arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the PDF; arguments `page` (from 1) and `password` (text or null).

    Answers with a list of lines; a line is a list of [word, left, top, right, bottom], fractions of the visible page.
    Raises IndexError for a page that is not there, LockedPdfError or UnreadablePdfError.
    """
    password = arguments.get("password")
    with opened_pdf(blobs[0], None if password is None else str(password)) as document:
        number = int(str(arguments["page"]))
        if not 1 <= number <= len(document):
            raise IndexError
        page = document[number - 1]
        lines = words_of(page, page.get_textpage(), number).lines
    told: list[JSONValue] = []
    left = MOST_WORDS
    for line in lines:
        told.append([[word.text, *astuple(word.box)] for word in line.words[:left]])
        left -= len(line.words)
        if left <= 0:
            break
    return told, ()
