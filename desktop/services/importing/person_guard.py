"""Whether the person named in a document is the person it is being filed under."""

from __future__ import annotations

import re
import unicodedata

from desktop.records.dates import NotADateError, PartialDate
from desktop.records.document import PersonMatch
from desktop.records.person import Person

_TITLES = {"mr", "mrs", "ms", "miss", "dr", "sr", "sra", "srta", "jr", "don", "dona", "ii", "iii"}
_NUMBERS = re.compile(r"\d+")


def _name_words(name: str) -> frozenset[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return frozenset(word for word in re.findall(r"\w+", plain) if word not in _TITLES)


def _fits(word: str, words: frozenset[str]) -> bool:
    return word in words or (len(word) == 1 and any(other.startswith(word) for other in words))


def same_name(printed: str, known: str) -> bool | None:
    """Whether two writings can be one name: order, accents, initials and middle names aside; None when unclear.

    One word alone ("Maria") is unclear; at least two words of the shorter name must all be in the longer one.
    """
    here, there = _name_words(printed), _name_words(known)
    if not here or not there:
        return None
    shorter, longer = sorted((here, there), key=len)
    if len(shorter) < 2 and len(longer) > 1:  # noqa: PLR2004 - a first and a family name
        return None if any(_fits(word, longer) for word in shorter) else False
    whole = [word for word in shorter if len(word) > 1]
    return bool(whole) and all(_fits(word, longer) for word in shorter)


def same_birth(printed: str, born: PartialDate | None) -> bool | None:
    """Whether a printed birth date can be `born`, in either order of day and month; None when unclear."""
    if not printed or born is None or born.day is None:
        return None
    try:
        known = PartialDate.parse(printed)
    except NotADateError:
        numbers = [int(number) for number in _NUMBERS.findall(printed)]
        wanted = sorted((born.year % 100, born.month or 0, born.day))
        if len(numbers) != 3:  # noqa: PLR2004 - day, month, year
            return None
        return sorted(number % 100 if number > 31 else number for number in numbers) == wanted  # noqa: PLR2004
    return None if known.day is None else known.iso == born.iso


def match_person(person: Person, *, named: str, born: str) -> PersonMatch:
    """Compare what a document says with a person: name (or a former one) and birth date."""
    names = [person.name, *re.split(r"[\n;,]", person.former_names)]
    judged = [same_name(named, name) for name in names if name.strip()] if named.strip() else []
    name = True if True in judged else False if judged and None not in judged else None
    birth = same_birth(born, person.born)
    if name is False or birth is False:
        return PersonMatch.DIFFERS
    return PersonMatch.MATCH if name or birth else PersonMatch.UNKNOWN
