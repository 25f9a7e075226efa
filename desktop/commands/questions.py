"""What is asked about after something was kept as it was typed: dates that can hardly be meant, signs left out."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.foundation import clock
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.entry_fields import holds_unseen
from desktop.records.fact import FactKind
from desktop.records.person import Person

_SENTENCES = {
    "future": "The date in {field} is in the future. It is kept; change it if it is wrong.",
    "before-birth": "The date in {field} is before this person was born. It is kept; change it if it is wrong.",
    "end-before-start": "{field} is before the beginning. Both are kept; change what is wrong.",
}
_UNSEEN = "{field} held signs that nobody can see; they were left out."


def _ahead(values: Mapping[str, str]) -> tuple[str, ...]:
    """Return which of a person's birth and a document's date lies ahead."""
    found = []
    for name in ("born", "date"):
        try:
            day = PartialDate.parse(values.get(name, "").partition(" (")[0])
        except NotADateError:
            continue
        if day.low > clock.today():
            found.append(name)
    return tuple(found)


def questions(kind: FactKind | None, values: Mapping[str, str], person: Person | None) -> tuple[str, ...]:
    """Return one sentence for each doubtful text of `values`, which were kept; `kind` None: no fact."""
    from desktop.services.plausible import doubtful  # noqa: PLC0415 - neither `--help` nor a list waits for it

    unseen = tuple(_UNSEEN.format(field=name) for name, text in values.items() if holds_unseen(text))
    if kind is None:
        return (*(_SENTENCES["future"].format(field=name) for name in _ahead(values)), *unseen)
    born = person.born if person else None
    found = doubtful(kind, values, today=clock.today(), born=born)
    return (*(_SENTENCES[one.doubt].format(field=one.field) for one in found), *unseen)
