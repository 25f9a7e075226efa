"""Relatives without their names: the words for who they are stay, whatever else was typed beside them goes. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from desktop.foundation.resources import resource
from desktop.packet.language import say
from desktop.records.entry_fields import made_title
from desktop.records.family_history import FamilyHistory

_WORD = re.compile(r"[^\W_]+")
_SHORTEST = 3


@cache
def _kinship() -> frozenset[str]:
    listed: dict[str, list[str]] = json.loads(resource("terminology", "kinship.json").read_text("utf-8"))
    return frozenset(listed["words"])


def _is_kin(word: str) -> bool:
    parts = _WORD.findall(word.casefold().removesuffix("’s").removesuffix("'s"))
    return all(part in _kinship() for part in parts)


def kin_words(relation: str) -> str:
    """Return "mother" of "mother, Rosa Lopez"; words for any relative when none of it names one."""
    kept = " ".join(word for word in relation.split() if _is_kin(word)).strip(" ,;:-–")
    if kept.startswith("(") and kept.endswith(")"):
        kept = kept[1:-1]
    return kept if _WORD.search(kept) else say("hidden.relative")


def names_in(relation: str) -> list[str]:
    """Return the words of a relation that name nobody's place in the family: "Rosa", "Lopez"."""
    words = (word.strip("(),;:") for word in relation.split() if not _is_kin(word))
    return [word for word in words if len(word) >= _SHORTEST and word[0].isupper()]


def without_names(relative: FamilyHistory, names: Iterable[str]) -> FamilyHistory:
    """Return a relative of whom no name is told; `names` are those that the record knows."""
    known = {word for name in names for word in (name, name.split()[0]) if len(word) >= _SHORTEST}
    known |= set(names_in(relative.relation))
    changed = replace(
        relative,
        relation=kin_words(relative.relation),
        side=_put_out(relative.side, known),
        living=_put_out(relative.living, known),
        note=_put_out(relative.note, known),
        counselling=_put_out(relative.counselling, known),
        genetic_test=_put_out(relative.genetic_test, known),
        cause_of_death=_put_out(relative.cause_of_death, known),
    )
    return replace(changed, title=made_title(changed))


def _put_out(text: str, names: Iterable[str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", say("hidden.relative"), text, flags=re.IGNORECASE)
    return text
