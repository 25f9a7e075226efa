"""The tables are safe in a spreadsheet, and the page is safe in a browser."""

from __future__ import annotations

import base64
import csv
import hashlib
import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.records.fact import FactKind
from desktop.services.export.csv_tables import defused
from desktop.services.workspace import Workspace
from tests.filing import CEA, HEMOGLOBIN, file_document
from tests.services.export.looking import Page, everything, rows
from tests.ui.maria_record import maria_record

MARIA = "Maria Lopez"
HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(1)>&amp;'


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "way out"


def page(folder: Path, path: str = "index.html") -> Page:
    return Page((folder / path).read_text("utf-8"))


def test_each_kind_has_a_table_that_spreadsheets_read_as_utf8(workspace: Workspace, maria: str, place: Path) -> None:
    maria_record(workspace, maria)
    workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Käse, «Ñ» und 坚果", "since": "2009-05"})
    workspace.exporting.export(place)
    for kind in FactKind:
        raw = (place / MARIA / "csv" / f"{kind.value}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf")
        assert raw.endswith(b"\r\n")
        assert len(rows(place, MARIA, kind.value)) == len(workspace.records.list(kind, maria))
    found = {row["substance"]: row["since"] for row in rows(place, MARIA, "allergies")}
    assert found == {"Penicillin": "2009", "Käse, «Ñ» und 坚果": "2009-05"}


def test_a_row_says_whose_word_it_is_and_where_it_was_read(workspace: Workspace, maria: str, place: Path) -> None:
    file_document(workspace, maria, title="Blood count", proposals=(CEA,))
    workspace.exporting.export(place)
    (row,) = rows(place, MARIA, "results")
    assert (row["status"], row["read_in"], row["snippet"]) == ("proposed", "Blood count, page 1", "as printed")
    assert (row["value"], row["unit"], row["collected"]) == ("3.1", "ng/mL", "2024-03-02")


@pytest.mark.parametrize("text", ["=1+1", "+49 170 1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'quoted", "  =1", "＝1"])  # noqa: RUF001 - a wide sign
def test_what_could_be_a_formula_is_text(text: str) -> None:
    assert defused(text) == f"'{text}"


@pytest.mark.parametrize("text", ["-3.5", "+1.2", "10,9", "Negative", "< 3", "2024-03-02", "a=b", ""])
def test_what_cannot_be_a_formula_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


@given(st.text(max_size=30))
def test_taking_the_sign_away_gives_back_what_was_written(text: str) -> None:
    safe = defused(text)
    assert safe.removeprefix("'") == text
    assert safe in {text, f"'{text}"}
    assert not safe.lstrip(" ").startswith(("=", "@", "\t", "\r"))


def test_every_cell_is_quoted_so_that_no_separator_breaks_out(workspace: Workspace, maria: str, place: Path) -> None:
    workspace.records.put(FactKind.QUESTIONS, maria, {"text": 'one;=cmd "two",\r\nthree'})
    workspace.exporting.export(place)
    with (place / MARIA / "csv" / "questions.csv").open(encoding="utf-8-sig", newline="") as file:
        head, line = list(csv.reader(file))
    assert dict(zip(head, line, strict=True))["text"] == 'one;=cmd "two",\r\nthree'


def test_the_page_shows_documents_and_facts_with_links_that_lead_somewhere(
    workspace: Workspace, maria: str, place: Path
) -> None:
    maria_record(workspace, maria)
    file_document(workspace, maria, title='CT: 50% "chest" & #1', proposals=(HEMOGLOBIN, CEA))
    workspace.exporting.export(place)
    for path in ("index.html", f"{MARIA}/index.html"):
        seen = page(place, path)
        assert {"Capecitabine", "Penicillin", "10.9 g/dL", "Is surgery on my liver still an option?"} <= set(seen.texts)
        assert "Read by Sheaf, not compared yet" in seen.shown
        assert 'CT: 50% "chest" & #1, page 1' in seen.texts
        assert seen.links
        names = {given_.get("id") for _, given_ in seen.elements}
        for link in seen.links:
            assert (
                link.removeprefix("#") in names
                if link.startswith("#")
                else (place / path).parent.joinpath(unquote(link)).is_file()
            ), link


def test_the_page_of_several_people_names_them_and_no_more(workspace: Workspace, maria: str, place: Path) -> None:
    maria_record(workspace, maria)
    workspace.people.add({"name": "José <b>Núñez</b> 100%", "born": "1990"})
    workspace.exporting.export(place)
    seen = page(place)
    assert {MARIA, "José <b>Núñez</b> 100%"} <= set(seen.texts)
    assert "Capecitabine" not in seen.shown
    assert len(seen.links) == 2
    assert all(place.joinpath(unquote(link)).is_file() for link in seen.links)


def test_nothing_of_the_record_becomes_markup_or_runs(workspace: Workspace, maria: str, place: Path) -> None:
    workspace.people.edit(maria, {"name": f"Maria {HOSTILE}", "address": HOSTILE})
    workspace.records.put(FactKind.ALLERGIES, maria, {"substance": HOSTILE, "note": HOSTILE})
    document = file_document(workspace, maria, title=HOSTILE, proposals=(CEA,))
    workspace.documents.edit(document.id, {"note": HOSTILE, "source": HOSTILE})
    workspace.exporting.export(place)
    pages = [path for path in everything(place) if path.endswith(".html")]
    assert len(pages) == 2
    for path in pages:
        seen = page(place, path)
        assert not {"script", "img", "iframe", "object", "link", "form", "base"} & {tag for tag, _ in seen.elements}
        assert not any(name.startswith("on") for _, given_ in seen.elements for name in given_)
        assert seen.texts.count(HOSTILE) >= 4
        assert not any(re.match(r"[a-z]+:|//|/", link) for link in seen.links)


def test_the_browser_is_told_to_run_and_load_nothing(workspace: Workspace, maria: str, place: Path) -> None:
    maria_record(workspace, maria)
    workspace.exporting.export(place)
    text = (place / "index.html").read_text("utf-8")
    (policy,) = (
        given_["content"]
        for tag, given_ in Page(text).elements
        if given_.get("http-equiv") == "Content-Security-Policy"
    )
    style = text.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    expected = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert policy == expected
    assert "@media print" in style
    assert "url(" not in style
    assert "@import" not in style
    assert "left" not in style.replace("text-align: left", "left")
    assert "right" not in style


def test_words_stand_in_the_direction_of_their_own_script(workspace: Workspace, maria: str, place: Path) -> None:
    workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "البنسلين"})
    workspace.exporting.export(place)
    cells = [given_ for tag, given_ in page(place).elements if tag in {"td", "dd", "h1"}]
    assert cells
    text = (place / "index.html").read_text("utf-8")
    assert '<td dir="auto">البنسلين</td>' in text
