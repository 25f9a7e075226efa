from __future__ import annotations

import pytest

from desktop.records.document import PersonMatch
from desktop.records.fact import FactKind
from desktop.services.workspace import Workspace
from tests.filing import HEMOGLOBIN, file_document

PAGE = """Universitätsklinikum Köln, Straße des 17. Juni
Paciente: José Núñez Peña, informe de anatomía patológica
病人 王小明 在北京 住院. Hemoglobin 10.9 g/dL (L), reference 12.0 - 15.5.
Dr. Müller, Dr. Groß, Dr. Goethe; the liver lesion measures 9 mm"""


@pytest.mark.parametrize(
    ("words", "marked"),
    [
        ("nunez", "Núñez"),
        ("NÚÑEZ", "Núñez"),
        ("anatomia patologica", "anatomía"),
        ("strasse", "Straße"),
        ("straße", "Straße"),
        ("koln", "Köln"),
        ("koeln", "Köln"),
        ("mueller", "Müller"),
        ("muller", "Müller"),
        ("müller", "Müller"),
        ("göthe", "Goethe"),
        ("gross", "Groß"),
        ("王小明", "王小明"),
        ("小明", "小明"),
        ("北京", "北京"),
        ("10.9", "10.9"),
        ("hemo", "Hemoglobin"),
        ('"liver lesion"', "liver lesion"),
        ("“liver lesion”", "liver lesion"),
        ("lesion liver", "lesion"),
    ],
)
def test_words_are_found_as_people_type_them(workspace: Workspace, words: str, marked: str) -> None:
    document = file_document(workspace, workspace.people.list()[0].id, pages=["Nothing here", PAGE])
    (hit,) = workspace.search.find(words)
    assert (hit.kind, hit.id, hit.page, hit.document_id) == ("document", document.id, 2, document.id)
    assert f"\x02{marked}\x03" in hit.snippet


def test_names_with_an_apostrophe_are_found_however_they_are_written(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    for number, page in enumerate(("Dr. O’Neil", "Dr. O Neil", "Dr. Oneil", "Rita D'Angelo", "A McDonald criterion")):
        file_document(workspace, maria, title=f"Paper {number}", pages=[page])
    file_document(workspace, maria, title="Values", pages=["Group O negative. ALT 34 U/L AST 40, O ne il"])

    def found(words: str) -> set[str]:
        return {hit.snippet.replace("\x02", "[").replace("\x03", "]") for hit in workspace.search.find(words)}

    names = {"Dr. [O’Neil]", "Dr. [O Neil]", "Dr. [Oneil]"}
    assert found("oneil") == found("ONEIL") == found("o'neil") == found("o’neil") == names
    assert found('"oneil"') == {"Dr. [Oneil]"}
    assert {one.replace("[", "").replace("]", "") for one in found("o neil")} >= {"Dr. O’Neil", "Dr. O Neil"}
    assert found("dangelo") == {"Rita [D'Angelo]"}
    assert found("mc donald") == set()
    assert found("one") == {"Dr. [Oneil]"}
    assert found("last") == set()


@pytest.mark.parametrize(
    "words", ['"lesion liver"', "明小", "liv er", "xylophone", "", '"', "- * ( )", "NEAR(", "liver xyz"]
)
def test_what_does_not_stand_there_is_not_found(workspace: Workspace, words: str) -> None:
    file_document(workspace, workspace.people.list()[0].id, pages=[PAGE])
    assert workspace.search.find(words) == ()


def test_facts_and_documents_come_together(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    file_document(workspace, maria, proposals=[HEMOGLOBIN])
    workspace.records.put(FactKind.CONTACTS, maria, {"name": "Hemoglobin Clinic"})
    hits = workspace.search.find("hemoglobin", maria)
    assert {hit.kind for hit in hits} == {"document", "results", "contacts"}
    (result,) = (hit for hit in hits if hit.kind == "results")
    assert result.page == 1
    assert result.document_id


def test_a_long_document_does_not_crowd_out_the_rest(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    file_document(workspace, maria, pages=["metastasis"] * 80)
    other = file_document(workspace, maria, title="Letter", pages=["one metastasis among many other words of a letter"])
    hits = workspace.search.find("metastasis", maria, limit=10)
    assert other.id in {hit.id for hit in hits}
    assert len(hits) == 4


def test_an_edited_or_retitled_thing_is_found_by_its_new_words_only(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    document = file_document(workspace, maria, title="Letter", pages=["text"])
    workspace.documents.edit(document.id, {"title": "Discharge summary"})
    added = workspace.records.put(FactKind.ALLERGIES, maria, {"substance": "Milk"}).id
    workspace.records.edit(added, {"substance": "Peanuts"})
    assert not workspace.search.find("letter")
    assert not workspace.search.find("milk")
    assert [hit.id for hit in workspace.search.find("discharge")] == [document.id]
    assert [hit.id for hit in workspace.search.find("peanuts")] == [added]


def test_one_persons_search_finds_nothing_of_another(workspace: Workspace) -> None:
    maria = workspace.people.list()[0].id
    leo = workspace.people.add({"name": "Leo Lopez", "born": "2015"}).id
    file_document(workspace, leo, proposals=[HEMOGLOBIN])
    file_document(workspace, maria, title="Of a stranger", match=PersonMatch.DIFFERS, proposals=[HEMOGLOBIN])
    assert workspace.search.find("hemoglobin", maria) == ()
    assert {hit.person_id for hit in workspace.search.find("hemoglobin", leo)} == {leo}


def test_a_snippet_shows_the_words_where_most_of_them_meet(workspace: Workspace) -> None:
    far = "lesion " + "x" * 400 + " a new liver lesion of 9 mm was seen"
    file_document(workspace, workspace.people.list()[0].id, pages=[far])
    (hit,) = workspace.search.find("liver lesion")
    assert "\x02liver\x03 \x02lesion\x03" in hit.snippet
    assert len(hit.snippet) < 260
