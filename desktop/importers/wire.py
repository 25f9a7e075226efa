"""An ImportResult as JSON and back; what comes back from a reader is checked field by field."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple
from typing import TypeVar

from desktop.importers.base import DocumentProposal, ImportResult, PageText, ProposedFact
from desktop.records.coding import Coding
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.document import DocumentKind, ImportIssue
from desktop.records.entry_fields import BadEntryError, UnknownFieldError, parse_entries
from desktop.records.fact import FactKind
from desktop.records.page_scan import PageScan
from desktop.records.provenance import Box, Evidence, Provenance

JSONValue = None | bool | int | float | str | Sequence["JSONValue"] | Mapping[str, "JSONValue"]
T = TypeVar("T")
LONGEST_LINE = 2000
MOST_FACTS = 20_000
MOST_PAGES = 2000
MOST_CODINGS = 50


class BadResultError(ValueError):
    """The answer of a reader does not have the shape of an ImportResult."""


def _box_out(box: Box | None) -> JSONValue:
    return None if box is None else [box.left, box.top, box.right, box.bottom]


def _date_out(date: PartialDate | None) -> JSONValue:
    return None if date is None else {"iso": date.iso_time, "printed": date.printed}


def _evidence_out(one: Evidence) -> JSONValue:
    return {
        "field": one.field,
        "page": one.page,
        "box": _box_out(one.box),
        "snippet": one.snippet,
        "certain": one.certain,
        "reason": one.reason,
    }


def _fact_out(fact: ProposedFact) -> JSONValue:
    place = fact.provenance
    return {
        "kind": fact.kind.value,
        "values": dict(fact.values),
        "page": place.page,
        "box": _box_out(place.box),
        "snippet": place.snippet,
        "reader": place.reader,
        "negated": fact.negated,
        "codings": [[one.system, one.code, one.display] for one in fact.codings],
        "certain": fact.certain,
        "issues": list(fact.issues),
    }


def to_json(result: ImportResult) -> JSONValue:
    """Return the JSON of a result."""
    proposal = result.proposal
    return {
        "media_type": result.media_type,
        "page_count": result.page_count,
        "locked": result.locked,
        "pages": [[page.page, page.text, page.picture_only] for page in result.pages],
        "scans": [list[JSONValue](astuple(one)) for one in result.scans],
        "issues": [[issue.code, issue.text, issue.page] for issue in result.issues],
        "facts": [_fact_out(fact) for fact in result.facts],
        "title": proposal.title,
        "kind": proposal.kind.value,
        "date": _date_out(proposal.date),
        "source": proposal.source,
        "doctor": proposal.doctor,
        "person_named": proposal.person_named,
        "person_born": proposal.person_born,
        "evidence": [_evidence_out(one) for one in proposal.evidence],
        "version_of": [proposal.own_name, proposal.series, proposal.version, list(proposal.replaces)],
    }


def _is(value: object, wanted: type[T]) -> T:
    if type(value) is not wanted:
        raise BadResultError
    return value


def _words(value: object, *, most: int = LONGEST_LINE) -> str:
    text = _is(value, str)
    if any("\ud800" <= sign <= "\udfff" or sign == "\0" for sign in text):
        text = "".join(sign for sign in text if not "\ud800" <= sign <= "\udfff" and sign != "\0")
    return text[:most]


def _number(value: object) -> int:
    number = _is(value, int)
    if not 0 <= number <= 1_000_000:  # noqa: PLR2004 - more pages than any file has
        raise BadResultError
    return number


def _object(value: object) -> Mapping[str, object]:
    return _is(value, dict)


def _list(value: object, *, most: int) -> list[object]:
    items = _is(value, list)
    if len(items) > most:
        raise BadResultError
    return items


def _box(value: object) -> Box | None:
    if value is None:
        return None
    sides = [float(str(side)) for side in _list(value, most=4)]
    if len(sides) != 4 or not all(math.isfinite(side) for side in sides):  # noqa: PLR2004 - four sides
        raise BadResultError
    left, top, right, bottom = (min(1.0, max(0.0, side)) for side in sides)
    return Box(left, top, right, bottom)


def _date(value: object) -> PartialDate | None:
    if value is None:
        return None
    raw = _object(value)
    return PartialDate.parse(_words(raw["iso"]), printed=_words(raw["printed"]))


def _evidence(value: object) -> Evidence:
    raw = _object(value)
    return Evidence(
        field=_words(raw["field"]),
        page=_number(raw["page"]),
        box=_box(raw["box"]),
        snippet=_words(raw["snippet"]),
        certain=_is(raw["certain"], bool),
        reason=_words(raw["reason"]),
    )


def _fact(value: object) -> ProposedFact:
    raw = _object(value)
    kind = FactKind(_words(raw["kind"]))
    values = {_words(name): _words(text) for name, text in _object(raw["values"]).items()}
    parse_entries(kind, values)
    place = Provenance(
        document_id="",
        page=_number(raw["page"]),
        box=_box(raw["box"]),
        snippet=_words(raw["snippet"]),
        reader=_words(raw["reader"]),
    )
    return ProposedFact(
        kind=kind,
        values=values,
        provenance=place,
        negated=_is(raw["negated"], bool),
        codings=tuple(_coding(one) for one in _list(raw["codings"], most=MOST_CODINGS)),
        certain=_is(raw["certain"], bool),
        issues=tuple(_words(text) for text in _list(raw["issues"], most=20)),
    )


def _coding(value: object) -> Coding:
    system, code, display = _list(value, most=3)
    return Coding(_words(system), _words(code), _words(display))


def _page(value: object) -> PageText:
    number, text, picture_only = _list(value, most=3)
    return PageText(_number(number), _words(text, most=1_000_000), _is(picture_only, bool))


def scans_from(value: object) -> tuple[PageScan, ...]:
    """Return the scans of untrusted JSON; raises BadResultError for any other shape."""
    return tuple(_scan(one) for one in _list(value, most=MOST_PAGES))


def _scan(value: object) -> PageScan:
    fields = _list(value, most=5)
    if len(fields) != 5:  # noqa: PLR2004 - its fields
        raise BadResultError
    page, width, height, dpi = (_number(each) for each in fields[:4])
    return PageScan(page, width, height, dpi, _is(fields[4], bool))


def _issue(value: object) -> ImportIssue:
    code, text, page = _list(value, most=3)
    return ImportIssue(_words(code), _words(text), _number(page))


def _proposal(raw: Mapping[str, object]) -> DocumentProposal:
    own_name, series, version, replaces = _list(raw["version_of"], most=4)
    return DocumentProposal(
        title=_words(raw["title"]),
        kind=DocumentKind(_words(raw["kind"])),
        date=_date(raw["date"]),
        source=_words(raw["source"]),
        doctor=_words(raw["doctor"]),
        person_named=_words(raw["person_named"]),
        person_born=_words(raw["person_born"]),
        evidence=tuple(_evidence(one) for one in _list(raw["evidence"], most=100)),
        own_name=_words(own_name),
        series=_words(series),
        version=_words(version),
        replaces=tuple(_words(one) for one in _list(replaces, most=20)),
    )


def from_json(value: object) -> ImportResult:
    """Return the result of untrusted JSON; raises BadResultError for any other shape."""
    try:
        raw = _object(value)
        return ImportResult(
            media_type=_words(raw["media_type"]),
            page_count=_number(raw["page_count"]),
            locked=_is(raw["locked"], bool),
            pages=tuple(_page(one) for one in _list(raw["pages"], most=MOST_PAGES)),
            scans=scans_from(raw["scans"]),
            issues=tuple(_issue(one) for one in _list(raw["issues"], most=MOST_PAGES)),
            facts=tuple(_fact(one) for one in _list(raw["facts"], most=MOST_FACTS)),
            proposal=_proposal(raw),
        )
    except (KeyError, ValueError, NotADateError, UnknownFieldError, BadEntryError) as error:
        raise BadResultError from error
