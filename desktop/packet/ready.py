"""A source made ready for the packet, as values that leave the sandbox."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop.sandbox.values import JSONValue


class BadReadyError(ValueError):
    """The preparing job's answer does not have the right shape."""


@dataclass(frozen=True, slots=True)
class ReadyPage:
    """A prepared source page: visible size and empty bands in points.

    `picture` when it became one, `covered` when parts of it were covered; `wordless` when its text was left behind
    and can be recognized anew; `undrawn` when letters typed into a form could not be drawn; `text_only` when no engine
    shows the page and its text stands for it; `cropped` when it held more than the part that is seen.
    """

    width: float
    height: float
    top: float
    bottom: float
    picture: bool
    covered: bool = False
    wordless: bool = False
    undrawn: bool = False
    text_only: bool = False
    cropped: bool = False

    def as_json(self) -> list[JSONValue]:
        """Return the row that leaves the sandbox."""
        sizes: list[JSONValue] = [self.width, self.height, self.top, self.bottom]
        return [*sizes, self.picture, self.covered, self.wordless, self.undrawn, self.text_only, self.cropped]


@dataclass(frozen=True, slots=True)
class Prepared:
    """All pages of a source that go in, and a PDF of just these; `mended` when the file was damaged."""

    pages: tuple[ReadyPage, ...]
    pdf: bytes = field(repr=False)
    mended: bool = False

    def as_json(self) -> dict[str, JSONValue]:
        """Return what is known of it, without the PDF."""
        rows: list[JSONValue] = [page.as_json() for page in self.pages]
        return {"pages": rows, "mended": self.mended}


def _page(width: float, height: float, top: float, bottom: float, *flags: object) -> ReadyPage:
    picture, covered, wordless, undrawn, text_only, cropped = (flag is True for flag in flags)
    return ReadyPage(
        float(width), float(height), float(top), float(bottom), picture, covered, wordless, undrawn, text_only, cropped
    )


def prepared_from(value: JSONValue, pdf: bytes) -> Prepared:
    """Return the value of a job's untrusted answer; raises BadReadyError."""
    try:
        if not isinstance(value, dict):
            raise BadReadyError
        return Prepared(tuple(_page(*row) for row in value["pages"]), pdf, value["mended"] is True)
    except (KeyError, TypeError, ValueError) as error:
        raise BadReadyError from error
