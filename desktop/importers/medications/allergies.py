"""One allergy, or that none is known, from a line or a row; None where anything is in doubt."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop.importers.identify.folded import folded
from desktop.importers.medications.names import is_known, is_name
from desktop.importers.medications.tables import Table, TableRow
from desktop.importers.medications.terms import Role, Section, none_known, severities, terms, words

_SHAPE = re.compile(r"^(?P<what>[^()\[\]:–—]+?)\s*(?:\((?P<in>[^()]+)\)|(?:\s[-–—]+\s|:\s+)(?P<after>[^()]+))?[.\s]*$")
_NO = frozenset({"no", "none", "negative", "denies", "ninguna", "ninguno", "niega"})
_EDGES = " .;,•●·*-–—▪"
_TYPES = frozenset({"allergy", "alergia", "intolerance", "intolerancia"})


@dataclass(frozen=True)
class Said:
    """The fields of an allergy; `negated` when it says that there is none."""

    values: dict[str, str]
    negated: bool = False


def none_said(text: str) -> Said | None:
    """Return what there is no allergy to, when the whole text says so ("NKDA", "Latex: no")."""
    key = folded(text).strip(_EDGES)
    what = none_known().get(key) or none_known().get(re.sub(r"\s*\((nkda|nka|nkma)\)$", "", key))
    if what:
        return Said({"substance": what}, negated=True)
    name, colon, answer = text.strip(_EDGES).partition(":")
    if colon and folded(answer) in _NO and known_substance(name):
        return Said({"substance": name.strip()}, negated=True)
    return None


def known_substance(text: str) -> bool:
    """Return whether a text is a listed cause of allergies, or a listed medicine."""
    return folded(text) in words("substances") or (is_known(text) and is_name(text))


def _details(text: str) -> dict[str, str] | None:
    """Return reaction and severity of "hives, severe"; None when a part of it is neither."""
    reactions: list[str] = []
    values: dict[str, str] = {}
    for part in re.split(r"[,;/]\s*|\s+(?:and|y|e)\s+", text):
        bare = folded(part).strip(_EDGES)
        first, _, rest = bare.partition(" ")
        if bare in severities() and "severity" not in values:
            values["severity"] = severities()[bare]
        elif bare in words("reactions"):
            reactions.append(part.strip(_EDGES))
        elif first in severities() and rest in words("reactions") and "severity" not in values:
            values["severity"] = severities()[first]
            reactions.append(part.strip(_EDGES))
        else:
            return None
    if reactions:
        values["reaction"] = text.strip(_EDGES) if "severity" not in values else ", ".join(reactions)
    return values


def of_text(text: str, section: Section) -> Said | None:
    """Return the allergy that a line tells: "Penicillin (hives)", "Sulfa - rash", "Latex: no"."""
    bare = text.strip(_EDGES)
    none = none_said(bare)
    if none is not None:
        return none
    found = _SHAPE.match(bare)
    if found is None or not known_substance(found["what"]):
        return None
    details = _details(found["in"] or found["after"]) if found["in"] or found["after"] else {}
    if details is None:
        return None
    kind = {"type": "intolerance"} if section is Section.INTOLERANCES else {}
    return Said({"substance": found["what"].strip(), **details, **kind})


def of_list(text: str, section: Section) -> list[Said] | None:
    """Return the allergies of a run-in list; None when one part of it is none."""
    whole = of_text(text, section)
    if whole is not None:
        return [whole]
    parts = [
        part
        for part in re.split(r";\s*|\.\s+|,\s*(?![^(]*\))|\s+(?:and|y|e)\s+(?![^(]*\))", text)
        if part.strip(_EDGES)
    ]
    read = [of_text(part, section) for part in parts]
    made = [one for one in read if one is not None]
    return made if made and len(made) == len(parts) else None


def under(said: Said, heading: str) -> Said:
    """Narrow "no known allergies" to what its heading speaks of: "Drug allergies: none" says nothing of food."""
    key = folded(heading)
    if not said.negated or said.values != {"substance": "Any allergy"}:
        return said
    if any(word in key for word in ("drug", "medic")):
        return Said({"substance": "Medicines"}, negated=True)
    return Said({"substance": "Food"}, negated=True) if "food" in key else said


def none_below(text: str) -> Said | None:
    """Return that no allergy is known when a line below the heading of allergies only says "none"."""
    none = folded(text).strip(_EDGES) in words("no_allergy")
    return Said({"substance": "Any allergy"}, negated=True) if none else None


def of_row(table: Table, row: TableRow, section: Section, day: Callable[[str], str]) -> Said | None:
    """Return the allergy of a row; `day` turns a printed date into the record's, "" when it cannot."""
    substance = table.text(row, Role.SUBSTANCE)
    none = none_said(substance)
    if none is not None:
        return none if row.sure else None
    if not row.sure or not _may_be(substance):
        return None
    level, since = table.text(row, Role.SEVERITY), table.text(row, Role.SINCE)
    reaction = table.text(row, Role.REACTION)
    if folded(table.text(row, Role.STATUS)) not in {"", *words("taken")}:
        return None
    if folded(reaction) in _NO or folded(level) in _NO:
        return None
    notes = []
    values = {"substance": substance, "reaction": reaction.strip(" -–—")}
    if level:
        values["severity"] = severities().get(folded(level), "")
        notes += [] if values["severity"] else [f"How bad, as stated: {level}"]
    if since:
        values["since"] = day(since)
        notes += [] if values["since"] else [f"Date, as stated: {since}"]
    kind = folded(table.text(row, Role.TYPE))
    if kind in _TYPES:
        values["type"] = "intolerance" if kind.startswith("intoleranc") else "allergy"
    elif section is Section.INTOLERANCES:
        values["type"] = "intolerance"
    values["note"] = "\n".join(notes)
    return Said({name: value for name, value in values.items() if value})


def _may_be(substance: str) -> bool:
    if known_substance(substance):
        return True
    bare = folded(substance)
    heads: Sequence[str] = terms()["allergic_to"]
    return is_name(substance.replace(",", " ").replace("(", " ").replace(")", " ")) and bare not in heads
