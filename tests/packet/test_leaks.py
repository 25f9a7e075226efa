"""A word that must not leave is found however a page breaks, joins or spells it."""

from __future__ import annotations

import pytest

from desktop.packet.expectations import Marker, MarkerKind
from desktop.packet.leaks import Needles


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("Sertraline", "takes SERTRALINE daily", True),
        ("Sertraline", "takes sertra\ufffeline daily", True),
        ("Sertraline", "takes sertra-\r\nline daily", True),
        ("Sertraline", "takes ser\u00adtraline daily", True),
        ("Sertraline", "takes ser\u2060tra\u200bline daily", True),
        ("Bipolar disorder", "a bipolar dis-\n   order", True),
        ("Bipolar disorder", "a bipolar\u00a0disorder", True),
        ("Non-small-cell cancer", "a non-\nsmall-cell cancer", True),
        ("Non-small-cell cancer", "a non\ufffesmall-cell cancer", True),
        ("Cystic fibrosis", "cystic \ufb01brosis", True),
        ("Zinc", "takes zinc-\noxide", True),
        ("Sertraline", "takes desertraline daily", False),
        ("Line", "a guide-\nlined page", False),
    ],
)
def test_a_word_is_found_as_a_page_prints_it(term: str, text: str, *, found: bool) -> None:
    marker = Marker("an entry that was left out", MarkerKind.TERM, (term,))
    assert (Needles([marker]).in_text(text) == {marker}) is found
