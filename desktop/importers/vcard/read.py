"""The sandbox job that reads vCards (RFC 6350 and the older 2.1 and 3.0): each is proposed as a contact."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

import vobject

from desktop.importers import limits, wire
from desktop.importers.base import DocumentProposal, ImportResult, ProposedFact
from desktop.importers.paging import CELL, Pages
from desktop.records.fact import FactKind
from desktop.records.provenance import Provenance
from desktop.sandbox.values import JSONValue

MEDIA_TYPE = "text/vcard"
READER = "vcard/1"
_MOST_CARDS = 5000
_BEGIN = re.compile(r"^BEGIN:VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
_END = re.compile(r"^END:VCARD[ \t]*$", re.IGNORECASE | re.MULTILINE)
"""A line alone: a note may hold these words too."""
_TROUBLE = (vobject.base.ParseError, ValueError, TypeError, AttributeError, KeyError, IndexError, AssertionError)
"""What the library raises for a card that it does not understand."""


class _Line(Protocol):
    """One line of a card: its value (a text, a list or an object) and its parameters."""

    value: object
    params: Mapping[str, Sequence[str]]


def _lines(card: object, name: str) -> Sequence[_Line]:
    contents: Mapping[str, Sequence[_Line]] = getattr(card, "contents", {})
    return contents.get(name, ())


def _text(value: object) -> str:
    parts = value if isinstance(value, list) else [value]
    return ", ".join(str(part).strip() for part in parts if str(part).strip())


def _first(card: object, name: str) -> str:
    return next((text for line in _lines(card, name) if (text := _text(line.value))), "")


def _kinds(line: _Line) -> frozenset[str]:
    said = {word.upper() for words in line.params.values() for word in words}
    return frozenset(said | {name.upper() for name in line.params})


_NOT_CALLED = frozenset({"PAGER", "MODEM", "BBS", "TEXTPHONE"})


def _preferred(lines: Sequence[_Line]) -> list[_Line]:
    """Return lines with those first that the card prefers: TYPE=pref of 3.0, PREF=1 of 4.0."""
    return sorted(lines, key=lambda line: "PREF" not in _kinds(line))


def _numbers(card: object, *, fax: bool) -> list[str]:
    lines = (line for line in _preferred(_lines(card, "tel")) if ("FAX" in _kinds(line)) is fax)
    found = (_text(line.value).removeprefix("tel:") for line in lines if not _NOT_CALLED & _kinds(line))
    return list(dict.fromkeys(text for text in found if text))


def _contact(card: object) -> dict[str, str]:
    phones, faxes = _numbers(card, fax=False), _numbers(card, fax=True)
    others = [f"Other phone: {text}" for text in phones[1:]]
    organization = _first(card, "org")
    name = _first(card, "fn") or " ".join(_first(card, "n").split()) or organization
    values = {
        "name": name,
        "role": _first(card, "title") or _first(card, "role"),
        "facility": organization if organization != name else "",
        "phone": next(iter(phones), ""),
        "fax": next(iter(faxes), ""),
        "email": next((text for line in _preferred(_lines(card, "email")) if (text := _text(line.value))), ""),
        "portal": _first(card, "url"),
        "address": "\n".join(line.strip() for line in _first(card, "adr").splitlines() if line.strip(" ,")),
        "note": "\n".join(part for part in (_first(card, "note"), *others) if part),
    }
    return {field: text for field, text in values.items() if text}


def _cards(text: str) -> Iterator[dict[str, str] | None]:
    """Yield what each card says; None for one that is not understood."""
    for number, block in enumerate(_blocks(text)):
        if number >= _MOST_CARDS:
            return
        try:
            values = _contact(next(iter(vobject.readComponents(block, allowQP=True, ignoreUnreadable=True))))
        except (*_TROUBLE, StopIteration):
            yield None
        else:
            yield values if values.get("name") else None


def _blocks(text: str) -> Iterator[str]:
    """Yield the text of each card, so that a broken one spoils no other."""
    for part in _BEGIN.split(text.replace("\r\n", "\n"))[1:]:
        yield f"BEGIN:VCARD{_END.split(part, maxsplit=1)[0]}\nEND:VCARD\n"


def _fact(values: Mapping[str, str], page: int) -> ProposedFact:
    snippet = " · ".join(" ".join(text.split()) for text in values.values())
    place = Provenance(document_id="", page=page, snippet=snippet[:400], reader=READER)
    return ProposedFact(kind=FactKind.CONTACTS, values=values, provenance=place)


def read(data: bytes) -> ImportResult:
    """Read the bytes of a file; trouble is told as issues, never raised."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    cards = list(_cards(text))
    facts = [_fact(values, 0) for values in cards if values is not None]
    if not facts:
        return ImportResult(media_type=MEDIA_TYPE, issues=(limits.DAMAGED,))
    pages = Pages()
    added = pages.add("Contacts", [fact.provenance.snippet.replace(" · ", CELL) for fact in facts])
    placed = (
        replace(fact, provenance=replace(fact.provenance, page=pages.where(added, fact.provenance.snippet)))
        for fact in facts
    )
    broken = len(cards) - len(facts)
    return ImportResult(
        media_type=MEDIA_TYPE,
        page_count=len(pages.made),
        pages=pages.made,
        proposal=DocumentProposal(title="Contacts"),
        facts=tuple(placed),
        issues=(limits.cards_not_read(broken),) if broken else (),
    )


_SAMPLES = (
    b"BEGIN:VCARD\nVERSION:3.0\nFN:A\nN:A;B;;;\nORG:C\nTEL;TYPE=FAX:1\nADR:;;a;b;c;d;e\nBDAY:1970-01-01\nEND:VCARD\n",
    b"BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE:=41\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\n",
    "BEGIN:VCARD\nVERSION:3.0\nFN:é\nEND:VCARD\n".encode("cp1252"),
)


def warm_up() -> None:
    """Read small cards before the doors are locked: the library loads parts of itself at the first card."""
    for sample in _SAMPLES:
        read(sample)


def read_vcard(blobs: tuple[bytes, ...], _arguments: Mapping[str, JSONValue]) -> tuple[JSONValue, tuple[bytes, ...]]:
    """Sandbox job: one blob, the file; no argument is needed."""
    return wire.to_json(read(blobs[0])), ()
