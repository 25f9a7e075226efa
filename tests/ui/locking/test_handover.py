"""One line from the process that ends to the fresh one: codes and counts, and nothing of a record."""

from __future__ import annotations

import pytest

from desktop.ui.locking.handover import HandOver, read_hand_over, unfinished_words
from desktop.ui.tasks import Unfinished

NAMES = ("draft", "import", "export", "packet", "backup", "check", "restore", "keys")


def test_the_line_arrives_as_it_was_sent() -> None:
    sent = HandOver(b"\x01\xd9\xd0place", (Unfinished("import", 3, 12), Unfinished("draft", 0, 1)))
    line = sent.line()
    assert "\n" not in line
    assert read_hand_over(line) == sent


@pytest.mark.parametrize(
    "line",
    ["", "{}", "null", "[]", "7", "not json", '{"place": "%%", "left": []}', '{"place": "", "left": [{"name": "x"}]}',
     '{"place": "", "left": 5}', '{"place": "", "left": [{"name": "a", "done": "b", "total": 1}]}', "x" * 100_000],
)  # fmt: skip
def test_an_odd_line_says_nothing(line: str) -> None:
    assert read_hand_over(line) == HandOver()


@pytest.mark.parametrize("name", NAMES)
def test_everything_that_can_be_stopped_is_said(name: str) -> None:
    words = unfinished_words((Unfinished(name, 0, 0),))
    assert words.endswith(".")


def test_the_adding_of_files_says_how_far_it_came() -> None:
    assert "3 of 12 are in" in unfinished_words((Unfinished("import", 3, 12),))
    assert unfinished_words(()) == ""
    assert unfinished_words((Unfinished("something else", 0, 0),)) == ""
