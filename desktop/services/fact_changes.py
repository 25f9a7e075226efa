"""What becomes of a fact when someone changes it: pure, from the fact before to the fact after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from desktop.foundation import clock
from desktop.foundation.ids import new_id
from desktop.records.coding import Coding
from desktop.records.entry_fields import (
    BadEntryError,
    EntryField,
    check_required,
    entry_fields,
    entry_text,
    made_title,
    parse_entries,
    parse_entry,
    said_text,
    with_title,
)
from desktop.records.fact import Fact, FactKind
from desktop.records.fact_history import FieldChange
from desktop.records.kinds import FACT_TYPES
from desktop.records.provenance import Origin, Provenance
from desktop.services.errors import told_plainly


def typed_fact(
    kind: FactKind, person_id: str, values: Mapping[str, str], *, provenance: tuple[Provenance, ...] = ()
) -> Fact:
    """Return a new fact from what the person typed; raises BadValueError, MissingValueError, UnknownFieldNamedError."""
    moment = clock.now()
    with told_plainly():
        parsed = parse_entries(kind, values)
        bare = FACT_TYPES[kind](
            id=new_id(), person_id=person_id, provenance=provenance, created=moment, changed=moment, **parsed
        )
        made = with_title(bare, chosen=bool(bare.title))
        check_required(made)
    return made


def _read_value(kind: FactKind, field: EntryField, text: str, issues: list[str]) -> Any:  # noqa: ANN401 - any field's value
    try:
        return parse_entry(kind, field, text)
    except BadEntryError as error:
        issues.append(f"What stands there for {field.name.replace('_', ' ')} does not fit: it takes {error.expected}.")
        return None


def proposed_fact(  # noqa: PLR0913 - all that a reader knows about one proposal
    kind: FactKind,
    person_id: str,
    values: Mapping[str, str],
    *,
    provenance: tuple[Provenance, ...],
    needs_check: bool,
    issues: tuple[str, ...],
    codings: tuple[Coding, ...] = (),
    negated: bool = False,
) -> Fact:
    """Return a new proposal from what a reader read; `codings` and `negated` are as the file states them.

    A text that does not fit its field is left out, and the proposal then says so and asks for a look.
    Raises UnknownFieldNamedError for a field that the kind does not have.
    """
    moment = clock.now()
    known = {field.name: field for field in entry_fields(kind)}
    said = list(issues)
    with told_plainly():
        parse_entries(kind, dict.fromkeys(values.keys() - known.keys(), ""))
    read = {known[name].attribute: _read_value(kind, known[name], text, said) for name, text in values.items()}
    bare = FACT_TYPES[kind](
        id=new_id(),
        person_id=person_id,
        origin=Origin.PROPOSED,
        needs_check=needs_check or len(said) > len(issues),
        issues=tuple(said),
        codings=codings,
        negated=negated,
        provenance=provenance,
        created=moment,
        changed=moment,
        **{attribute: value for attribute, value in read.items() if value is not None},
    )
    return with_title(bare, chosen=bool(bare.title))


def edited_fact(before: Fact, values: Mapping[str, str]) -> Fact:
    """Return a fact with changed fields; one that was read becomes the person's own word.

    A title made from the fields follows them. Raises like `typed_fact`.
    """
    with told_plainly():
        parsed = parse_entries(before.kind, values)
        changed = {
            field.attribute: parsed[field.attribute]
            for field in entry_fields(before.kind)
            if field.attribute in parsed and values[field.name] != entry_text(before, field)
        }
        after = replace(before, **changed)
        chosen = bool(changed["title"]) if "title" in changed else before.title != made_title(before)
        after = with_title(after, chosen=chosen)
        if not differences(before, after):
            return before
        check_required(after)
    own_word = Origin.TYPED if before.origin is Origin.TYPED else Origin.EDITED
    return stamped(before, replace(after, origin=own_word, needs_check=False))


def stamped(before: Fact, after: Fact) -> Fact:
    """Return `after` as the next revision of `before`, changed now."""
    return replace(after, revision=before.revision + 1, changed=clock.now())


def differences(before: Fact, after: Fact) -> tuple[FieldChange, ...]:
    """Return which fields differ, as texts; without whose word it is."""
    return tuple(
        FieldChange(field.name, said_text(before, field), said_text(after, field))
        for field in entry_fields(before.kind)
        if said_text(before, field) != said_text(after, field)
    )
