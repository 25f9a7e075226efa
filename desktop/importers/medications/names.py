"""A medicine's name with strength and form, and what follows: "metFORMIN 500 mg tablet, take 1 …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from desktop.importers.identify.folded import folded
from desktop.importers.medications.sig import STRENGTH, flat, starts_with_verb
from desktop.importers.medications.terms import alternatives, words

_MOST_WORDS = 6
_NAME_WORD = re.compile(r"[^\W\d_][\w'’\-/&+]*\.?|[dDbB]\d{1,2}|\d{1,2}/\d{1,2}|-")
_STRENGTH = re.compile(rf"(?<![\w.,/\-])({STRENGTH})(?![\w/])")
_PAREN = re.compile(r"^\s*\(([^()]{2,40})\)")
_BRAND = re.compile(r"[A-Z][\w\-]{2,}(?: (?:[A-Z][\w\-]*|\d+/\d+)){0,2}")
_MEASURE = re.compile(
    r"(?:mg|mcg|ug|g|gm|ml|units?|unidad(?:es)?|iu|ui|meq|mmol)(?:[/-].*)?|.*/(?:ml|actuation|act|hr|h|dose|g)"
)
_BREAK = re.compile(r"\s(?:[–—-])\s|[,;:]\s|:$")


@dataclass(frozen=True)
class Medicine:
    """What the front of an entry says; `rest` is what comes behind, `known` whether the name is a listed one."""

    name: str
    strength: str = ""
    form: str = ""
    brand: str = ""
    rest: str = ""

    @property
    def known(self) -> bool:
        """Whether the name is in the list of common medicines."""
        return is_known(self.name)


@cache
def _form() -> re.Pattern[str]:
    return re.compile(rf"^\s*,?\s*((?:{alternatives('forms')})(?:\((?:s|es)\))?)(?!\w)")


@cache
def _name_end() -> re.Pattern[str]:
    groups = ("forms", "frequencies", "routes", "as_needed", "verbs")
    return re.compile(rf"\s(?:{'|'.join(alternatives(group) for group in groups)})(?!\w)")


def is_known(name: str) -> bool:
    """Return whether a name is in the list of common medicines, also with a salt or release form behind it."""
    parts = folded(name).replace("/", "-").split()
    return any(" ".join(parts[:count]) in words("drugs") for count in range(len(parts), 0, -1))


def is_name(text: str) -> bool:
    """Return whether a text can be the name of a medicine: a few words, none of running text."""
    parts = text.split()
    if not 1 <= len(parts) <= _MOST_WORDS or not all(_NAME_WORD.fullmatch(part) for part in parts):
        return False
    if any(_MEASURE.fullmatch(flat(part)) for part in parts):
        return False
    letters = sum(map(str.isalpha, text))
    return letters >= 3 and not any(folded(part).strip(".") in words("not_name") for part in parts)  # noqa: PLR2004 - no medicine has fewer


def read_medicine(text: str) -> Medicine | None:
    """Read the front of an entry; None when it is not one medicine's name with what belongs to it."""
    low = flat(text)
    strength = _STRENGTH.search(low)
    ends = [found.start() for pattern in (_BREAK, _name_end()) if (found := pattern.search(low))]
    opened = text.find("(")
    ends += [opened] if opened > 0 else []
    ends += [strength.start()] if strength else []
    end = min(ends, default=len(text))
    name = text[:end].strip(" ,;:-–—")
    if not is_name(name):
        return None
    rest = text[end:]
    brand, rest = _brand(rest)
    found = _STRENGTH.match(flat(rest.lstrip(" ,"))) if rest else None
    strength_text = ""
    if found:
        rest = rest.lstrip(" ,")
        strength_text, rest = rest[: found.end()].strip(), rest[found.end() :]
    form = _form().match(flat(rest))
    form_text = ""
    if form:
        form_text, rest = rest[form.start(1) : form.end()].strip(), rest[form.end() :]
    if not brand:
        brand, rest = _brand(rest)
    return Medicine(name, strength_text, form_text, brand, rest.strip(" ,;:-–—"))


def _brand(rest: str) -> tuple[str, str]:
    """Take a brand name in brackets off the front of `rest`."""
    found = _PAREN.match(rest)
    if found is None or not _BRAND.fullmatch(found[1].strip()) or starts_with_verb(found[1]):
        return "", rest
    return found[1].strip(), rest[found.end() :]
