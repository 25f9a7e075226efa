"""The published profiles of the International Patient Summary, read from tests/data/ips."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Json = dict[str, Any]

DATA = Path(__file__).parents[2] / "data" / "ips"
BASE = "http://hl7.org/fhir/uv/ips/StructureDefinition/"
_ABSENT = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an element's id: its name, and the slice, or empty."""

    name: str
    slice: str

    @property
    def choice(self) -> bool:
        return self.name.endswith("[x]")


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a differential: where it is, and everything that is said of it."""

    id: str
    steps: tuple[Step, ...]
    rules: Json

    @property
    def fixed(self) -> Any:
        return next((value for name, value in self.rules.items() if name.startswith("fixed")), None)

    @property
    def pattern(self) -> Any:
        return next((value for name, value in self.rules.items() if name.startswith("pattern")), None)


@dataclass(frozen=True, slots=True)
class Profile:
    """One profile; `elements` by id, in the order in which they are published."""

    url: str
    type: str
    elements: dict[str, Element]


def _steps(path: str) -> tuple[Step, ...]:
    """Split an id at its dots; a slice may stand after each name."""
    return tuple(Step(*part.partition(":")[::2]) for part in path.split(".")[1:])


@cache
def profiles() -> dict[str, Profile]:
    """Return every profile by its address."""
    found = {}
    for path in sorted((DATA / "profiles").glob("*.json")):
        read = json.loads(path.read_text("utf-8"))
        elements = {one["id"]: Element(one["id"], _steps(one["id"]), one) for one in read["differential"]}
        found[read["url"]] = Profile(read["url"], read["type"], elements)
    return found


def example(name: str) -> Json:
    """Return a fresh copy of one published example."""
    read: Json = json.loads((DATA / "examples" / f"{name}.json").read_text("utf-8"))
    return read


def examples() -> Iterator[tuple[str, Json]]:
    """Yield the name and a fresh copy of every published example."""
    for path in sorted((DATA / "examples").glob("*.json")):
        yield path.stem, json.loads(path.read_text("utf-8"))


def type_of(address: str) -> str:
    """Return the type of resource that a profile's address means; ours by their definition, the base ones by name."""
    plain = address.partition("|")[0]
    known = profiles().get(plain)
    return known.type if known else plain.rpartition("/")[2]


def children(parent: Json, step: Step) -> list[Any]:
    """Return the values of one element; one that is only said to be absent is its extension."""
    if step.choice:
        name = step.name.removesuffix("[x]")
        keys = [key for key in parent if re.fullmatch(rf"_?{name}[A-Z]\w*", key)]
        keys = [key for key in keys if not step.slice or key.removeprefix("_") == step.slice]
    else:
        keys = [key for key in (step.name, f"_{step.name}") if key in parent]
    real = [key for key in keys if not key.startswith("_")]
    values = [parent[key] for key in real] or [parent[key] for key in keys]
    return [each for value in values for each in (value if isinstance(value, list) else [value])]


def is_absent(value: Any) -> bool:
    """Whether a value is only the statement that it is absent."""
    return isinstance(value, dict) and any(one.get("url") == _ABSENT for one in value.get("extension", ()))


def fits(value: Any, pattern: Any) -> bool:
    """Whether a value holds everything of a pattern (ElementDefinition.pattern[x])."""
    if isinstance(pattern, dict):
        return isinstance(value, dict) and all(fits(value.get(name), each) for name, each in pattern.items())
    if isinstance(pattern, list):
        return isinstance(value, list) and all(any(fits(one, each) for one in value) for each in pattern)
    return bool(value == pattern)
