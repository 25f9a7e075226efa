"""Which rows stand below which heading, on pages of one or two columns and over page breaks."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from desktop.importers.identify.folded import folded
from desktop.importers.identify.rows import Cell, Piece, Row, split_cells
from desktop.importers.medications.names import is_known
from desktop.importers.medications.terms import (
    Role,
    Section,
    column_roles,
    doubtful,
    longest_head,
    names_supplements,
    section_of,
)

_APART = 90.0
"""Headings whose left edges differ by more points head columns of their own."""
_EDGE = 6.0
_INSET = 0.3
"""A heading that begins this far into the page may head a right-hand column."""
_BIGGER = 1.3
_HEADING_WORDS = 7
_SHORTEST_HEADING = 3
_BODY = (0.12, 0.9)
"""Between these shares of the page's height nothing is head or foot of the page."""
_INLINE = re.compile(r"^([^:]{3,60}):\s+(\S.*)$")
_PAGE = re.compile(r"^(page|pagina|pag\.?|p\.)\s*\d+(\s*(of|de|/)\s*\d+)?$|^\d+\s*(of|de|/)\s*\d+$")
_ALLERGIC = re.compile(
    r"^(?:(?:the )?(?:patient|he|she|you) (?:is|are) |paciente |es )?(?:allergic to|alergic[oa] a)\b"
)
_DIGITS = re.compile(r"\d+")
_SHORT_HEADS = frozenset({"new", "change", "changed", "start", "stop", "continue", "stopped", "discontinued"})


@dataclass(frozen=True)
class Heading:
    """A known heading: where it stands in the row, and what follows on its line behind a colon."""

    section: Section
    cell: Cell
    row: Row
    inline: tuple[Piece, ...] = ()

    @property
    def supplement(self) -> bool:
        """Whether only what is bought without a prescription stands below."""
        return names_supplements(self.cell.text)


@dataclass(frozen=True)
class Region:
    """The rows below a heading, cut to its column; `heading` is None for a table that stands without one."""

    section: Section
    rows: tuple[Row, ...]
    heading: Heading | None = None

    @property
    def supplement(self) -> bool:
        """Whether only what is bought without a prescription stands here."""
        return self.heading is not None and self.heading.supplement


def heads_of(row: Row, *, allergies: bool) -> list[tuple[Role, Cell]]:
    """Return the column heads of a row, each with its words; empty when a word of it is no head."""
    known = column_roles(allergies=allergies)
    longest = longest_head(allergies=allergies)
    found: list[tuple[Role, Cell]] = []
    for cell in row.cells:
        start = 0
        while start < len(cell.pieces):
            for count in range(min(longest, len(cell.pieces) - start), 0, -1):
                part = cell.pieces[start : start + count]
                role = known.get(folded(" ".join(piece.text for piece in part)).rstrip(":"))
                if role is not None:
                    found.append((role, Cell(part)))
                    start += count
                    break
            else:
                return []
    return found


def is_head(row: Row, *, allergies: bool) -> bool:
    """Return whether a row is the head of a table with a column of names and one of what is said of them."""
    roles = [role for role, _ in heads_of(row, allergies=allergies)]
    name = Role.SUBSTANCE if allergies else Role.NAME
    return len(roles) > 1 and roles.count(name) == 1 and any(role not in {name, Role.OTHER} for role in roles)


def _heading_in(row: Row) -> Iterator[Heading]:
    if is_head(row, allergies=False) or is_head(row, allergies=True):
        return
    for number, cell in enumerate(row.cells):
        section = section_of(cell.text)
        if section is not None:
            short = folded(cell.text).rstrip(":") in _SHORT_HEADS
            others = [one for one in row.cells if one is not cell]
            if not (short and any(section_of(one.text) is None for one in others)):
                yield Heading(section, cell, row)
            continue
        inline = _inline(row, number)
        if inline is not None:
            yield inline


def _inline(row: Row, number: int) -> Heading | None:
    """Return a heading that is followed by its content on the same line ("Allergies: penicillin")."""
    pieces = tuple(piece for cell in row.cells[number:] for piece in cell.pieces)
    text = row.cells[number].text
    if text.endswith(":"):
        return None
    found = _INLINE.match(text)
    section = section_of(found[1]) if found else None
    if found is None or section is None:
        return None
    count = len(found[1].split())
    return Heading(section, Cell(pieces[:count]), row, row.cells[number].pieces[count:])


def furniture(rows: Sequence[Row]) -> set[int]:
    """Return the ids of running heads and feet: rows that repeat at the same height of several pages, and page numbers.

    Nothing else stands between them and the edge of the page: a line of an entry can be on two pages by chance.
    """
    places: dict[tuple[str, int], set[int]] = defaultdict(set)
    for row in rows:
        places[_DIGITS.sub("0", folded(row.text)), round(row.middle / 8)].add(row.page)

    def runs(row: Row) -> bool:
        text = folded(row.text)
        return len(places[_DIGITS.sub("0", text), round(row.middle / 8)]) > 1 or bool(_PAGE.match(text))

    running: set[int] = set()
    for page in {row.page for row in rows}:
        own = sorted((row for row in rows if row.page == page), key=lambda row: row.middle)
        head = takewhile(lambda row: row.middle / row.height_pt <= _BODY[0] and runs(row), own)
        foot = takewhile(lambda row: row.middle / row.height_pt >= _BODY[1] and runs(row), reversed(own))
        running |= {id(row) for row in (*head, *foot)}
    return running


def _cut(row: Row, left: float, right: float) -> Row | None:
    """Return the part of a row between two edges; None when nothing of it stands there."""
    kept = [piece for piece in row.pieces if piece.left >= left and piece.right <= right]
    return replace(row, cells=split_cells(kept, row.gap)) if kept else None


def _crosses(row: Row, edge: float) -> bool:
    return any(cell.left < edge - 1 and cell.right > edge + 1 for cell in row.cells)


def looks_like_heading(row: Row, usual: float) -> bool:
    """Return whether a row that is no known heading still looks like one."""
    text = row.text.strip()
    if len(row.cells) > 1 or len(row.pieces) > _HEADING_WORDS or is_known(text.rstrip(":")):
        return False
    if any(map(str.isdigit, text)) or text[:1] in "•-*–·▪◦(":
        return False
    return (
        text.endswith(":")
        or (text.isupper() and len(text) > _SHORTEST_HEADING)
        or (text[:1].isupper() and row.size > usual * _BIGGER)
    )


def _ended(heading: Heading, last: Row) -> bool:
    """Return whether a list that runs in behind its heading ends with the sentence."""
    return bool(heading.inline) and last.text.rstrip().endswith(".")


class _Column:
    """The band of the page that belongs to a heading."""

    def __init__(self, heading: Heading, others: Sequence[Heading]) -> None:
        here, at = heading.row, heading.cell.left
        same = [one for one in others if one.row.page == here.page]
        right = [one for one in same if one.cell.left > at + _APART]
        left = [one for one in same if one.cell.left < at - _APART and one.row.top <= here.bottom + here.height_pt / 4]
        first = min(right, key=lambda one: one.cell.left, default=None)
        self.right = first.cell.left - _EDGE / 2 if first else float("inf")
        self.right_from = first.row.top - 2 if first else float("inf")
        inset = at > here.width * _INSET
        self.left = at - _EDGE if left or inset else 0.0

    @property
    def whole_page(self) -> bool:
        """Whether the band is as wide as the page."""
        return self.left == 0.0 and self.right == float("inf")

    def of(self, row: Row) -> tuple[Row | None, bool]:
        """Return the part of a row in the band, and whether words of it cross the edge of the band."""
        right = self.right if row.bottom >= self.right_from else float("inf")
        if (self.left and _crosses(row, self.left)) or (right < row.width and _crosses(row, right)):
            return None, True
        return _cut(row, self.left, right), False


def _region(heading: Heading, rows: Sequence[Row], headings: Sequence[Heading], skip: set[int]) -> Region:
    column = _Column(heading, headings)
    start = next(index for index, row in enumerate(rows) if row is heading.row)
    kept: list[Row] = []
    if heading.inline:
        kept.append(replace(heading.row, cells=split_cells(heading.inline, heading.row.gap)))
    for row in rows[start + 1 :]:
        if row.page != heading.row.page and not column.whole_page:
            break
        if id(row) in skip:
            continue
        part, crosses = column.of(row)
        if crosses:
            break
        if part is None:
            continue
        if any(True for _ in _heading_in(part)):
            break
        usual = sum(one.size for one in kept) / len(kept) if kept else float("inf")
        if kept and (
            looks_like_heading(part, usual) or _ended(heading, kept[-1]) or _ALLERGIC.match(folded(part.text))
        ):
            break
        kept.append(part)
    return Region(heading.section, tuple(kept), heading)


def _covered(regions: Sequence[Region]) -> set[tuple[int, float]]:
    return {(row.page, round(row.middle)) for region in regions for row in region.rows}


def regions_of(rows: Sequence[Row]) -> list[Region]:
    """Return what stands below each known heading, in the order of the pages, and tables that stand without one."""
    skip = furniture(rows)
    headings = [heading for row in rows if id(row) not in skip for heading in _heading_in(row)]
    regions = [_region(one, rows, headings, skip) for one in headings if one.section is not Section.END]
    covered = _covered(regions)
    for before, row in pairwise([None, *rows]):
        if row is None or (row.page, round(row.middle)) in covered or before is None:
            continue
        for allergies, section in ((False, Section.ACTIVE), (True, Section.ALLERGIES)):
            strict = {"medication", "medications", "medication name", "drug", "drug name", "medicamento", "allergen"}
            heads = heads_of(row, allergies=allergies)
            named = any(folded(cell.text) in strict for _, cell in heads)
            if named and is_head(row, allergies=allergies) and not _under_other(rows, row):
                heading = Heading(Section.END, row.cells[0], row)
                whole = _region(replace(heading, cell=row.cells[0]), rows, headings, skip)
                regions.append(Region(section, (row, *whole.rows)))
                break
    return regions


def _under_other(rows: Sequence[Row], row: Row) -> bool:
    """Return whether a line right above says that what follows is not the person's, or is past."""
    above = [one for one in rows if one.page == row.page and one.bottom <= row.top][-3:]
    return any(doubtful(one.text) or section_of(one.text) is Section.END for one in above)
