"""The data types of FHIR as texts and values, read tolerantly: R4, STU3 and DSTU2 shapes, one value or a list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from desktop.importers.safe_json import Number, Value
from desktop.importers.ucum_words import unit_text
from desktop.records.coding import Coding
from desktop.records.dates import NotADateError, PartialDate

Resource = Mapping[str, Value]
_NOTHING: Resource = {}
_ISO = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?")
_TAGS = re.compile(r"<[^>]*>")


def is_resource(value: Value) -> bool:
    """Return whether a value is an object with a resource type."""
    return isinstance(value, dict) and isinstance(value.get("resourceType"), str)


def part(holder: Value, *path: str) -> Resource:
    """Return the object along `path`, the first one where there is a list; an empty one where there is none."""
    found: Value = holder
    for name in path:
        found = next(iter(parts(found, name)), None)
    return found if isinstance(found, dict) else _NOTHING


def parts(holder: Value, name: str) -> tuple[Resource, ...]:
    """Return all objects under `name`, whether it is a list or a single one."""
    value = holder.get(name) if isinstance(holder, dict) else None
    if isinstance(value, dict):
        return (value,)
    return tuple(each for each in value if isinstance(each, dict)) if isinstance(value, list) else ()


def word(holder: Value, *path: str) -> str:
    """Return the text, number or yes-no along `path`, as written; empty when there is none."""
    found = part(holder, *path[:-1]) if len(path) > 1 else holder
    value = found.get(path[-1]) if isinstance(found, dict) else None
    if value is None:
        return ""
    value = value[0] if isinstance(value, list) and value else value
    if isinstance(value, str):
        return value.strip()
    return ("true" if value else "false") if isinstance(value, bool) else ""


def words(holder: Value, name: str) -> tuple[str, ...]:
    """Return all texts under `name`."""
    value = holder.get(name) if isinstance(holder, dict) else None
    listed = value if isinstance(value, list) else [value]
    return tuple(each.strip() for each in listed if isinstance(each, str) and each.strip())


def has(holder: Resource, name: str) -> bool:
    """Return whether an element is there at all."""
    return holder.get(name) is not None


def concept_text(concept: Resource) -> str:
    """Return what a CodeableConcept is called: its text, or the first display; a code only when nothing else."""
    displays = (word(coding, "display") for coding in parts(concept, "coding"))
    codes = (word(coding, "code") for coding in parts(concept, "coding"))
    own = word(concept, "text") or word(concept, "display") or next((each for each in displays if each), "")
    return own or next((each for each in codes if each), "")


def concept(holder: Resource, name: str) -> str:
    """Return the words of a coded element, whether a concept, a list of them or a plain text."""
    found = (concept_text(each) for each in parts(holder, name))
    return next((text for text in found if text), "") or word(holder, name)


def concepts(holder: Resource, name: str) -> str:
    """Return the words of all concepts under `name`, with commas."""
    return ", ".join(dict.fromkeys(text for each in parts(holder, name) if (text := concept_text(each))))


def code_of(holder: Resource, *path: str) -> str:
    """Return the first code of a concept along `path`, in lower case; a plain code is one too."""
    *inner, name = path
    found = part(holder, *inner) if inner else holder
    for each in parts(found, name):
        for coding in parts(each, "coding"):
            if word(coding, "code"):
                return word(coding, "code").casefold()
        if word(each, "code"):
            return word(each, "code").casefold()
    return word(found, name).casefold()


def codes_of(holder: Resource, name: str) -> frozenset[str]:
    """Return all codes of the concepts under `name`, in lower case; plain codes too."""
    coded = {word(coding, "code") for each in parts(holder, name) for coding in (*parts(each, "coding"), each)}
    return frozenset(code.casefold() for code in (*coded, *words(holder, name)) if code)


def codings_of(*concepts_: Resource) -> tuple[Coding, ...]:
    """Return the codings of concepts, each once."""
    found: dict[tuple[str, str], Coding] = {}
    for each in concepts_:
        for coding in parts(each, "coding"):
            code = word(coding, "code")
            if code:
                made = Coding(word(coding, "system"), code, word(coding, "display"))
                found.setdefault((made.system, code), made)
    return tuple(found.values())


def moment(text: str) -> PartialDate | None:
    """Return a FHIR date, dateTime or instant with the precision it has; midnight is no time of day."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    day, time, zone = match.groups()
    try:
        return PartialDate.parse(day if not time or time == "00:00" else f"{day}T{time}{zone or ''}")
    except NotADateError:
        return None


def when(holder: Resource, *names: str) -> PartialDate | None:
    """Return the first date that one of the elements states; of a period its start."""
    for name in names:
        found = moment(word(holder, name)) or moment(word(part(holder, name), "start"))
        if found is not None:
            return found
    return None


def until(holder: Resource, *names: str) -> PartialDate | None:
    """Return the end of the first period that has one."""
    return next((found for name in names if (found := moment(word(part(holder, name), "end"))) is not None), None)


def number(holder: Resource, name: str) -> str:
    """Return a number as written, or empty."""
    value = holder.get(name)
    return str(value) if isinstance(value, Number) else value.strip() if isinstance(value, str) else ""


def quantity(holder: Resource) -> tuple[str, str, str]:
    """Return comparator, value and unit of a Quantity, as written; a unit that is only a code, as people write it."""
    unit = word(holder, "unit") or unit_text(word(holder, "code"))
    return word(holder, "comparator"), number(holder, "value"), unit


def quantity_text(holder: Resource) -> str:
    """Return a Quantity in one text."""
    sign, value, unit = quantity(holder)
    return f"{sign}{value} {unit}".strip() if value else ""


def range_text(holder: Resource) -> str:
    """Return a Range in one text; one that is open says so (">= 3.5 g/dL")."""
    low, high = quantity_text(part(holder, "low")), quantity_text(part(holder, "high"))
    if low and high:
        return f"{low} - {high}"
    return f">= {low}" if low else f"<= {high}" if high else ""


def notes(holder: Resource) -> str:
    """Return the notes and comments, one a line."""
    texts = [word(each, "text") for each in parts(holder, "note")] + [
        *words(holder, "note"),
        *words(holder, "comments"),
    ]
    return "\n".join(text for text in (*texts, *words(holder, "comment")) if text)


def human_name(holder: Resource) -> str:
    """Return a person's name as it is said: the official one, else the first."""
    names = parts(holder, "name")
    chosen = next((name for name in names if word(name, "use") == "official"), names[0] if names else _NOTHING)
    built = " ".join(
        (*words(chosen, "prefix"), *words(chosen, "given"), *words(chosen, "family"), *words(chosen, "suffix"))
    )
    return word(chosen, "text") or built or word(holder, "name")


def telecom(holder: Resource, system: str) -> str:
    """Return the first phone, fax or email."""
    return next((word(each, "value") for each in parts(holder, "telecom") if word(each, "system") == system), "")


def address(holder: Resource) -> str:
    """Return the first address, one line each."""
    first = part(holder, "address")
    place = " ".join(text for text in (word(first, "city"), word(first, "state"), word(first, "postalCode")) if text)
    lines = (*words(first, "line"), place, word(first, "country"))
    return "\n".join(line for line in lines if line) or word(first, "text")


def plain(div: str) -> str:
    """Return the words of a narrative without its tags."""
    return " ".join(_TAGS.sub(" ", div).split())


@dataclass(frozen=True, slots=True)
class Lookup:
    """Finds the resources that others refer to: by full address, by type and id, or inside of the resource."""

    known: Mapping[str, Resource]
    roles: Mapping[int, Resource] = field(default_factory=dict)
    """The role of each professional, by the identity of their resource."""

    def find(self, reference: Resource, inside: Resource = _NOTHING) -> Resource:
        """Return the resource a Reference means; an empty one when it is not in the file."""
        target = word(reference, "reference").partition("/_history/")[0]
        if target.startswith("#"):
            held = (each for each in parts(inside, "contained") if word(each, "id") == target[1:])
            return next(held, _NOTHING)
        return self.known.get(target) or self.known.get("/".join(target.split("/")[-2:])) or _NOTHING

    def name(self, holder: Resource, name: str, inside: Resource | None = None) -> str:
        """Return the names of whom the references under `name` mean, with commas; `inside` is their resource."""
        whole = holder if inside is None else inside
        found = (self._named(each, whole) for each in parts(holder, name))
        return ", ".join(dict.fromkeys(text for text in found if text))

    def _named(self, reference: Resource, holder: Resource) -> str:
        if word(reference, "display"):
            return word(reference, "display")
        meant = self.find(reference, holder)
        if has(meant, "practitioner"):
            return self.name(meant, "practitioner", holder) or concept(meant, "code")
        return human_name(meant) or concept(meant, "code") or concept(meant, "type")


def all_texts(value: Value) -> Iterator[str]:
    """Yield every text of a value, for search."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from all_texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from all_texts(each)
