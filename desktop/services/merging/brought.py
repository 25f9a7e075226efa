"""What an import brought, against what was there: new, said before, otherwise than before, replaced."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop.records.fact import FactKind
from desktop.vault.stores import said_again
from desktop.vault.stores.brought import facts_of_import, withdrawn_by
from desktop.vault.vault import Transaction


@dataclass(frozen=True, slots=True)
class Brought:
    """Ids of facts of one import by kind, in the order in which they were read.

    `new` are those that the record did not hold; `already` names the fact that said the same before, by the id of the
    one that came; `twice` are those that stand in more than one file of this import; `differs` names what each differs
    from. `withdrawn` are proposals of older versions that the newer ones do not make any more, and `replaced` are the
    older documents with the newest version of each.
    """

    new: Mapping[FactKind, tuple[str, ...]] = field(default_factory=dict)
    already: Mapping[FactKind, Mapping[str, str]] = field(default_factory=dict)
    twice: Mapping[FactKind, tuple[str, ...]] = field(default_factory=dict)
    differs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    withdrawn: Mapping[FactKind, tuple[str, ...]] = field(default_factory=dict)
    replaced: Mapping[str, str] = field(default_factory=dict)


def _by_kind(pairs: Iterable[tuple[FactKind, str]]) -> dict[FactKind, tuple[str, ...]]:
    found: defaultdict[FactKind, list[str]] = defaultdict(list)
    for kind, fact_id in pairs:
        found[kind].append(fact_id)
    return {kind: tuple(ids) for kind, ids in found.items()}


def brought_by(tx: Transaction, import_id: str) -> Brought:
    """Return what an import brought; nothing of one that was taken back."""
    rows = facts_of_import(tx, import_id)
    already: defaultdict[FactKind, dict[str, str]] = defaultdict(dict)
    for one in rows:
        if one.said_by and not one.said_here:
            already[one.kind][one.id] = one.said_by
    new = [(one.kind, one.id) for one in rows if not one.said_by]
    withdrawn, replaced = withdrawn_by(tx, import_id)
    return Brought(
        new=_by_kind(new),
        already=dict(already),
        twice=_by_kind((one.kind, one.id) for one in rows if one.said_here),
        differs=said_again.differing(tx, [fact_id for _, fact_id in new]),
        withdrawn=_by_kind(withdrawn),
        replaced=replaced,
    )


def counted(ids: Mapping[FactKind, Iterable[str]]) -> Mapping[FactKind, int]:
    """Return how many there are of each kind."""
    return Counter({kind: len(tuple(each)) for kind, each in ids.items()})
