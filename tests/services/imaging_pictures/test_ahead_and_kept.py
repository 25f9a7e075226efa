"""What is decoded ahead, and how much of it is kept."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.records.image_frame import FrameRefusal, ImageFrame
from desktop.services.imaging_pictures.ahead import BEHIND, ON_THE_WAY, Look, next_wanted, places_around
from desktop.services.imaging_pictures.kept import KeptPictures, Place


def _picture(size: int) -> ImageFrame:
    return ImageFrame(rows=1, columns=size // 2, samples=bytes(size))


@given(st.integers(1, 600), st.data(), st.sampled_from([-1, 1]))
def test_what_is_looked_at_comes_first_and_its_neighbours_once_each(count: int, data: st.DataObject, step: int) -> None:
    at = data.draw(st.integers(0, count - 1))
    made = list(places_around(at, count, step))
    assert made[0] == at
    assert len(made) == len(set(made))
    assert all(0 <= place < count for place in made)
    assert all(-BEHIND <= step * (place - at) <= ON_THE_WAY for place in made)
    near = set(range(max(0, at - 2), min(count, at + 3)))
    assert near <= set(made)


def test_two_on_the_way_for_one_behind() -> None:
    assert list(places_around(100, 500, 1))[:7] == [100, 101, 102, 99, 103, 104, 98]
    assert list(places_around(100, 500, -1))[:7] == [100, 99, 98, 101, 97, 96, 102]


def test_no_more_is_decoded_ahead_than_there_is_room_for() -> None:
    places = [(str(number), 0) for number in range(100)]
    asked = next_wanted(places, Look(50, 1, 3), known=lambda place: place == places[50], most=20)
    assert asked == (places[51], places[52], places[49])
    assert next_wanted(places, Look(50, 1, 0), known=lambda place: place == places[50]) == ()


def test_known_pictures_are_not_asked_for_again() -> None:
    places = [(str(number), 0) for number in range(10)]
    known = {places[4], places[5]}
    ahead = next_wanted(places, Look(4), known=lambda place: place in known, most=3)
    assert ahead == (places[6], places[3], places[7])
    assert next_wanted(places, Look(4), known=lambda _place: True, most=8) == ()


def test_what_is_looked_at_waits_for_no_neighbour() -> None:
    places = [(str(number), 0) for number in range(10)]
    assert next_wanted(places, Look(4), known=lambda _place: False, most=8) == (places[4],)


def test_frames_of_one_file_are_asked_for_together() -> None:
    places = [("film", number) for number in range(30)]
    wanted = next_wanted(places, Look(10), known=lambda _place: False, most=4)
    assert wanted == (("film", 10), ("film", 11), ("film", 12), ("film", 9))


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(2, 40_000)), max_size=60))
def test_never_more_is_kept_than_there_is_room_for(puts: list[tuple[int, int]]) -> None:
    kept = KeptPictures(100_000)
    last: Place | None = None
    for number, size in puts:
        last = (str(number), 0)
        kept.put(last, _picture(size - size % 2))
        assert 0 <= kept.bytes_held <= 100_000
    if last is not None:
        assert kept.has(last), "the newest is there"


def test_the_picture_used_longest_ago_goes_first() -> None:
    kept = KeptPictures(30_000)
    for name in "abc":
        kept.put((name, 0), _picture(8_000))
    kept.get(("a", 0))
    kept.put(("d", 0), _picture(8_000))
    assert [name for name in "abcd" if kept.has((name, 0))] == ["a", "c", "d"]


def test_one_larger_than_all_room_is_not_kept() -> None:
    kept = KeptPictures(1_000)
    kept.put(("a", 0), FrameRefusal.DAMAGED)
    kept.put(("b", 0), _picture(8_000))
    assert not kept.has(("b", 0))
