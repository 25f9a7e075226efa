"""Fewer files for a website: in order, nothing lost, never too large, and as few as can be."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from desktop.packet.fewer import fewer

FITS = 10
Piece = tuple[int, ...]


def _fewer(pieces: list[Piece], most: int) -> list[Piece]:
    return fewer(pieces, most, size=sum, join=lambda one, after: (*one, *after), fits=FITS)


@given(st.lists(st.integers(1, FITS).map(lambda one: (one,)), max_size=12), st.integers(0, 5))
def test_every_piece_stays_in_its_order_and_every_file_fits(pieces: list[Piece], most: int) -> None:
    made = _fewer(pieces, most)
    assert [one for file in made for one in file] == [one for piece in pieces for one in piece]
    assert all(sum(file) <= FITS for file in made)
    if most and len(made) > most:
        assert all(sum(one) + after[0] > FITS for one, after in pairwise(made)), "none could be fuller"


def test_the_smallest_neighbours_go_together_and_the_rest_stay_apart() -> None:
    assert _fewer([(5,), (1,), (2,), (6,)], 3) == [(5,), (1, 2), (6,)]
    assert _fewer([(5,), (1,), (2,), (6,)], 0) == [(5,), (1,), (2,), (6,)]


def test_files_are_filled_when_pairs_alone_would_leave_too_many() -> None:
    assert _fewer([(6,), (4,), (4,), (6,)], 2) == [(6, 4), (4, 6)]
