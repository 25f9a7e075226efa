"""Fewer files for a website that takes only so many at once: neighbours are put together while they fit. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

PieceT = TypeVar("PieceT")
Size = Callable[[PieceT], int]
Join = Callable[[PieceT, PieceT], PieceT]


def fewer(pieces: Sequence[PieceT], most: int, *, size: Size[PieceT], join: Join[PieceT], fits: int) -> list[PieceT]:
    """Return at most `most` pieces (0: as many as there are), each of at most `fits` bytes, in their order.

    Sections stay files of their own as far as they can: the smallest neighbours go together first. When that does not
    reach `most`, every file is filled, so that there are as few as can be; there may be more than `most` then.
    """
    if not most or len(pieces) <= most:
        return list(pieces)
    paired = _paired(list(pieces), most, size=size, join=join, fits=fits)
    return paired if len(paired) <= most else _filled(pieces, size=size, join=join, fits=fits)


def _paired(held: list[PieceT], most: int, *, size: Size[PieceT], join: Join[PieceT], fits: int) -> list[PieceT]:
    """Join the smallest neighbours until there are no more than `most`, or until nothing fits together."""
    too_large: list[tuple[PieceT, PieceT]] = []
    while len(held) > most:
        pairs = [at for at in range(len(held) - 1) if not _is_among(held[at], held[at + 1], too_large)]
        if not pairs:
            break
        at = min(pairs, key=lambda at: size(held[at]) + size(held[at + 1]))
        joined = join(held[at], held[at + 1])
        if size(joined) <= fits:
            held[at : at + 2] = [joined]
        else:
            too_large.append((held[at], held[at + 1]))
    return held


def _is_among(one: PieceT, after: PieceT, pairs: Sequence[tuple[PieceT, PieceT]]) -> bool:
    return any(first is one and second is after for first, second in pairs)


def _filled(pieces: Sequence[PieceT], *, size: Size[PieceT], join: Join[PieceT], fits: int) -> list[PieceT]:
    """Put each piece into the file before while it fits: no order-keeping way makes fewer."""
    held: list[PieceT] = []
    for piece in pieces:
        joined = join(held[-1], piece) if held and size(held[-1]) < fits else None
        if joined is not None and size(joined) <= fits:
            held[-1] = joined
        else:
            held.append(piece)
    return held
