"""What a person reads of a summary: XHTML made from the facts, with everything escaped (FHIR Narrative, txt-1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from html import escape

from desktop.fhir.elements import without_control_signs
from desktop.fhir.ips.terms import whose_word
from desktop.foundation.json_text import JSONObject
from desktop.records.dates import PartialDate
from desktop.records.entry_fields import entry_fields
from desktop.records.fact import Fact

_NOT_SHOWN = frozenset({"sensitive"})
NEGATED = "no: stated as not so"
_INITIALS = {"mri": "MRI", "udi": "UDI"}


def _lines(text: str) -> str:
    return "<br/>".join(escape(line) for line in without_control_signs(text).splitlines())


def narrative(inner: str) -> JSONObject:
    """Return a Narrative around XHTML that is safe already."""
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inner}</div>'}


def paragraphs(*texts: str) -> str:
    """Return each text that is not empty as a paragraph."""
    return "".join(f"<p>{_lines(text)}</p>" for text in texts if text.strip())


def _when(date: PartialDate) -> str:
    known = " ".join(part for part in (date.iso, date.time, date.zone) if part)
    return f"{known} (printed: {date.printed})" if date.printed and date.printed != known else known


def words(value: object) -> str:
    """Return a field's value as words; empty for nothing, no and 0."""
    if not value:
        return ""
    if isinstance(value, PartialDate):
        return _when(value)
    if isinstance(value, StrEnum):
        return value.value.replace("-", " ")
    return "yes" if value is True else str(value).strip()


def told(fact: Fact) -> dict[str, str]:
    """Return what a fact says, by the name of the field, and whose word it is; empty fields are left out."""
    made = {"what": fact.title.strip() or "untitled"}
    if fact.negated:
        made["answer"] = NEGATED
    for field in entry_fields(fact.kind):
        text = words(getattr(fact, field.attribute)) if field.attribute not in _NOT_SHOWN else ""
        if text and text != made["what"]:
            made[field.name.replace("_", " ")] = text
    made["whose word"] = whose_word(fact.origin.value)
    return made


def _head(name: str) -> str:
    return _INITIALS.get(name, name.capitalize())


def _row(cells: Iterable[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{_lines(cell)}</{tag}>" for cell in cells) + "</tr>"


def _table(facts: Sequence[Fact]) -> str:
    rows = [told(fact) for fact in facts]
    used = {name for row in rows for name in row}
    asked = ["what", "answer", *(field.name.replace("_", " ") for field in entry_fields(facts[0].kind)), "whose word"]
    columns = [name for name in dict.fromkeys(asked) if name in used]
    heads = _row(map(_head, columns), "th")
    body = "".join(_row((row.get(name, "") for name in columns), "td") for row in rows)
    return f"<table><thead>{heads}</thead><tbody>{body}</tbody></table>"


def tables(facts: Iterable[Fact]) -> str:
    """Return a table for each kind among the facts, in their order."""
    kinds: dict[str, list[Fact]] = {}
    for fact in facts:
        kinds.setdefault(fact.kind.value, []).append(fact)
    return "".join(_table(each) for each in kinds.values())


def of_fact(fact: Fact) -> JSONObject:
    """Return the narrative of a resource: a list of what its fact says."""
    rows = "".join(
        f"<tr><th>{_lines(_head(name))}</th><td>{_lines(text)}</td></tr>" for name, text in told(fact).items()
    )
    return narrative(f"<table><tbody>{rows}</tbody></table>")


def of_text(*texts: str) -> JSONObject:
    """Return a narrative of paragraphs; an empty one says that nothing is known."""
    return narrative(paragraphs(*texts) or "<p>Nothing more is known.</p>")
