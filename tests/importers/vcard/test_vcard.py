"""Contacts of a telephone or an address book are proposed each, whatever version their cards have."""

from __future__ import annotations

import pytest

from desktop.importers import limits, wire
from desktop.importers.base import ImportResult
from desktop.importers.detect import Content, sniff
from desktop.importers.vcard.read import read

DOCTOR = """BEGIN:VCARD
VERSION:3.0
N:Patel;Anil;;Dr.;
FN:Dr. Anil Patel
ORG:Northgate Cancer Institute;Oncology
TITLE:Oncologist
TEL;TYPE=WORK,FAX:+1 555 0120
TEL;TYPE=WORK,VOICE:+1 555 0119
EMAIL:patel@example.org
ADR;TYPE=WORK:;;1 Main St;Portland;OR;97201;USA
NOTE:Mondays\\nby telephone
END:VCARD
"""
OLD = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ib=C3=A1=C3=B1ez;Jos=C3=A9
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9 Ib=C3=A1=C3=B1ez
TEL;CELL:555 0165
END:VCARD
"""
NEW = """BEGIN:VCARD
VERSION:4.0
FN:Millbrook Pharmacy
ORG:Millbrook Pharmacy
TEL;VALUE=uri;TYPE=voice:tel:+1-555-0155
END:VCARD
"""


def _read(text: str) -> ImportResult:
    data = text.encode()
    assert sniff(data) is Content.VCARD
    result = read(data)
    assert wire.from_json(wire.to_json(result)) == result
    return result


def test_a_card_keeps_everything_a_contact_can_hold() -> None:
    (fact,) = _read(DOCTOR).facts
    assert fact.values == {
        "name": "Dr. Anil Patel",
        "role": "Oncologist",
        "facility": "Northgate Cancer Institute, Oncology",
        "phone": "+1 555 0119",
        "fax": "+1 555 0120",
        "email": "patel@example.org",
        "address": "1 Main St\nPortland, OR 97201\nUSA",
        "note": "Mondays\nby telephone",
    }
    assert fact.provenance.page == 1


def test_older_and_newer_cards_are_read_in_one_file() -> None:
    facts = _read(OLD + "\r\n" + NEW).facts
    assert [(fact.values["name"], fact.values["phone"]) for fact in facts] == [
        ("José Ibáñez", "555 0165"),
        ("Millbrook Pharmacy", "+1-555-0155"),
    ]
    assert "facility" not in facts[1].values


def test_a_broken_card_spoils_no_other_and_is_counted() -> None:
    result = _read("BEGIN:VCARD\nVERSION:3.0\nno colon here\nEND:VCARD\n" + DOCTOR)
    assert len(result.facts) == 1
    assert result.issues == (limits.cards_not_read(1),)


@pytest.mark.parametrize("text", ["BEGIN:VCARD\n", "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD\n", "BEGIN:VCARD" * 50])
def test_nothing_to_read_is_said(text: str) -> None:
    assert _read(text).issues == (limits.DAMAGED,)


def _one(lines: str, version: str = "3.0") -> dict[str, str]:
    (fact,) = _read(f"BEGIN:VCARD\nVERSION:{version}\nFN:Dr. A\n{lines}\nEND:VCARD\n").facts
    return dict(fact.values)


def test_a_pager_is_no_telephone_and_the_preferred_number_comes_first() -> None:
    assert _one("TEL;TYPE=pager:999\nTEL;TYPE=work:555")["phone"] == "555"
    chosen = _one("TEL;TYPE=home:1\nTEL;TYPE=work;PREF=1:2\nEMAIL:a@b.org\nEMAIL;PREF=1:z@b.org", "4.0")
    assert (chosen["phone"], chosen["email"], chosen["note"]) == ("2", "z@b.org", "Other phone: 1")


def test_words_of_a_card_inside_a_note_end_nothing() -> None:
    assert _one("NOTE:see BEGIN:VCARD and END:VCARD\nTEL:5") == {
        "name": "Dr. A", "phone": "5", "note": "see BEGIN:VCARD and END:VCARD",
    }  # fmt: skip


def test_a_card_in_small_letters_is_read() -> None:
    (fact,) = _read("begin:vcard\r\nversion:3.0\r\nfn:X\r\ntel:1\r\nend:vcard\r\n").facts
    assert fact.values == {"name": "X", "phone": "1"}
