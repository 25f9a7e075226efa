"""The sandbox job that reads Blue Button text."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from desktop.importers import limits, wire
from desktop.importers.base import DocumentProposal, ImportResult, ProposedFact
from desktop.importers.bluebutton.parts import TERMS, Entry, Part, entries_of, split_parts, terms_of
from desktop.importers.paging import Pages
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.document import DocumentKind, ImportIssue
from desktop.records.entry_fields import EntryType, entry_fields
from desktop.records.fact import FactKind
from desktop.records.provenance import Evidence, Provenance
from desktop.sandbox.values import JSONValue

MEDIA_TYPE = "text/x-blue-button"
READER = "bluebutton/1"
codecs.lookup("cp1252")  # a reader behind locked doors can load no part of Python any more
_MONTHS = {name: number for number, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}  # fmt: skip
_VA_DATE = re.compile(r"(?:(\d{1,2}) )?([A-Z][a-z]{2})[a-z]* (\d{4})(?: @ (\d{2}):?(\d{2}))?")
_CMS_DATE = re.compile(r"(\d{2})/(\d{2})/(\d{4})")
_RESULT = re.compile(r"([<>]=?)?\s*(\d[\d.,]*(?:/\d+)?)\s*(.*)")
_HOW_OFTEN = re.compile(r"\b(?:times?|daily|day|hours?|week(?:ly)?|month(?:ly)?|x)\b(?!s?'? supply)", re.IGNORECASE)
"""What tells "2 times a day" from an amount that was handed out ("30 tablets")."""
_NAME = re.compile(r"^Name:\s*(.+?)(?:\s{2,}|$)", re.MULTILINE)
_BORN = re.compile(r"Date of Birth:\s*(\S+(?: \w{3} \d{4})?)")


def moment(text: str) -> PartialDate | None:
    """Return a date as the VA ("01 Mar 1948 @ 0900") or CMS (month/day/year, by their format) writes it."""
    written = text.strip()
    cms = _CMS_DATE.fullmatch(written)
    va = _VA_DATE.fullmatch(written)
    try:
        if cms is not None:
            month, day, year = cms.groups()
            return PartialDate.parse(f"{year}-{month}-{day}", printed=written)
        if va is not None and va.group(2).lower() in _MONTHS:
            iso = f"{va.group(3)}-{_MONTHS[va.group(2).lower()]:02}"
            if va.group(1):
                iso += f"-{int(va.group(1)):02}"
                if va.group(4) and (va.group(4), va.group(5)) != ("00", "00"):
                    iso += f"T{va.group(4)}:{va.group(5)}"
            return PartialDate.parse(iso, printed=written)
    except NotADateError:
        return None
    return None


def _dates(kind: FactKind) -> frozenset[str]:
    return frozenset(field.name for field in entry_fields(kind) if field.type is EntryType.DATE)


def _choices(kind: FactKind) -> Mapping[str, tuple[str, ...]]:
    return {field.name: field.choices for field in entry_fields(kind) if field.type is EntryType.CHOICE}


def _fitted(kind: FactKind, values: Mapping[str, str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return values that fit their fields; what does not goes into the note, and a date that is none asks."""
    made: dict[str, str] = {}
    notes: list[str] = []
    doubts: list[str] = []
    for name, text in values.items():
        if not text:
            continue
        if name in _dates(kind):
            found = moment(text)
            if found is None:
                doubts.append("A date could not be read.")
                notes.append(text)
            else:
                made[name] = found.iso_time
        elif name in _choices(kind):
            word = TERMS["status"].get(kind.value, {}).get(text.casefold(), text.casefold().replace(" ", "-"))
            if word in _choices(kind)[name]:
                made[name] = word
            else:
                notes.append(f"{name.replace('_', ' ').capitalize()} as stated: {text}")
        else:
            made[name] = text
    if notes:
        made["note"] = "\n".join(part for part in (made.get("note", ""), *notes) if part)
    return made, tuple(dict.fromkeys(doubts))


def _result_values(values: dict[str, str]) -> dict[str, str]:
    """Split "6.5 Critical High" and "190 mm[Hg]" into value, flag and unit; other texts stay whole."""
    text = values.get("value", "")
    match = _RESULT.fullmatch(text)
    if match is None:
        return values
    sign, number, rest = match.groups()
    flag = next((each for each in TERMS["flags"] if rest.casefold() == each.casefold()), "")
    if rest and not flag and values.get("unit"):
        return values
    more = {"flag": flag} if flag else {"unit": rest} if rest else {}
    return {**values, "value": number, "comparator": sign or "", **more}


def _values(entry: Entry, terms: Mapping[str, Any]) -> dict[str, str]:
    """Return texts by field: notes together, of other fields the first that is there."""
    values: dict[str, str] = {}
    for label, text in entry.texts.items():
        field = terms["fields"].get(label, "")
        if not text or not field or field.startswith("="):
            continue
        field, _, said = field.partition(":")
        if field == "supply":
            field, said = ("note", label) if text[:1].isdigit() and not _HOW_OFTEN.search(text) else ("how_often", "")
        words = f"{said}: {text}" if said else text
        if field == "note" and field in values:
            values[field] += f"\n{words}"
        values.setdefault(field, words)
    return {**values, **terms.get("more", {})}


def _fact(kind: FactKind, values: Mapping[str, str], entry: Entry, doubts: tuple[str, ...] = ()) -> ProposedFact:
    fitted, more = _fitted(kind, values)
    said = (*doubts, *more)
    place = Provenance(document_id="", page=0, snippet=" · ".join(entry.lines)[:400], reader=READER)
    return ProposedFact(kind=kind, values=fitted, provenance=place, certain=not said, issues=said)


def _readings(entry: Entry, terms: Mapping[str, Any]) -> Iterator[ProposedFact]:
    day = entry.texts.get("Date", "")
    for label, text in entry.texts.items():
        named = terms["fields"].get(label, "")
        if named.startswith("=") and text:
            values = {"test": named[1:], "value": text, "panel": "Own readings", "collected": day}
            yield _fact(FactKind.RESULTS, _result_values({**values, "note": entry.texts.get("Comments", "")}), entry)


def _relatives(entry: Entry, values: Mapping[str, str]) -> Iterator[ProposedFact]:
    """Yield each illness of a relative; the person's own stand as conditions."""
    own = values.get("relation", "").casefold() == "self"
    living = {"living": "yes", "deceased": "no"}.get(values.get("living", "").casefold(), "")
    for label in ("Health Issues", "Other Health Issues", "Condition", "Description"):
        for name in entry.texts.get(label, "").splitlines():
            if own and name.strip():
                yield _fact(FactKind.CONDITIONS, {"name": name.strip()}, entry, ("Ticked by the person in a list.",))
            elif name.strip():
                said = {"relation": values["relation"], "condition": name.strip(), "living": living}
                doubts = ("Ticked in a list of many words.",) if label == "Description" else ()
                yield _fact(FactKind.FAMILY, {**said, "note": values.get("note", "")}, entry, doubts)


def _facts(part: Part, terms: Mapping[str, Any]) -> Iterator[ProposedFact]:
    for entry in entries_of(part, terms):
        if terms["kind"] == "readings":
            yield from _readings(entry, terms)
            continue
        values = _values(entry, terms)
        if terms["kind"] == "family":
            yield from _relatives(entry, values)
            continue
        kind = FactKind(terms["kind"])
        if kind is FactKind.RESULTS:
            values = _result_values(values)
        if kind is FactKind.APPOINTMENTS:
            if values.pop("state", "").casefold() in {"cancelled", "canceled", "no-show"}:
                continue
            values = {"purpose": "Visit", **values}
        doubts = ("The file does not say whether it is still taken.",) if _unclear(kind, values) else ()
        yield _fact(kind, values, entry, doubts)


def _unclear(kind: FactKind, values: Mapping[str, str]) -> bool:
    known: Mapping[str, str] = TERMS["status"]["medications"]
    return kind is FactKind.MEDICATIONS and values.get("status", "").casefold() not in known


def decoded(data: bytes) -> str:
    """Return the text of the bytes: UTF-8, else the Windows alphabet, in which these files are also written."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _proposal(text: str) -> DocumentProposal:
    name, born = _NAME.search(text), _BORN.search(text)
    day = moment(born.group(1)) if born else None
    va = "HEALTHEVET" in text[:4000].upper()
    made = re.search(
        r"^\s*(\d{1,2} [A-Z][a-z]{2} \d{4})(?: @ \d{4})?\s*$|^(\d{2}/\d{2}/\d{4}) ", text[:4000], re.MULTILINE
    )
    found = {
        "title": "My HealtheVet Blue Button" if va else "MyMedicare.gov Blue Button",
        "source": "Department of Veterans Affairs" if va else "Medicare",
        "person": " ".join(reversed(name.group(1).split(", "))) if name else "",
    }
    return DocumentProposal(
        title=found["title"],
        kind=DocumentKind.OTHER,
        date=moment(next(part for part in made.groups() if part)) if made else None,
        source=found["source"],
        person_named=found["person"],
        person_born=day.iso if day else "",
        evidence=tuple(Evidence(field=key, page=1, snippet=said) for key, said in found.items() if said),
    )


def read(data: bytes) -> ImportResult:
    """Read the bytes of a file; trouble is told as issues, never raised."""
    text = decoded(data)
    pages, facts = Pages(), []
    untold: list[str] = []
    for part in split_parts(text):
        lines = [line.strip() for line in part.lines if line.strip(" -=*")]
        if not lines:
            continue
        added = pages.add(part.title.title() or "Blue Button", lines)
        terms = terms_of(part.title)
        found = list(_facts(part, terms)) if terms else []
        if terms is None and part.title:
            untold.append(part.title.title())
        for fact in found:
            place = fact.provenance
            facts.append(replace(fact, provenance=replace(place, page=pages.where(added, place.snippet))))
    issues = (_untold(untold),) if untold else ()
    return ImportResult(
        media_type=MEDIA_TYPE,
        page_count=len(pages.made),
        pages=pages.made,
        proposal=_proposal(text),
        facts=tuple(facts),
        issues=(*issues, *((limits.TOO_LONG_TO_SHOW,) if pages.cut else ())),
    )


def _untold(titles: list[str]) -> ImportIssue:
    words = "; ".join(titles)
    return ImportIssue("kept-as-text", f"These parts can be read in the text, but are not added as facts: {words}.")


def read_blue_button(
    blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]
) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the file; no argument is needed."""
    return wire.to_json(read(blobs[0])), ()
