"""Which pictures of a series to decode next: the one looked at, then its neighbours, more of them on the way. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from desktop.services.imaging_pictures.kept import Place

ON_THE_WAY, BEHIND = 40, 12
"""How many pictures are decoded ahead in the direction of the last step, and how many the other way."""
_TWO_TO_ONE = 3


def places_around(at: int, count: int, step: int) -> Iterator[int]:
    """Yield the place looked at, then its neighbours from near to far: two on the way for each one behind.

    `step` is 1 when the person goes forward and -1 when back.
    """
    yield at
    ahead = (at + step * distance for distance in range(1, ON_THE_WAY + 1))
    behind = (at - step * distance for distance in range(1, BEHIND + 1))
    for turn in range(ON_THE_WAY + BEHIND):
        source = behind if turn % _TWO_TO_ONE == _TWO_TO_ONE - 1 else ahead
        place = next(source, None)
        if place is not None and 0 <= place < count:
            yield place


def next_wanted(
    places: Sequence[Place], at: int, step: int, *, known: Callable[[Place], bool], most: int
) -> tuple[Place, ...]:
    """Return what to decode next: the first place not yet `known`, with up to `most` frames of the same file.

    Frames of one file go together, since the whole file is read for each of them; empty when all is known.
    """
    wanted = [places[place] for place in places_around(at, len(places), step) if not known(places[place])]
    if not wanted:
        return ()
    return tuple(one for one in wanted if one[0] == wanted[0][0])[:most]
