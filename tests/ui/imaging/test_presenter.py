"""What a series is, and what brightness and contrast do, without a window."""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from desktop.records.image_frame import ImageFrame, Window
from desktop.records.imaging_files import ImagingFile, ImagingSeries
from desktop.ui.imaging.presenter import BY_HAND, OWN, Viewing, moved, stack_of

SERIES = ImagingSeries(id="s", document_id="d", position=0, study_uid="1", series_uid="2")


def _file(name: str, frames: int) -> ImagingFile:
    return ImagingFile(
        id=name, series_id="s", position=0, path=name, size=1, sha256="", sop_uid=name, sop_class="", frames=frames,
        transfer_syntax="",
    )  # fmt: skip


def _frame(**more: object) -> ImageFrame:
    values = {"lowest": -1000.0, "highest": 3000.0, **more}
    return ImageFrame(rows=1, columns=1, samples=b"\0\0", **values)  # type: ignore[arg-type] # of a frame


def test_a_series_is_its_pictures_frame_by_frame_without_files_that_have_none() -> None:
    stack = stack_of(SERIES, [_file("a", 1), _file("report", 0), _file("film", 3)])
    assert stack.places == (("a", 0), ("film", 0), ("film", 1), ("film", 2))
    assert stack.middle == 2


@given(st.integers(1, 500), st.integers(0, 499), st.integers(-600, 600))
def test_one_never_leaves_the_series(count: int, at: int, step: int) -> None:
    assume(at < count)
    assert 0 <= moved(at, count, step) < count


def test_pictures_without_a_window_all_show_the_range_of_the_first() -> None:
    first, second = _frame(lowest=0.0, highest=99.0), _frame(lowest=50.0, highest=60.0)
    viewing = Viewing().seen(first).seen(second)
    assert viewing.window_for(first) == viewing.window_for(second) == Window(50, 100)


def test_pictures_with_windows_are_each_shown_as_their_file_says() -> None:
    viewing = Viewing().seen(_frame(windows=(Window(1, 2),)))
    assert viewing.window_for(_frame(windows=(Window(3, 4),))) == Window(3, 4)


def test_an_unknown_preset_is_the_files_own() -> None:
    assert Viewing().with_preset("lung", _frame(unit="")).chosen == OWN
    assert Viewing().with_preset("lung", _frame(unit="HU")).window == Window(-600, 1500)


@given(st.lists(st.tuples(st.floats(-20, 20), st.floats(-20, 20)), max_size=30), st.booleans())
def test_a_window_set_by_hand_can_always_be_used(
    steps: list[tuple[float, float]],
    inverted: bool,  # noqa: FBT001 - drawn
) -> None:
    frame = _frame(windows=(Window(40, 400),), inverted=inverted)
    viewing = Viewing()
    for brighter, contrast in steps:
        viewing = viewing.by_hand(frame, brighter=brighter, contrast=contrast)
        window = viewing.window
        assert viewing.chosen == BY_HAND
        assert window is not None
        assert 0 < window.width < 1e9
        assert frame.lowest - window.width <= window.center <= frame.highest + window.width


def test_brighter_is_brighter_also_where_small_values_are_bright() -> None:
    plain = Viewing().by_hand(_frame(windows=(Window(40, 400),)), brighter=1).window
    inverted = Viewing().by_hand(_frame(windows=(Window(40, 400),), inverted=True), brighter=1).window
    assert plain is not None
    assert inverted is not None
    assert plain.center < 40 < inverted.center
