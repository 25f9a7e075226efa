"""Broken and hostile XML is read as far as it goes, or kept with one sentence; nothing is fetched or blown up."""

from __future__ import annotations

from datetime import date

import pytest

from desktop.importers import limits
from desktop.importers.ccda.read import read
from desktop.importers.detect import Content, sniff
from desktop.importers.safe_xml import XML_DEPTH, read_xml
from desktop.records.fact import FactKind
from tests.importers.ccda.documents import document, medicine, section

TODAY = date(2026, 11, 29)
GOOD = document(section("10160-0", medicine("")))


def _medicines(data: bytes) -> int:
    return sum(fact.kind is FactKind.MEDICATIONS for fact in read(data, today=TODAY).facts)


def _with(declared: str) -> bytes:
    return GOOD.replace(b"<ClinicalDocument", declared.encode() + b"<ClinicalDocument", 1)


@pytest.mark.parametrize(
    "declared",
    [
        "<!DOCTYPE x>",
        '<!DOCTYPE x SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/">%p;]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(declared: str, encoding: str) -> None:
    data = _with(declared).decode().replace('encoding="UTF-8"', f'encoding="{encoding}"').encode(encoding)
    assert read(data, today=TODAY).issues == (limits.XML_DOCTYPE,)


def test_deep_nesting_is_refused() -> None:
    deep = b"<ClinicalDocument>" + b"<a>" * XML_DEPTH + b"</a>" * XML_DEPTH + b"</ClinicalDocument>"
    assert read_xml(deep).issues == (limits.XML_TOO_DEEP,)
    assert read_xml(b"<x>" + b"<a>" * (XML_DEPTH - 1) + b"</a>" * (XML_DEPTH - 1) + b"</x>").root is not None


def test_a_cut_off_document_is_read_as_far_as_it_goes() -> None:
    result = read(GOOD[:-60], today=TODAY)
    assert result.issues == (limits.XML_BROKEN,)
    assert _medicines(GOOD[:-60]) == 1


def test_nothing_left_is_said() -> None:
    assert read(b"<", today=TODAY).issues == (limits.DAMAGED,)
    assert read(b"<note>hello</note>", today=TODAY).issues == (limits.UNKNOWN,)


def test_a_text_of_twelve_million_signs_is_read() -> None:
    data = GOOD.replace(b"<text></text>", b"<text>" + b"A" * 12_000_000 + b"</text>")
    assert _medicines(data) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1"])
def test_any_encoding_is_recognised_and_read(encoding: str) -> None:
    data = GOOD.decode().replace("UTF-8", encoding).replace("Maria", "María").encode(encoding)
    assert sniff(data) is Content.CDA
    assert read(data, today=TODAY).proposal.person_named == "María Lopez"


def test_a_section_cut_out_of_its_document_is_read_without_complaint() -> None:
    inner = section("10160-0", medicine('<effectiveTime xsi:type="IVL_TS"><low value="2020"/></effectiveTime>'))
    data = inner.removeprefix("<component>").removesuffix("</component>").encode()
    data = data.replace(b"<section>", b'<section><templateId root="2.16.840.1.113883.10.20.22.2.1"/>')
    assert sniff(data) is Content.CDA
    assert read(data, today=TODAY).issues == ()
    assert _medicines(data) == 1


def test_a_prefix_for_everything_changes_nothing() -> None:
    data = GOOD.replace(b"</", b"</n:").replace(b"<", b"<n:").replace(b"<n:/n:", b"</n:").replace(b"<n:?xml", b"<?xml")
    data = data.replace(b'xmlns="urn', b'xmlns:n="urn')
    assert _medicines(data) == 1


def test_markup_in_names_is_only_text() -> None:
    data = document(section("10160-0", medicine("", name="&lt;script&gt;alert(1)&lt;/script&gt;")))
    (fact,) = (fact for fact in read(data, today=TODAY).facts if fact.kind is FactKind.MEDICATIONS)
    assert fact.values["generic"] == "<script>alert(1)</script>"
