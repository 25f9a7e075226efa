"""A zip is opened only when it is what it says; its documents go round again, nothing else does."""

from __future__ import annotations

import io
import json
import stat
import struct
import zipfile
from collections.abc import Mapping
from datetime import date

import pytest

from desktop.importers import limits, wire
from desktop.importers.archive.read import members, read
from desktop.importers.archive.unzip import RefusedZipError, Zip
from desktop.importers.base import ImportResult
from desktop.importers.detect import Content, sniff
from desktop.records.document import ImportIssue
from desktop.records.fact import FactKind
from tests.importers.applehealth.test_apple_health import HEAD
from tests.importers.ccda.documents import document
from tests.papers import ct_report

TODAY = date(2026, 11, 29)


def _zip(files: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return made.getvalue()


def _read(data: bytes) -> ImportResult:
    assert sniff(data) is Content.ZIP
    result = read(data, today=TODAY)
    assert wire.from_json(wire.to_json(result)) == result
    return result


def _refused(data: bytes) -> ImportIssue:
    with pytest.raises(RefusedZipError) as refused:
        Zip(data)
    return refused.value.issue


def test_documents_are_taken_out_and_everything_else_stays_inside() -> None:
    portal = _zip({
        "IHE_XDM/SUBSET01/DOC0001.XML": document(), "IHE_XDM/SUBSET01/STYLE.XSL": b"<xsl:stylesheet/>",
        "INDEX.HTM": b"<html></html>", "README.TXT": b"read me", "report.pdf": ct_report(),
        "setup.exe": b"MZ" + bytes(100), "__MACOSX/._report.pdf": ct_report(), "empty.xml": b"",
    })  # fmt: skip
    names, files = members(portal)
    assert names == ["IHE_XDM/SUBSET01/DOC0001.XML", "report.pdf"]
    assert files[0] == document()
    listed = _read(portal).pages[0].text
    assert "README.TXT" in listed
    assert "setup.exe" in listed


def test_a_zip_in_a_zip_is_not_opened() -> None:
    assert members(_zip({"inner.zip": _zip({"a.pdf": ct_report()})})) == ([], [])


@pytest.mark.parametrize("name", ["../out.pdf", "/etc/out.pdf", "a/../../b.pdf", "C:/x.pdf", "..\\x.pdf"])
def test_names_that_lead_elsewhere_are_refused(name: str) -> None:
    assert _refused(_zip({name: b"x"})) is limits.ZIP_ODD


def test_links_twins_and_overlapping_members_are_refused() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("link")
        link.create_system = 3
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    assert _refused(made.getvalue()) is limits.ZIP_ODD
    twins = io.BytesIO()
    with zipfile.ZipFile(twins, "w") as archive:
        archive.writestr("a", "1")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a", "2")
    assert _refused(twins.getvalue()) is limits.ZIP_ODD
    assert _refused(_pointing_both_to_the_first()) is limits.ZIP_ODD


def _pointing_both_to_the_first() -> bytes:
    """Return a zip whose two members lie on the same bytes."""
    data = bytearray(_zip({"a": b"x" * 50, "b": b"x" * 50}))
    second = data.rfind(b"PK\x01\x02")
    struct.pack_into("<I", data, second + 42, 0)
    return bytes(data)


def test_bombs_are_refused_by_ratio_total_and_number() -> None:
    assert _refused(_zip({"bomb": bytes(32 << 20)})) is limits.TOO_BIG_INSIDE
    assert _refused(_zip({f"{number}": b"x" for number in range(2001)})) is limits.ZIP_TOO_MANY
    liar = bytearray(_zip({"a": bytes(2 << 20)}))
    at = liar.rfind(b"PK\x01\x02")
    struct.pack_into("<I", liar, at + 24, 100)  # says that it is 100 bytes
    with pytest.raises(RefusedZipError):
        Zip(bytes(liar)).read("a")


def test_locked_and_damaged_archives_are_said() -> None:
    locked = bytearray(_zip({"a.pdf": ct_report()}))
    at = locked.rfind(b"PK\x01\x02")
    struct.pack_into("<H", locked, at + 8, 1)
    assert _refused(bytes(locked)) is limits.ZIP_LOCKED
    assert _refused(_zip({"a.pdf": ct_report()})[:-30]) is limits.DAMAGED
    assert _read(_zip({"a.pdf": ct_report()})[:-30]).issues == (limits.DAMAGED,)


def test_an_apple_export_is_one_document_with_readings_and_clinical_records() -> None:
    record = (
        '<Record type="HKQuantityTypeIdentifierBodyMass" unit="kg" value="71.5" startDate="2026-11-12 08:00:00 -0500"/>'
    )
    asthma = {"resourceType": "Condition", "code": {"text": "Asthma"}}
    result = _read(_zip({
        "apple_health_export/export.xml": (HEAD + record + "</HealthData>").encode(),
        "apple_health_export/export_cda.xml": b"<ClinicalDocument/>",
        "apple_health_export/clinical-records/Condition-1.json": json.dumps(asthma).encode(),
        "apple_health_export/clinical-records/Broken-1.json": b"{",
    }))  # fmt: skip
    assert [fact.kind for fact in result.facts] == [FactKind.CONDITIONS, FactKind.RESULTS]
    for fact in result.facts:
        shown = result.pages[fact.provenance.page - 1].text
        assert all(part in shown for part in fact.provenance.snippet.split(" · "))
    assert [issue.code for issue in result.issues] == ["damaged-record"]
    assert result.proposal.person_born == "1957-05-04"
