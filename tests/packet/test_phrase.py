"""The phrase is short enough to say and long enough not to be guessed."""

from __future__ import annotations

import pytest

from desktop.packet.phrase import LEAST_BITS, LONGEST, bits, propose_phrase, word_list
from desktop.packet.spoken_words import words_left_out


def test_a_phrase_is_five_plain_words() -> None:
    for _ in range(50):
        phrase = propose_phrase()
        words = phrase.split(" ")
        assert len(set(words)) == len(words) == 5
        assert len(phrase) <= LONGEST
        assert all(word.isascii() and word.isalpha() and word.islower() for word in words)


def test_a_word_that_is_drawn_twice_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter(["owl", "owl", "fig", "elm", "oak", "owl", "ant", "fig", "elm", "oak"])
    monkeypatch.setattr("desktop.packet.phrase.secrets.choice", lambda _words: next(drawn))
    assert propose_phrase() == "owl ant fig elm oak"


def test_a_phrase_has_its_bits() -> None:
    assert bits() >= LEAST_BITS
    assert len(word_list()) == len(set(word_list()))


def test_no_phrase_has_a_word_that_hurts() -> None:
    assert len(words_left_out()) > 200
    assert {"tumor", "surgery", "hospital", "poison"}.isdisjoint(word_list())
    assert words_left_out().isdisjoint(word_list())
