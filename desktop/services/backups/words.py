"""What the differences between a vault and a backup are called."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.records.kinds import FACT_TYPES
from desktop.vault.backup.difference import DOCUMENTS, PEOPLE, KindDifference

_NAMES = {
    PEOPLE: ("person", "people"),
    DOCUMENTS: ("document", "documents"),
    **{kind.value: fact_type.words for kind, fact_type in FACT_TYPES.items()},
}


@dataclass(frozen=True, slots=True)
class Difference:
    """What would happen to one kind of thing: how many would be missing, come back, or be as they were then."""

    kind: str
    name: str
    """In the plural, as a heading: "Documents"."""
    missing: int
    back: int
    different: int
    words: str


@dataclass(frozen=True, slots=True)
class Inside:
    """A backup held against the vault; `words` is one sentence."""

    differences: tuple[Difference, ...]
    words: str


def counted(kind: str, count: int) -> str:
    """Return "1 document" or "3 documents"."""
    one, many = names_of(kind)
    return f"{count} {one if count == 1 else many}"


def names_of(kind: str) -> tuple[str, str]:
    """Return what one and several things of a kind are called; a kind without words of its own keeps its name."""
    words = kind.replace("_", " ").replace("-", " ")
    return _NAMES.get(kind, (words.removesuffix("s"), words))


def _difference(line: KindDifference) -> Difference:
    parts = []
    if line.only_now:
        parts.append(f"{counted(line.kind, line.only_now)} would be missing")
    if line.only_then:
        parts.append(f"{counted(line.kind, line.only_then)} would come back")
    if line.different:
        parts.append(f"{counted(line.kind, line.different)} different")
    name = names_of(line.kind)[1]
    return Difference(
        line.kind, name[:1].upper() + name[1:], line.only_now, line.only_then, line.different, ", ".join(parts)
    )


def inside_of(lines: Iterable[KindDifference]) -> Inside:
    """Return the differences in words."""
    found = tuple(_difference(line) for line in lines)
    said = ", ".join(one.words for one in found)
    return Inside(found, f"{said}." if said else "Nothing would change.")
