"""Texts laid on pages: nothing is lost, what fits stays together, and a quoted place is found again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.importers.paging import LINES_A_PAGE, MOST_PAGES, Pages

LINES = st.lists(st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=300), max_size=90)


@given(st.lists(LINES, min_size=1, max_size=6))
def test_every_line_stands_on_a_page_in_its_order(texts: list[list[str]]) -> None:
    pages = Pages()
    for number, lines in enumerate(texts):
        pages.add(f"Title {number}", lines)
    shown = [line for page in pages.made for line in page.text.split("\n") if line and not line.startswith("Title ")]
    assert "".join(shown) == "".join("".join(lines) for lines in texts)
    assert [page.page for page in pages.made] == list(range(1, len(pages.made) + 1))


def test_short_texts_share_a_page_and_one_that_does_not_fit_begins_a_new_one() -> None:
    pages = Pages()
    first = pages.add("Allergies", ["Penicillin"])
    second = pages.add("Medicines", ["Metformin"])
    third = pages.add("Results", [f"Value {number}" for number in range(LINES_A_PAGE - 5)])
    assert [pages.where(first, "Penicillin"), pages.where(second, "Metformin"), pages.where(third, "Value 3")] == [
        1,
        1,
        2,
    ]


def test_a_place_is_found_on_the_page_where_it_stands() -> None:
    pages = Pages()
    added = pages.add("Results", [f"Value {number} end" for number in range(200)])
    page = pages.where(added, "Value 199 end")
    assert page == len(pages.made) > 1
    assert "Value 199 end" in pages.made[page - 1].text
    assert all(each.text.startswith("Results\n") for each in pages.made)
    assert pages.where(added, "nowhere") == 1


def test_one_line_longer_than_a_page_goes_on_and_too_much_is_said() -> None:
    pages = Pages()
    pages.add("Note", ["x" * 100_000])
    assert sum(page.text.count("x") for page in pages.made) == 100_000
    assert not pages.cut


def test_more_than_the_most_pages_is_said() -> None:
    pages = Pages()
    pages.add("Note", ["y"] * (LINES_A_PAGE * (MOST_PAGES + 1)))
    assert pages.cut
    assert len(pages.made) == MOST_PAGES


def test_what_is_quoted_and_stands_in_no_line_is_added_below() -> None:
    pages = Pages()
    lines = ["Weight  |  70 kg", "seen on Monday"]
    quoted = ["Height · 160 · cm", "Weight · 70 kg", "on Monday"]
    added = pages.add("Vitals", lines, quoted)
    (page,) = pages.made
    assert page.text.split("\n")[1:] == [*lines, "In the coded part of the file:", "Height  |  160  |  cm"]
    assert {pages.where(added, each) for each in quoted} == {1}


def test_the_page_of_each_of_many_places_shows_it() -> None:
    pages = Pages()
    quoted = [f"Test {number} · {number}.5 · mg/dL" for number in range(5000)]
    added = pages.add("Results", [f"Test {number}" for number in range(5000)], quoted)
    made = pages.made
    for each in quoted:
        assert each.replace(" · ", "  |  ") in made[pages.where(added, each) - 1].text
