"""Results, habits and reports (FHIR Observation, DiagnosticReport, ImagingStudy)."""

from __future__ import annotations

from collections.abc import Iterator

from desktop.importers.base import ProposedFact
from desktop.importers.fhir.clinical import wrong
from desktop.importers.fhir.elements import (
    Resource,
    code_of,
    codes_of,
    concept,
    concept_text,
    has,
    notes,
    number,
    part,
    parts,
    quantity,
    quantity_text,
    range_text,
    when,
    word,
)
from desktop.importers.fhir.making import Context, fact
from desktop.importers.fhir.terms import words_for
from desktop.records.fact import FactKind

_SIGNS = frozenset({"<", "<=", ">=", ">"})


def _signed(text: str) -> tuple[str, str]:
    """Split a text that begins with a comparator and goes on with a number."""
    sign = next((each for each in (">=", "<=", ">", "<") if text.startswith(each)), "")
    rest = text[len(sign) :].strip()
    return (sign, rest) if sign and rest[:1].isdigit() else ("", text)


def _as_quantity(holder: Resource) -> tuple[str, str, str]:
    sign, value, unit = quantity(part(holder, "valueQuantity"))
    return sign if sign in _SIGNS else "", value, unit


def _as_words(holder: Resource) -> str:
    """Return a value that has no unit of its own."""
    ratio = part(holder, "valueRatio")
    both = (quantity_text(part(ratio, "numerator")), quantity_text(part(ratio, "denominator")))
    found = (
        concept(holder, "valueCodeableConcept"),
        number(holder, "valueInteger"),
        number(holder, "valueDecimal"),
        {"true": "yes", "false": "no"}.get(word(holder, "valueBoolean"), ""),
        range_text(part(holder, "valueRange")),
        " : ".join(both) if all(both) else "",
        word(holder, "valueDateTime"),
        word(holder, "valueTime"),
    )
    return next((text for text in found if text), "")


def _value(holder: Resource) -> tuple[str, str, str]:
    """Return comparator, value and unit of value[x], as written."""
    sign, value, unit = _as_quantity(holder)
    if value:
        return sign, value, unit
    said = word(holder, "valueString")
    return (*_signed(said), "") if said else ("", _as_words(holder), "")


def _range(holder: Resource) -> tuple[str, str, str]:
    """Return the lab's range of normal as text, and its ends when one range is stated; else all texts."""
    found: list[tuple[str, str, str]] = []
    for each in parts(holder, "referenceRange"):
        low, high = number(part(each, "low"), "value"), number(part(each, "high"), "value")
        text = word(each, "text") or range_text(each)
        normal = codes_of(each, "type") or codes_of(each, "meaning")
        found += [(text, low, high)] if text and (not normal or "normal" in normal) else []
    return found[0] if len(set(found)) == 1 else ("; ".join(dict.fromkeys(text for text, _, _ in found)), "", "")


def _flag(holder: Resource) -> str:
    """Return the flag in the words of the file; "normal" is no flag."""
    code = code_of(holder, "interpretation").upper()
    return (
        ""
        if code in {"N", "NORMAL"}
        else (code if code in {"H", "L", "HH", "LL", "A", "AA"} else concept(holder, "interpretation"))
    )


_DAYS = ("effectiveDateTime", "effectivePeriod", "effectiveInstant", "issued")
_NOT_FINAL = frozenset({"registered", "preliminary"})
_TAKEN_BACK = frozenset({"cancelled"})
_ABOUT_ANOTHER = "The file says that this is about someone or something else than the person. Look at the original."


def _doubts(resource: Resource) -> tuple[str, ...]:
    """Return what has to be asked: the result is not final, was taken back, or is about another (FHIR `focus`)."""
    status = word(resource, "status")
    found = ["The file says that this result is not final."] if status in _NOT_FINAL else []
    found += ["The file says that this result was taken back."] if status in _TAKEN_BACK else []
    return (*found, _ABOUT_ANOTHER) if has(resource, "focus") else tuple(found)


def _panels(context: Context) -> dict[str, str]:
    """Return the title of the report that each result belongs to, by the result's address."""
    found: dict[str, str] = {}
    for holder in context.others.known.values():
        if word(holder, "resourceType") in {"DiagnosticReport", "Observation"}:
            for each in _members(holder):
                found.setdefault(word(each, "reference"), concept(holder, "code"))
    return found


def _members(holder: Resource) -> tuple[Resource, ...]:
    """Return what a report or a panel lists (R4 `hasMember`, before it `related` of the type has-member)."""
    linked = (each for each in parts(holder, "related") if word(each, "type") == "has-member")
    older = tuple(part(each, "target") for each in linked)
    return (*parts(holder, "result"), *parts(holder, "hasMember"), *older)


def categories_of(resource: Resource) -> frozenset[str]:
    """Return the codes of a resource's categories, in lower case."""
    return frozenset(code_of(each, "coding") for each in parts(resource, "category"))


def _one(resource: Resource, holder: Resource, context: Context, panel: str) -> Iterator[ProposedFact]:
    code = part(holder, "code")
    sign, value, unit = _value(holder)
    test = concept_text(code)
    if not value or not test:
        return
    text, low, high = _range(holder)
    specimen = context.others.find(part(resource, "specimen"), resource)
    yield fact(
        FactKind.RESULTS,
        {
            "test": test,
            "value": value,
            "comparator": sign,
            "unit": unit,
            "range_text": text,
            "low": low,
            "high": high,
            "flag": _flag(holder),
            "lab": context.others.name(resource, "performer"),
            "panel": panel,
            "specimen": concept(specimen, "type") or word(part(resource, "specimen"), "display"),
            "collected": when(resource, *_DAYS),
            "note": notes(resource),
        },
        code=code,
        doubts=_doubts(resource),
    )


def _social(resource: Resource) -> Iterator[ProposedFact]:
    sign, value, unit = _value(resource)
    name = concept(resource, "code")
    topic = words_for("social_topic", code_of(resource, "code")) or words_for("social_topic", name.casefold())
    if not value and not name:
        return
    said = f"{sign}{value} {unit}".strip()
    shown = said if topic and said else ": ".join(text for text in (name, said) if text)
    since = when(resource, "effectiveDateTime", "effectivePeriod")
    values = {"topic": topic or "other", "description": shown, "since": since, "note": notes(resource)}
    yield fact(FactKind.SOCIAL, values, code=part(resource, "code"))


class Observations:
    """Reads observations; a panel's title comes from the report that lists the result."""

    def __init__(self, context: Context) -> None:
        """Look the reports up once."""
        self._panels = _panels(context)

    def _panel(self, resource: Resource, address: str) -> str:
        keys = (address, f"Observation/{word(resource, 'id')}")
        return next((self._panels[key] for key in keys if key in self._panels), "")

    def inside(self, holder: Resource, context: Context) -> Iterator[ProposedFact]:
        """Yield the results that a report holds inside; the day of the report is theirs when they have none."""
        shared = {name: holder[name] for name in (*_DAYS, "contained") if name in holder}
        for each in parts(holder, "contained"):
            if word(each, "resourceType") == "Observation":
                dated = any(name in each for name in _DAYS)
                whole = {**each, "contained": holder.get("contained")} if dated else {**each, **shared}
                yield from self.read(whole, context, "", panel=concept(holder, "code"))

    def read(self, resource: Resource, context: Context, address: str, panel: str = "") -> Iterator[ProposedFact]:
        """Yield the results or the habit of an observation; its components each."""
        if wrong(resource):
            return
        categories = categories_of(resource)
        if "social-history" in categories or words_for("social_topic", code_of(resource, "code")):
            yield from _social(resource)
            return
        panel = panel or self._panel(resource, address)
        if not panel and "vital-signs" in categories:
            panel = "Vital signs"
        yield from _one(resource, resource, context, panel)
        title = concept(resource, "code")
        for each in parts(resource, "component"):
            yield from _one(resource, each, context, panel or title)
