"""Whether the person named in a document is the person it is being filed under."""

from __future__ import annotations

import re
import unicodedata

from desktop.importers.dicom.header import DicomHeader
from desktop.importers.dicom.study import whose_name
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.document import PersonMatch
from desktop.records.person import Person

_TITLES = {"mr", "mrs", "ms", "miss", "dr", "dra", "sr", "sra", "srta", "don", "dona"}
_PARTICLES = {"de", "del", "la", "las", "los", "y", "e", "da", "dos", "di", "van", "von", "der"}
_GENERATIONS = {"jr", "ii", "iii", "iv"}
_WHOLE_WORDS = 2
"""A first and a family name."""
_SHORTEST_NUMBER = 4
_NUMBERS = re.compile(r"\d+")


def _name_words(name: str) -> frozenset[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(sign))
    return frozenset(word for word in re.findall(r"\w+", plain) if word not in _TITLES | _PARTICLES)


def _fits(word: str, words: frozenset[str]) -> bool:
    return word in words or (len(word) == 1 and any(other.startswith(word) for other in words))


def same_name(printed: str, known: str) -> bool | None:
    """Whether two writings can be one name: order, accents, initials and middle names aside; None when unclear.

    One word alone ("Maria"), an initial for a first or a family name ("M. Lopez") and "Jr." on one side only are
    unclear; two words of the shorter name must stand whole in the longer one, and all must fit.
    """
    here, there = _name_words(printed), _name_words(known)
    if not here or not there:
        return None
    one_generation = here & _GENERATIONS == there & _GENERATIONS
    shorter, longer = sorted((here - _GENERATIONS, there - _GENERATIONS), key=len)
    whole = sum(word in longer for word in shorter if len(word) > 1)
    if len(shorter) < _WHOLE_WORDS < len(longer) + 1:
        return None if any(_fits(word, longer) for word in shorter) else False
    if not all(_fits(word, longer) or _is_initial_of(word, longer) for word in shorter):
        return False
    return True if one_generation and whole >= min(_WHOLE_WORDS, len(shorter)) else None


def _is_initial_of(word: str, words: frozenset[str]) -> bool:
    """Whether the other writing has only the first letter of `word`."""
    return any(len(other) == 1 and word.startswith(other) for other in words)


def same_birth(printed: str, born: PartialDate | None) -> bool | None:
    """Whether a printed birth date can be `born`, in either order of day and month; None when unclear."""
    if not printed or born is None or born.day is None:
        return None
    try:
        known = PartialDate.parse(printed)
    except NotADateError:
        return _can_be(_NUMBERS.findall(printed), born)
    return None if known.day is None else known.iso == born.iso


def _can_be(numbers: list[str], born: PartialDate) -> bool | None:
    """Whether three numbers are `born`: year, month, day, or the year last and day and month in either order."""
    if len(numbers) != 3:  # noqa: PLR2004 - day, month, year
        return None
    first, second, third = (int(number) for number in numbers)
    written = {str(born.year), f"{born.year % 100:02}"}
    year_first = numbers[0] in written and (second, third) == (born.month, born.day)
    year_last = numbers[2] in written and {first, second} == {born.month, born.day}
    return year_first or year_last


def match_header(person: Person, header: DicomHeader) -> tuple[PersonMatch, bool]:
    """Compare the head of an image file with a person, and tell whether both name and birth date are there and fit.

    A name in another script counts like the first one. A record number that the person has noted decides where name and
    birth date say nothing against it and nothing for it.
    """
    named = [one for one in (whose_name(header), header.other_name) if one]
    matches = [match_person(person, named=one, born=header.patient_born) for one in named or [""]]
    fits = next((each for each in (PersonMatch.MATCH, PersonMatch.DIFFERS) if each in matches), PersonMatch.UNKNOWN)
    if fits is PersonMatch.UNKNOWN and _noted(person, header.patient_id):
        return PersonMatch.MATCH, False
    name_fits = any(match_person(person, named=one, born="") is PersonMatch.MATCH for one in named)
    return fits, fits is PersonMatch.MATCH and name_fits and same_birth(header.patient_born, person.born) is True


def _noted(person: Person, number: str) -> bool:
    """Whether a record number stands among those of the person ("St. Mary's: 0042")."""
    known = {word.casefold() for word in re.split(r"[\s:;,]+", person.record_numbers) if word}
    return len(number) >= _SHORTEST_NUMBER and number.casefold() in known


def match_person(person: Person, *, named: str, born: str) -> PersonMatch:
    """Compare what a document says with a person: name (or a former one) and birth date."""
    names = [person.name, *re.split(r"[\n;,]", person.former_names)]
    judged = [same_name(named, name) for name in names if name.strip()] if named.strip() else []
    name = True if True in judged else False if judged and None not in judged else None
    birth = same_birth(born, person.born)
    if name is False or birth is False:
        return PersonMatch.DIFFERS
    return PersonMatch.MATCH if name or birth else PersonMatch.UNKNOWN
