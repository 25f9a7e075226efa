"""Which pictures of a series to decode next: the one looked at, then its neighbours, more of them on the way. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from desktop.services.imaging_pictures.kept import Place

ON_THE_WAY, BEHIND = 40, 12
"""How many pictures are decoded ahead in the direction of the last step, and how many the other way."""
TOGETHER = 8
"""How many pictures one reader decodes ahead."""
_TWO_TO_ONE = 3


def places_around(at: int, count: int, step: int, reach: int = ON_THE_WAY + BEHIND) -> Iterator[int]:
    """Yield the place looked at, then at most `reach` neighbours from near to far: two on the way for each one behind.

    `step` is 1 when the person goes forward and -1 when back.
    """
    yield at
    ahead = (at + step * distance for distance in range(1, ON_THE_WAY + 1))
    behind = (at - step * distance for distance in range(1, BEHIND + 1))
    for turn in range(min(reach, ON_THE_WAY + BEHIND)):
        source = behind if turn % _TWO_TO_ONE == _TWO_TO_ONE - 1 else ahead
        place = next(source, None)
        if place is not None and 0 <= place < count:
            yield place


@dataclass(frozen=True, slots=True)
class Look:
    """Where the person looks: at the place number `at` (from 0), on the way up (`step` 1) or down (-1).

    `reach` is how many neighbours may be decoded ahead: no more than there is room to keep.
    """

    at: int = 0
    step: int = 1
    reach: int = ON_THE_WAY + BEHIND


def next_wanted(
    places: Sequence[Place], look: Look, *, known: Callable[[Place], bool], most: int = TOGETHER
) -> tuple[Place, ...]:
    """Return what one reader is to decode next, at most `most` pictures; empty when all is `known`.

    What is looked at goes first and, when it is a file of its own, alone, so that nobody waits for its neighbours.
    After it come the nearest: single pictures of several files, or frames of one, for each of which its whole file
    is read.
    """
    around = places_around(look.at, len(places), look.step, look.reach)
    wanted = [places[place] for place in around if not known(places[place])]
    if not wanted:
        return ()
    first = wanted[0]
    films = {file_id for file_id, frame in places if frame > 0}
    if first[0] in films:
        return tuple(one for one in wanted if one[0] == first[0])[:most]
    if first == places[look.at]:
        return (first,)
    return tuple(one for one in wanted if one[0] not in films)[:most]
