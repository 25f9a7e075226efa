"""What is printed behind a medicine's name: how much, how, how often, what for; as printed, never converted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache

from desktop.importers.medications.terms import alternatives

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:[.,]\d+)?(?<=\d)"
_HALF = r"(?:\d+\s*/\s*\d+|\d*\s?[½¼¾]|one-half|one|two|three|half|media|medio|un|una|uno|dos|tres)"
AMOUNT = rf"(?:{NUMBER}(?:\s?(?:-|–|to|a|or)\s?{NUMBER})?(?!\s*/\s*\d)|{_HALF})"
_UNIT = r"(?:mg|mcg|µg|μg|ug|g|gm|ml|l|units?|unidades|unidad|ui|iu|meq|mmol|%|million units|mg\s?/\s?ml)(?![\w%])"
_PER = (
    r"(?:\s?/\s?(?:\d+(?:\.\d+)?\s?)?"
    r"(?:ml|hr|h|hour|actuation|act|dose|dosis|puff|inhalation|g|spray|tablet|24\s?h|24\s?hr)(?!\w))"
)
_ONE = rf"{NUMBER}(?:\s?(?:-|/)\s?{NUMBER})*\s?{_UNIT}{_PER}?"
STRENGTH = rf"{_ONE}(?:\s?[-/]\s?{_ONE})*"


def flat(text: str) -> str:
    """Return `text` in lower case without accents, sign for sign, so that places in it are places in `text`."""
    made = []
    for sign in text:
        bare = "".join(one for one in unicodedata.normalize("NFD", sign) if not unicodedata.combining(one)).lower()
        made.append(bare if len(bare) == 1 else sign)
    return "".join(made)


@dataclass
class Directions:
    """The parts of one instruction as printed; `whole` is all of it, `complete` whether every word has its part."""

    whole: str
    dose: str = ""
    route: str = ""
    how_often: str = ""
    when: str = ""
    with_food: str = ""
    as_needed: bool = False
    why: str = ""
    complete: bool = False
    left: list[str] = field(default_factory=list)


@cache
def _pattern(group: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.])({alternatives(group)})(?![\w])\.?")


@cache
def _dose() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w.,/])({AMOUNT}\s?(?:{alternatives('doses')})"
        rf"(?:\s?\({STRENGTH}(?:\s+(?:total|en total))?\))?)(?![\w/])"
    )


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"^\s*({alternatives('verbs')})(?!\w)")


_AND = re.compile(r"^(?:[\s,;.:()\-–—]|\band\b|\by\b)*$")
_WHY = re.compile(r"^[\s,]*(?:for|para)\s+([^.,;:()\d]{2,60})\.?\s*$")
_STEPS = re.compile(r"(?<!\w)(then|luego|despues|followed by|taper|x\s?\d+\s?(?:days?|dias?)|durante|for\s+\d+)(?!\w)")


def starts_with_verb(text: str) -> bool:
    """Return whether a line begins like an instruction ("Take", "Inyecte")."""
    return _verb().search(flat(text)) is not None


def names_dose(text: str) -> bool:
    """Return whether a text says how much is taken, so that an amount before it is the strength."""
    return _dose().match(flat(text).lstrip(" ,;:")) is not None


class _Taken:
    """Takes parts out of a text once each; a second match of the same kind leaves the text unfinished."""

    def __init__(self, text: str) -> None:
        self.text, self.rest = text, flat(text)

    def take(self, pattern: re.Pattern[str]) -> str:
        found = pattern.search(self.rest)
        if found is None:
            return ""
        start, end = found.span(1)
        self.rest = self.rest[: found.start()] + "\x00" * (found.end() - found.start()) + self.rest[found.end() :]
        return self.text[start:end].strip()

    def take_span(self, start: int, end: int) -> str:
        self.rest = self.rest[:start] + "\x00" * (end - start) + self.rest[end:]
        return self.text[start:end].strip(" .,;")


def _reason(taken: _Taken) -> str:
    """Take "for pain" at the end of the text; a duration, or anything with a number, is no reason."""
    tail = taken.rest.rpartition("\x00")
    start = len(tail[0]) + len(tail[1])
    found = _WHY.match(taken.rest[start:])
    if found is None:
        return ""
    words = taken.take_span(start + found.start(1), start + found.end(1))
    taken.take_span(start, len(taken.rest))
    return words


def read_directions(text: str) -> Directions:
    """Take an instruction apart; when a word has no certain part, `how_often` is the whole text as printed."""
    made = Directions(text.strip(" ;,"))
    if not made.whole:
        return made
    taken = _Taken(made.whole)
    made.as_needed = bool(_pattern("as_needed").search(taken.rest))
    if _STEPS.search(taken.rest):
        made.how_often = made.whole
        return made
    taken.take(_verb())
    made.dose = taken.take(_dose())
    made.route = taken.take(_pattern("routes"))
    made.with_food = taken.take(_pattern("foods"))
    made.how_often = taken.take(_pattern("frequencies"))
    made.when = taken.take(_pattern("whens"))
    taken.take(_pattern("as_needed"))
    made.why = _reason(taken)
    made.complete = bool(_AND.match(taken.rest.replace("\x00", " ")))
    if not made.complete:
        return Directions(made.whole, how_often=made.whole, as_needed=made.as_needed)
    return made
