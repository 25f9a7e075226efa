"""One medicine from the lines of its entry, or from the cells of its row; None where anything is in doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from desktop.importers.identify.folded import folded
from desktop.importers.medications.names import Medicine, is_known, read_medicine
from desktop.importers.medications.sig import flat, names_dose, read_directions, starts_with_verb
from desktop.importers.medications.tables import Table, TableRow
from desktop.importers.medications.terms import Role, Section, alternatives, doubtful, labels, words

_SUPPLY = re.compile(r"[\s,;(]+(?:#\s?\d+|qty|disp|refills?|quantity|cantidad)(?!\w).*$")
_FAMILY = re.compile(r"(?<!\w)(mother|father|wife|husband|spouse|madre|padre|esposa|esposo|sample|example)(?!\w)")
_OPEN_END = re.compile(
    r"(?<!\w)(by|every|each|in|into|with|without|for|to|under|at|as|the|and|or|on|of|per|times|a|both|before|after|take"
    r"|por|cada|al|a la|bajo|con|sin|para|en|de|veces|la|las|el|los|y|o|si|tome|via)[\s,\-–(:]*$|[-–(/,:]\s*$"
)
"""An entry that ends so is cut off: its next line was not found."""


@cache
def _labels() -> re.Pattern[str]:
    known = "|".join(re.escape(label).replace(r"\ ", r"\s+") for label in sorted(labels(), key=len, reverse=True))
    return re.compile(rf"(?:(?<=^)|(?<=[\s;,.(]))({known}):\s*")


@cache
def _another() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])({alternatives('drugs')})\s+\d")


def parts_of(text: str) -> tuple[str, dict[Role, str]]:
    """Split an entry at its labels; return the words before the first, and what each label says, as printed."""
    found = list(_labels().finditer(flat(text)))
    ends = [one.start() for one in found[1:]] + [len(text)]
    said: dict[Role, str] = {}
    front = text[: found[0].start()] if found else text
    for one, end in zip(found, ends, strict=False):
        role = labels()[folded(one[1])]
        value = text[one.end() : end].strip(" ;,.()")
        said[role] = "" if role in said and said[role] != value else value
    return front.strip(), said


def of_text(text: str, section: Section) -> dict[str, str] | None:
    """Return the fields of the medicine that an entry's text tells; None when it is not certain."""
    front, said = _instructed(*parts_of(text))
    if _unclear(text, section):
        return None
    cut = _SUPPLY.search(flat(front))
    medicine = read_medicine(front[: cut.start()] if cut else front)
    if medicine is None or not (medicine.known or medicine.strength or medicine.form):
        return None
    if _OPEN_END.search(flat(text)):
        return None
    if _another().search(flat(medicine.rest)) or medicine.rest.count("(") != medicine.rest.count(")"):
        return None
    return _fields(medicine, said)


def _instructed(front: str, said: dict[Role, str]) -> tuple[str, dict[Role, str]]:
    """Bring an instruction that follows a label ("Commonly known as: GLUCOPHAGE Take 1 tablet") back to the front."""
    for role in (Role.BRAND, Role.OTHER, Role.START):
        value = said.get(role, "")
        parts = value.split(" ")
        at = next((n for n, _ in enumerate(parts) if n and starts_with_verb(" ".join(parts[n:]))), None)
        if at is not None and role is Role.BRAND:
            said[role] = " ".join(parts[:at])
            front = f"{front} {' '.join(parts[at:])}"
        elif at is not None:
            front = f"{front} {' '.join(parts[at:])}"
    return front, said


def _unclear(text: str, section: Section) -> bool:
    if section is Section.STOPPED:
        return _FAMILY.search(folded(text)) is not None
    return doubtful(text)


def _fields(medicine: Medicine, said: Mapping[Role, str]) -> dict[str, str]:
    strength, rest = medicine.strength, medicine.rest
    directions = said.get(Role.DIRECTIONS, "")
    instructed = starts_with_verb(rest) or names_dose(rest) or bool(directions)
    if strength and not medicine.form and rest and not instructed:
        rest, strength = f"{strength} {rest}", ""
    read = read_directions(" ".join(part for part in (rest, directions) if part))
    frequency = said.get(Role.HOW_OFTEN, "")
    values = {
        "generic": medicine.name,
        "brand": medicine.brand or said.get(Role.BRAND, ""),
        "strength": strength,
        "form": medicine.form,
        "route": read.route,
        "dose": read.dose or said.get(Role.DOSE, ""),
        "how_often": ", ".join(part for part in (read.how_often, frequency) if part),
        "when": read.when,
        "with_food": read.with_food,
        "as_needed": "yes" if read.as_needed else "",
        "why": said.get(Role.WHY, "") or read.why,
        "prescriber": said.get(Role.PRESCRIBER, ""),
    }
    return {name: value for name, value in values.items() if value}


def of_row(table: Table, row: TableRow, section: Section) -> dict[str, str] | None:
    """Return the fields of a row of a table; None when it is not certain."""
    state = folded(table.text(row, Role.STATUS))
    stopped = section is Section.STOPPED or state in words("not_taken")
    if state and not stopped and state not in words("taken"):
        return None
    ended = table.text(row, Role.ENDED).strip(" -–—")
    said_of_it = " ".join(text for cell in row.cells.values() for text in cell)
    if not row.sure or (ended and not stopped) or _unclear(said_of_it, Section.STOPPED if stopped else section):
        return None
    front, said = parts_of(table.text(row, Role.NAME))
    medicine = read_medicine(front)
    columns = {role: table.text(row, role) for role in Role}
    if medicine is None or not _fits(medicine, columns):
        return None
    if columns[Role.STRENGTH] and medicine.strength:
        return None
    directions = _directions(columns)
    values = _fields(medicine, {**said, Role.DIRECTIONS: directions})
    for role in (Role.STRENGTH, Role.FORM, Role.ROUTE, Role.WHY, Role.PRESCRIBER):
        if columns[role]:
            values[role.value] = columns[role]
    if columns[Role.DOSE]:
        values["dose"] = columns[Role.DOSE]
    if columns[Role.HOW_OFTEN]:
        read = read_directions(columns[Role.HOW_OFTEN])
        values["how_often"] = columns[Role.HOW_OFTEN]
        if read.as_needed:
            values["as_needed"] = "yes"
    values["status"] = "stopped" if stopped else "active"
    return {name: value for name, value in values.items() if value}


def _directions(columns: Mapping[Role, str]) -> str:
    return columns[Role.DIRECTIONS]


def _fits(medicine: Medicine, columns: Mapping[Role, str]) -> bool:
    """Return whether a row says enough: a known name, or an amount in its place; nothing left over in the name."""
    if medicine.rest and not starts_with_verb(medicine.rest):
        return False
    dose = columns[Role.DOSE] or columns[Role.STRENGTH]
    if dose and not re.search(r"\d|½|one|two|half|un|una|dos|media", folded(dose)):
        return False
    amount = bool(medicine.strength or columns[Role.STRENGTH] or dose)
    return is_known(medicine.name) or amount or bool(medicine.form)
