"""What the invented person types: who she is, her medicines, questions, doctors, the packet's first lines."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from desktop.foundation.resources import resource
from desktop.records.dates import PartialDate
from desktop.records.fact import FactKind
from desktop.records.packet import Case, PacketRequest, Want


@dataclass(frozen=True, slots=True)
class SamplePlace:
    """Where a fact was copied from: the paper, the page (from 1), and the quoted words."""

    file_name: str
    page: int
    snippet: str


@dataclass(frozen=True, slots=True)
class SampleFact:
    """One typed fact: field texts by entry name, and the places it was copied from, the most important first."""

    kind: FactKind
    values: Mapping[str, str]
    places: tuple[SamplePlace, ...] = ()


@cache
def _story() -> dict[str, Any]:
    story: dict[str, Any] = json.loads(resource("templates", "samples", "story.json").read_text("utf-8"))
    return story


def sample_person() -> Mapping[str, str]:
    """Return the person's fields by entry name."""
    return {str(name): str(text) for name, text in _story()["person"].items()}


def _places(entry: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [*([entry["source"]] if "source" in entry else []), *entry.get("also", ())]


def sample_facts() -> tuple[SampleFact, ...]:
    """Return all typed facts, in the order in which they are typed."""
    return tuple(
        SampleFact(
            FactKind(entry["kind"]),
            {str(name): str(text) for name, text in entry["values"].items()},
            tuple(SamplePlace(**place) for place in _places(entry)),
        )
        for entry in _story()["facts"]
    )


def sample_request(draft: PacketRequest) -> PacketRequest:
    """Return a packet draft with what the person would write on its first pages."""
    told = _story()["request"]
    return replace(
        draft,
        case=Case(told["case"]),
        appointment=PartialDate.parse(told["appointment"]),
        answer_by=PartialDate.parse(told["answer_by"]),
        why_now=told["why_now"],
        wants=tuple(Want(want) for want in told["wants"]),
        first_plan=told["first_plan"],
        how_i_am=told["how_i_am"],
        prepared_by=told["prepared_by"],
        authority=told["authority"],
        companion=told["companion"],
    )
