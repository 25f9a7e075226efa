"""The folder's page for a browser: in the language of the packet, whole, and only what the packet says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from desktop.packet.layout import lay_out
from desktop.records.entry_fields import entry_fields
from desktop.records.fact import FactKind
from desktop.services.packets.folder.folder_words import TRANSLATED, folder_words
from desktop.services.packets.folder.summary_page import summary_html
from tests.packet.pages.maria import maria_front


def _page(language: str) -> str:
    front = maria_front()
    front = replace(front, request=replace(front.request, language=language))
    return summary_html(front, lay_out(11, front.sections), pdf_name="records.pdf").decode("utf-8")


def test_a_spanish_packet_has_a_spanish_page() -> None:
    page = _page("es")
    heads = re.findall(r"<h2[^>]*>(.*?)</h2>", page)
    assert {"Resumen en una página", "Preguntas", "Medicamentos", "Alergias", "No incluido, y por qué"} <= set(heads)
    assert 'lang="es"' in page
    for words in ("Why now", "Questions", "see p.", "not confirmed", "Where it comes from", "Medicines", "Prepared by"):
        assert words not in page


def test_an_english_packet_has_an_english_page() -> None:
    page = _page("en")
    for words in ('lang="en"', "Why now", "Medicines", "Where it comes from", "Prepared by the patient"):
        assert words in page


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_kind_field_and_choice_has_its_word(language: str) -> None:
    words = folder_words(language)
    fields = [field for kind in FactKind for field in entry_fields(kind)]
    assert {kind.value for kind in FactKind} <= words["kinds"].keys()
    assert {field.name for field in fields} <= words["fields"].keys()
    assert {choice for field in fields for choice in field.choices or ()} <= words["choices"].keys()
