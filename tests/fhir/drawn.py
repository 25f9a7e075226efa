"""Facts drawn at random, with every field that a person can fill in, and those of one of each kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import strategies as st

from desktop.fhir.ips import Summary
from desktop.records.answers import Answer
from desktop.records.coding import Coding
from desktop.records.dates import PartialDate
from desktop.records.entry_fields import EntryField, EntryType, entry_fields, parse_entries, with_title
from desktop.records.fact import Fact, FactKind
from desktop.records.kinds import FACT_TYPES
from desktop.records.person import Person
from desktop.records.provenance import Origin
from tests.one_of_each import ONE_OF_EACH

MADE = datetime(2026, 11, 29, 8, 0, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)
HOSTILE = st.sampled_from(["<script>alert(1)</script>", "a & b < c", "]]>", "\"'><p>", "</td></tr>", "x\ny"])
NUMBERS = st.decimals(min_value=-999, max_value=9999, places=2).map(str)
DATES = st.one_of(
    st.integers(1900, 2100).map(str),
    st.dates().filter(lambda day: day.year > 999).map(lambda day: f"{day:%Y-%m}"),
    st.datetimes().filter(lambda at: at.year > 999).map(lambda at: f"{at:%Y-%m-%dT%H:%M}"),
    st.datetimes().filter(lambda at: at.year > 999).map(lambda at: f"{at:%Y-%m-%dT%H:%M}+01:00"),
)
CODINGS = st.sampled_from(
    [
        (),
        (Coding("http://loinc.org", "718-7", "Hemoglobin"),),
        (Coding("http://loinc.org", "82810-3", "Pregnancy status"),),
        (Coding("http://loinc.org", "29463-7", "Body weight"),),
        (Coding("http://snomed.info/sct", "716186003", "No known allergy"),),
        (Coding("", "x", ""),),
    ]
)
ORIGINS = st.sampled_from([Origin.TYPED, Origin.CONFIRMED, Origin.EDITED, Origin.PROPOSED])


def _values(field: EntryField) -> st.SearchStrategy[str]:
    if field.name == "sensitive":
        return st.sampled_from(field.choices)
    simple = {
        EntryType.CHOICE: st.sampled_from(field.choices or ("",)),
        EntryType.DATE: DATES,
        EntryType.YES_NO: st.sampled_from(("yes", "no")),
        EntryType.NUMBER: st.integers(0, 99).map(str),
    }
    return simple.get(field.type, WORDS | NUMBERS | HOSTILE)


def fact_of(kind: FactKind, values: dict[str, str], number: int = 0, **more: object) -> Fact:
    """Return a fact from the texts of its fields, as a person types them."""
    arguments = parse_entries(kind, values) | {"id": f"{kind.value}-{number}", "person_id": "p", **more}
    made = FACT_TYPES[kind](**arguments)
    return replace(with_title(made, chosen=True), created=MADE, changed=MADE)


def one_of_each() -> list[Fact]:
    """Return one plain fact of every kind."""
    return [fact_of(kind, values) for kind, values in ONE_OF_EACH.items()]


@st.composite
def facts(draw: st.DrawFn, number: int) -> Fact:
    """Draw a fact of any kind, with random values for some of its fields."""
    kind = draw(st.sampled_from(list(FactKind)))
    chosen = {
        field.name: draw(_values(field)).strip() or "x"
        for field in entry_fields(kind)
        if field.required or field.name == "generic" or draw(st.booleans())
    }
    negated, origin, codings = draw(st.booleans()), draw(ORIGINS), draw(CODINGS)
    return fact_of(kind, chosen, number, negated=negated, origin=origin, codings=codings)


@st.composite
def people(draw: st.DrawFn) -> Person:
    """Draw a person; only the name is always known."""
    text = WORDS | HOSTILE | st.just("")
    return Person(
        id="p",
        name=draw((WORDS | HOSTILE).map(lambda name: name.strip() or "x")),
        born=draw(st.none() | DATES.map(lambda date: PartialDate.parse(date[:10]))),
        sex=draw(st.sampled_from(["", "female", "M", "x"])),
        record_numbers=draw(text),
        languages=draw(text),
        interpreter=draw(text),
        needs=draw(text),
        relation=draw(st.sampled_from(["self", "mother", ""])),
    )


@st.composite
def summaries(draw: st.DrawFn) -> Summary:
    """Draw everything that a summary can be made of."""
    found = [draw(facts(number)) for number in range(draw(st.integers(0, 8)))]
    return Summary(
        person=draw(people()),
        facts=by_kind(found),
        answers={kind: draw(st.sampled_from(Answer)) for kind in FactKind},
        made=MADE,
        withheld=draw(st.frozensets(st.sampled_from(FactKind), max_size=3)),
        story=draw(WORDS | HOSTILE | st.just("")),
        how_i_am=draw(WORDS | HOSTILE | st.just("")),
    )


def by_kind(found: list[Fact]) -> dict[FactKind, tuple[Fact, ...]]:
    """Return facts as services give them: by kind, every kind there."""
    return {kind: tuple(fact for fact in found if fact.kind is kind) for kind in FactKind}


def summary_of(*found: Fact, **more: object) -> Summary:
    """Return a summary of some facts about one person."""
    known: dict[str, object] = {"person": Person(id="p", name="Maria Lopez"), "answers": {}, "made": MADE}
    return Summary(facts=by_kind(list(found)), **{**known, **more})  # type: ignore[arg-type]  # as a test names them
