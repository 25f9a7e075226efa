"""What "there is none" becomes: never a code for none on a resource that is refuted, which would say it twice."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from desktop.foundation.resources import resource
from desktop.records.coding import Coding
from desktop.records.fact import Fact


@cache
def _table() -> Any:  # noqa: ANN401 - a table read from a file
    return json.loads(resource("export", "no-known.json").read_text("utf-8"))


def codings_of(fact: Fact) -> tuple[Coding, ...]:
    """Return the codes of a fact; of a negated one without those that mean "no known …" themselves."""
    none = frozenset(_table()["codes"]) if fact.negated else frozenset()
    return tuple(coding for coding in fact.codings if coding.code not in none)


def says_none(fact: Fact) -> bool:
    """Whether a fact says that there is nothing at all of its kind ("any allergy": no)."""
    return fact.negated and fact.title.strip().casefold() in _table()["everything"].get(fact.kind.value, ())
