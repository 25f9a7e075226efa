"""Whether each column holds what its head says; where one may not, nothing in its table is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from desktop.importers.labs.bands import Band, NotCertainError, every
from desktop.importers.labs.heads import Head
from desktop.importers.labs.printed import (
    holds_unit,
    is_bare_number,
    is_flag,
    is_grouped,
    is_no_result,
    looks_like_range,
    read_range,
    read_value,
)
from desktop.importers.labs.terms import RESULT_ROLES, Role, known_unit

_MOSTLY = 0.75
_CODES = 3
_FEW = 3
"""So few results may be all that is missing in their own column."""
_SLACK = 1.0
"""A column may stand out of its head's width by this many points."""
_HARMLESS = re.compile(r"\d{1,6}|(\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})?\s*(\d{1,2}:\d{2}(:\d{2})?)?")
"""What may stand under an unknown head without a doubt: a code, a date, a time."""


def _is_value(text: str) -> bool:
    return read_value(text) is not None or is_no_result(text) or is_grouped(text)


def _always_the_same(texts: Sequence[str]) -> bool:
    """Return whether one number stands in every row: a code of a laboratory, not its results."""
    return len(texts) >= _CODES and len(set(texts)) == 1 and is_bare_number(texts[0])


def _check(band: Band) -> None:
    """Raise NotCertainError when a band does not hold what its head says."""
    texts = band.texts
    if band.role in RESULT_ROLES and (not every(texts, _is_value, _MOSTLY) or _always_the_same(texts)):
        raise NotCertainError
    if band.role is Role.UNIT and any(is_bare_number(text) or looks_like_range(text) for text in texts):
        raise NotCertainError
    if band.role is Role.FLAG and any(any(map(str.isdigit, text)) and not is_flag(text) for text in texts):
        raise NotCertainError
    if band.role is Role.UNIT and any(is_flag(text) and not known_unit(text) for text in texts):
        raise NotCertainError
    if band.role is Role.FLAG and any(map(holds_unit, texts)):
        raise NotCertainError
    if band.role is Role.REFERENCE and sum(is_bare_number(text) for text in texts) * 5 > len(texts):
        raise NotCertainError
    if band.role is Role.TEST and not every(texts, lambda text: any(map(str.isalpha, text)), _MOSTLY):
        raise NotCertainError


def _check_unknown(bands: Sequence[Band]) -> None:
    """Raise when a column under an unknown head may hold units, ranges or flags that no known column holds."""
    looks: tuple[tuple[Role, Callable[[str], bool]], ...] = (
        (Role.UNIT, lambda text: bool(known_unit(text))),
        (Role.REFERENCE, looks_like_range),
        (Role.FLAG, is_flag),
    )
    known = {band.role for band in bands}
    for band in bands:
        if band.role is not Role.UNKNOWN:
            continue
        odd = any(any(map(str.isdigit, text)) and not _HARMLESS.fullmatch(text) for text in band.texts)
        if odd or any(role not in known and every(band.texts, look, 0.5) for role, look in looks):
            raise NotCertainError


def _check_results_are_no_ranges(bands: Sequence[Band]) -> None:
    """Raise when a column of results holds ranges, and the column of ranges none: then the heads stand elsewhere."""
    for band in bands:
        if band.role in RESULT_ROLES and every(
            band.texts, lambda text: bool(read_range(text).low and read_range(text).high), 0.5
        ):
            raise NotCertainError


def _check_strays(bands: Sequence[Band], heads: Sequence[Head]) -> None:
    """Raise when a head has no column, and what it names stands under another head: the heads stand elsewhere."""
    filled = {band.role for band in bands}
    looks: tuple[tuple[Role, Callable[[str], bool]], ...] = (
        (Role.UNIT, lambda text: bool(known_unit(text))),
        (Role.FLAG, is_flag),
    )
    for role, look in looks:
        empty = role not in filled and any(head.role is role for head in heads)
        if empty and any(every(band.texts, look) for band in bands):
            raise NotCertainError


def _inside(band: Band, head: Head) -> bool:
    """Return whether a column and its head share one width: the wider of the two holds the other."""
    slack = _SLACK
    within = head.left - slack <= band.left and band.right <= head.right + slack
    return within or (band.left - slack <= head.left and head.right <= band.right + slack)


def _check_few_results(bands: Sequence[Band]) -> None:
    """Raise when the head of a few results has slid aside: they may be another column's, and their own empty."""
    for band in bands:
        aside = band.head is not None and not _inside(band, band.head)
        if band.role in RESULT_ROLES and aside and len(band.texts) <= _FEW:
            raise NotCertainError


def _check_roles(bands: Sequence[Band]) -> None:
    """Raise without names or results, and when more columns hold flags than values they could belong to."""
    if not any(band.role is Role.TEST for band in bands) or not any(band.role in RESULT_ROLES for band in bands):
        raise NotCertainError
    if sum(band.role is Role.FLAG for band in bands) > max(1, sum(band.role is Role.DAY for band in bands)):
        raise NotCertainError


def check_columns(bands: Sequence[Band], heads: Sequence[Head]) -> None:
    """Raise NotCertainError unless every column holds what its head says, and each head stands over its own."""
    _check_roles(bands)
    for band in bands:
        _check(band)
    _check_results_are_no_ranges(bands)
    _check_unknown(bands)
    _check_strays(bands, heads)
    _check_few_results(bands)
