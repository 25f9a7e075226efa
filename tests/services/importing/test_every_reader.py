"""Every reader works behind its locked doors, in the encodings that its files come in."""

from __future__ import annotations

import json

import pytest

from desktop.importers.detect import Content, sniff
from desktop.services.importing.reading import read_document
from tests.importers.bluebutton.test_blue_button import VA_HEAD
from tests.importers.ccda.documents import document, medicine, section

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:José Ibáñez\nBDAY:1970-01-01\nREV:2020-01-01T00:00:00Z\nTEL:1\nEND:VCARD\n"
OLD_CARD = (
    "BEGIN:VCARD\nVERSION:2.1\nFN;ENCODING=QUOTED-PRINTABLE;CHARSET=UTF-8:Jos=C3=A9\nPHOTO;ENCODING=b:AAAA\nEND:VCARD\n"
)
SUMMARY = document(section("10160-0", medicine(""))).decode()
ALLERGY = json.dumps({"resourceType": "AllergyIntolerance", "code": {"text": "Nüsse"}}, ensure_ascii=False)
BLUE = VA_HEAD + "\n---------- VA ALLERGIES ----------\n\nAllergy Name: CAFÉ\n"


@pytest.mark.parametrize(
    ("data", "content"),
    [
        (SUMMARY.encode(), Content.CDA),
        (SUMMARY.replace("UTF-8", "utf-16").encode("utf-16"), Content.CDA),
        (SUMMARY.replace("UTF-8", "windows-1252").replace("Maria", "María").encode("cp1252"), Content.CDA),
        (ALLERGY.encode(), Content.FHIR),
        (ALLERGY.encode("utf-16"), Content.FHIR),
        (ALLERGY.encode("utf-32"), Content.FHIR),
        (b'<Condition xmlns="http://hl7.org/fhir"><code><text value="Asthma"/></code></Condition>', Content.FHIR_XML),
        (BLUE.encode(), Content.BLUE_BUTTON),
        (BLUE.encode("cp1252"), Content.BLUE_BUTTON),
        (CARD.encode(), Content.VCARD),
        (CARD.encode("cp1252"), Content.VCARD),
        (OLD_CARD.encode(), Content.VCARD),
    ],
)
def test_a_file_is_read_behind_locked_doors(data: bytes, content: Content) -> None:
    assert sniff(data) is content
    result = read_document(data, password=None)
    assert result.read, result.issues
    assert result.facts
