"""Whatever is put into a record comes out of its export."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from desktop.records.entry_fields import EntryField, EntryType, entry_fields, entry_text
from desktop.records.fact import Fact, FactKind
from desktop.records.provenance import Origin
from desktop.records.result import Result
from desktop.services.workspace import Workspace
from tests.filing import file_document
from tests.services.export import reading_back
from tests.services.export.fhir_rules import bundle_problems
from tests.services.export.looking import fhir, record, resources, rows

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), min_size=1, max_size=20)
NUMBERS = st.decimals(min_value=-999, max_value=9999, places=2).map(str)
DATES = st.one_of(
    st.integers(1900, 2100).map(str),
    st.dates().filter(lambda day: day.year > 999).map(lambda day: f"{day:%Y-%m}"),
    st.datetimes().filter(lambda at: at.year > 999).map(lambda at: f"{at:%Y-%m-%dT%H:%M}+01:00"),
)


def _values(field: EntryField) -> st.SearchStrategy[str]:
    if field.name == "sensitive":
        return st.sampled_from(field.choices)
    simple = {
        EntryType.CHOICE: st.sampled_from(field.choices or ("",)),
        EntryType.DATE: DATES,
        EntryType.YES_NO: st.sampled_from(("yes", "no")),
        EntryType.NUMBER: st.integers(0, 99).map(str),
    }
    return simple.get(field.type, WORDS | NUMBERS)


@st.composite
def facts(draw: st.DrawFn) -> tuple[FactKind, dict[str, str]]:
    """Draw a kind with random values for some of its fields, and for all that it needs."""
    kind = draw(st.sampled_from(list(FactKind)))
    chosen = {
        field.name: draw(_values(field))
        for field in entry_fields(kind)
        if field.required or field.name == "generic" or draw(st.booleans())
    }
    return kind, {name: text if _printable(text).strip() else "x" for name, text in chosen.items()}


Drawn = Sequence[tuple[FactKind, Mapping[str, str]]]


@settings(max_examples=25, deadline=None, database=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.lists(facts(), min_size=1, max_size=6), printed=st.lists(NUMBERS, max_size=3))
def test_every_value_leaves(workspace: Workspace, tmp_path: Path, typed: Drawn, printed: Sequence[str]) -> None:
    person = workspace.people.add({"name": "Ana", "born": "1990"}).id
    for kind, values in typed:
        workspace.records.put(kind, person, values)
    proposals = [(FactKind.RESULTS, {"test": f"T{number}", "value": value}) for number, value in enumerate(printed)]
    file_document(workspace, person, proposals=proposals)
    read = [fact.id for fact in workspace.records.list(FactKind.RESULTS, person) if fact.origin is Origin.PROPOSED]
    workspace.records.confirm(read[:2])
    place = tmp_path / "out"
    shutil.rmtree(place, ignore_errors=True)
    workspace.exporting.export(place, person_id=person)
    kept = {kind: workspace.records.list(kind, person) for kind in FactKind}
    raw = record(place, "Ana")
    for kind, them in kept.items():
        assert tuple(map(reading_back.fact, raw["facts"][kind])) == them
        _all_in_the_table(them, rows(place, "Ana", kind.value))
    _all_results_in_fhir(kept[FactKind.RESULTS], place)
    assert bundle_problems(fhir(place, "Ana")) == []


def _all_in_the_table(them: tuple[Fact, ...], table: list[dict[str, str]]) -> None:
    for fact, row in zip(them, table, strict=True):
        assert row["id"] == fact.id
        for field in entry_fields(fact.kind):
            column = "clinical_status" if field.name == "status" else field.name
            assert row[column] == entry_text(fact, field), column


def _all_results_in_fhir(them: tuple[Fact, ...], place: Path) -> None:
    observed = resources(place, "Ana", "Observation")
    made = {one["id"]: one for one in observed if "category" not in one}  # habits have one
    standing = [fact for fact in them if fact.origin is not Origin.PROPOSED]
    assert made.keys() == {fact.id for fact in standing}
    for fact in standing:
        assert isinstance(fact, Result)
        quantity = made[fact.id].get("valueQuantity")
        if quantity is not None:
            assert Decimal(quantity["value"]) == Decimal(fact.value)
        else:
            assert _printable(fact.value) in made[fact.id]["valueString"]


def _printable(text: str) -> str:
    """Return what a FHIR string may hold of a text."""
    return "".join(sign for sign in text if sign in "\t\n\r" or (ord(sign) >= 32 and sign not in "\x7f\ufffe\uffff"))
