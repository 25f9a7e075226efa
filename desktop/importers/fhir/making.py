"""How a resource becomes a proposal: its values, codes and doubts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from desktop.importers.base import ProposedFact
from desktop.importers.fhir.elements import Lookup, Resource, codings_of
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance

READER = "fhir/1"
_LONGEST_SNIPPET = 400


@dataclass(frozen=True, slots=True)
class Context:
    """What a reader needs beside the resource: the others of the file, and what day it is."""

    others: Lookup
    today: date
    told: frozenset[int] = frozenset()
    """Resources that another one tells, by identity: the pictures of a report, the device of a statement of use."""


Reader = Callable[[Resource, Context], Iterator[ProposedFact]]


def fact(
    kind: FactKind,
    values: Mapping[str, str | PartialDate | None],
    *,
    code: Resource | None = None,
    negated: bool = False,
    doubts: tuple[str, ...] = (),
    quoted: str = "",
) -> ProposedFact:
    """Return a proposal; `values` by entry field, empty ones left out. Its page is not known yet (0)."""
    texts = {
        name: value.iso_time if isinstance(value, PartialDate) else value for name, value in values.items() if value
    }
    snippet = quoted or " · ".join(" ".join(text.split()) for text in texts.values())
    return ProposedFact(
        kind=kind,
        values=texts,
        provenance=Provenance(document_id="", page=0, snippet=snippet[:_LONGEST_SNIPPET], reader=READER),
        negated=negated,
        codings=codings_of(code) if code is not None else (),
        certain=not doubts,
        issues=doubts,
    )


def joined(*texts: str) -> str:
    """Return the texts that are not empty, one a line."""
    return "\n".join(text for text in texts if text)
