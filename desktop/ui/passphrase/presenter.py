"""What is said while a passphrase is chosen and typed again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def first_difference(typed: str, wanted: str) -> str:
    """Return a sentence on the first finished word that differs, or an empty text while all is right so far.

    The last word counts only when as many characters were typed as it has, or it can no longer become right.
    """
    ordinals = (
        QCoreApplication.translate("Passphrase", "first"),
        QCoreApplication.translate("Passphrase", "second"),
        QCoreApplication.translate("Passphrase", "third"),
        QCoreApplication.translate("Passphrase", "fourth"),
        QCoreApplication.translate("Passphrase", "fifth"),
        QCoreApplication.translate("Passphrase", "sixth"),
    )
    wanted_words, typed_words = wanted.split(), typed.split()
    for place, word in enumerate(typed_words):
        if place >= len(wanted_words):
            return QCoreApplication.translate("Passphrase", "There are more than six words.")
        expected = wanted_words[place]
        unfinished = place == len(typed_words) - 1 and not typed.endswith(" ")
        if word == expected or (unfinished and expected.startswith(word)):
            continue
        sentence = QCoreApplication.translate(
            "Passphrase", "The {place} word is different: “{got}”. It should be “{wanted}”."
        )
        return sentence.format(place=ordinals[min(place, 5)], got=word, wanted=expected)
    return ""


def same_words(typed: str, wanted: str) -> bool:
    """Whether the words were typed right; spaces before and after do not matter."""
    return typed.split() == wanted.split() and bool(typed.split())
