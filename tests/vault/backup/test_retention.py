"""Which backups are kept, over years of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from desktop.vault.backup.retention import kept


def _live(days: list[date]) -> list[date]:
    """Make a backup on each day in this order, remove after each what is not kept, and return what is left."""
    left: list[date] = []
    for day in days:
        left.append(day)
        keep = kept(left)
        left = [one for place, one in enumerate(left) if place in keep]
        assert left[-1] == day, "the one just made is always kept"
    return left


def _from(first: date, count: int) -> list[date]:
    return [first + timedelta(days=number) for number in range(count)]


def test_a_year_of_days_leaves_seven_days_four_weeks_and_twelve_months() -> None:
    left = _live(_from(date(2026, 1, 1), 365))
    assert left[-7:] == _from(date(2026, 12, 25), 7)
    assert {day.isocalendar()[:2] for day in left} >= {(2026, week) for week in (50, 51, 52, 53)}
    assert {day.month for day in left} == set(range(1, 13))
    assert len(left) <= 7 + 4 + 12


@pytest.mark.parametrize("first", [date(2020, 12, 1), date(2024, 1, 15), date(2026, 12, 20), date(2032, 2, 20)])
def test_leap_days_and_years_of_53_weeks_lose_nothing(first: date) -> None:
    left = _live(_from(first, 500))
    weeks = [day.isocalendar()[:2] for day in left]
    last_weeks = sorted({day.isocalendar()[:2] for day in _from(first, 500)})[-4:]
    assert set(last_weeks) <= set(weeks)
    assert len({(day.year, day.month) for day in left}) == 12
    assert len(left) <= 23


def test_a_month_kept_is_the_newest_of_its_month() -> None:
    left = _live(_from(date(2026, 1, 1), 120))
    assert {day for day in left if day.month == 1} == {date(2026, 1, 31)}
    assert {day for day in left if day.month == 2} == {date(2026, 2, 28)}


def test_a_clock_that_was_in_the_future_cannot_make_the_new_backup_go() -> None:
    wrong = _from(date(2031, 5, 1), 400)
    left = _live([*_from(date(2026, 3, 1), 3), *wrong, *_from(date(2026, 3, 4), 10)])
    assert left[-7:] == _from(date(2026, 3, 7), 7)


def test_a_clock_that_jumps_back_and_forth_keeps_the_newest_made() -> None:
    days = [date(2026, 5, 1), date(2020, 1, 1), date(2026, 5, 2), date(2020, 1, 1), date(2026, 5, 3)]
    assert _live(days * 30)[-1] == date(2026, 5, 3)


def test_a_vault_that_is_rarely_opened_keeps_as_many() -> None:
    left = _live([date(2000 + year, 6, 1) for year in range(30)])
    assert len(left) == 12


def test_several_of_one_day_stay_while_they_are_of_the_newest_day() -> None:
    day = date(2026, 5, 1)
    assert _live([day] * 4) == [day] * 4
    assert _live([day] * 40) == [day] * 10
    assert _live([*[day] * 4, day + timedelta(days=1)]) == [day, day + timedelta(days=1)]


def test_nothing_is_kept_of_nothing() -> None:
    assert kept([]) == frozenset()
