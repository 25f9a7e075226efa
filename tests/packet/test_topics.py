"""Words of sensitive topics are found where they tell of this person, in three languages, and not where they do not."""

from __future__ import annotations

import json

import pytest

from desktop.foundation.resources import resource
from desktop.packet.topics import mentions, words_of
from desktop.packet.word_patterns import plain
from desktop.records.sensitive import SensitiveTag

SUBSTANCE, MENTAL, HIV = SensitiveTag.SUBSTANCE_USE, SensitiveTag.MENTAL_HEALTH, SensitiveTag.HIV_STD
REPRODUCTIVE, GENETIC, MINOR = SensitiveTag.REPRODUCTIVE, SensitiveTag.GENETIC, SensitiveTag.MINOR

ABOUT = [
    ("History of major depressive disorder, stable on sertraline.", MENTAL),
    ("Antecedentes de DEPRESIÓN desde 2019", MENTAL),
    ("Z. n. depressiver Episode, Psychotherapie seit 2020", MENTAL),
    ("Alcohol use: 2 glasses of wine daily", SUBSTANCE),
    ("No fever. Drug use: cocaine, last year", SUBSTANCE),
    ("Alkoholabusus bekannt", SUBSTANCE),
    ("No fever, depression since 2010", MENTAL),
    ("No chest pain, history of depression, stable", MENTAL),
    ("Sin fiebre, depresión desde 2010", MENTAL),
    ("Kein Fieber, Depression seit 2010", MENTAL),
    ("HIV positive since 2004, no AIDS-defining illness", HIV),
    ("HIV 1/2 antibody: Reactive", HIV),
    ("Infección por VIH", HIV),
    ("Two pregnancies, one miscarriage in 1998", REPRODUCTIVE),
    ("BRCA1: no pathogenic variant found", GENETIC),
    ("Consejo genético recomendado", GENETIC),
    ("Told in confidence, please do not tell parents", MINOR),
]
NOT_ABOUT = [
    "Denies depression, anxiety or suicidal thoughts",
    "Psychiatric: Negative for depression",
    "No depression, anxiety or substance use",
    "No fever, no history of depression since 2010",
    "No history of alcohol abuse",
    "Alcohol use: No",
    "Drug use: Never",
    "HIV 1/2 Ag/Ab: Non-reactive",
    "HIV antibody screen - negative",
    "ST depression in V4 to V6; bone marrow depression after cycle 2",
    "Non-alcoholic fatty liver",
    "ST-depression in V4; no post-partum bleeding",
    "HPV vaccine, 9-valent",
    "Side effects: this medicine may cause depression",
    "PHQ-2 depression screening done",
    "Tell your doctor if you are pregnant",
    "Pregnancy test: negative",
    "Mental, behavioral and neurodevelopmental disorders (F01-F99)",
    "Niega consumo de alcohol",
    "Sin antecedentes de ansiedad",
    "Keine Depression",
    "Schwangerschaft: nein",
    "VIH: negativo",
]


@pytest.mark.parametrize(("text", "tag"), ABOUT, ids=[text for text, _tag in ABOUT])
def test_a_text_may_be_about_a_topic(text: str, tag: SensitiveTag) -> None:
    found = mentions(text)
    assert {one.tag for one in found} == {tag}
    assert all(one.word in text and one.quote.strip("…") in text for one in found)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("carrier of cystic \ufb01brosis", "cystic fibrosis"),
        ("cl\u00ednica de depresio\u0301n grave", "depresi\u00f3n"),
        ("known bi\u00adpolar disorder", "bipolar"),
        ("known bipo-lar disorder", "bipolar"),
        ("known bipo-\n lar disorder", "bipolar"),
        ("on an anti-depressant since 2019", "antidepressant"),
    ],
)
def test_a_word_is_found_however_its_letters_are_printed(printed: str, read: str) -> None:
    assert [one.word for one in mentions(printed)] == [read]


@pytest.mark.parametrize("text", NOT_ABOUT)
def test_a_negation_a_heading_or_advice_is_not_told(text: str) -> None:
    assert mentions(text) == ()


def test_some_words_count_in_entries_alone() -> None:
    assert [one.tag for one in mentions("Alcohol: one beer on Sundays", entry=True)] == [SUBSTANCE]
    assert mentions("Alcohol: one beer on Sundays") == ()
    assert mentions("Alcohol: none", entry=True) == ()


def test_a_quotation_is_short_and_of_its_line() -> None:
    text = f"Line before\n{'word ' * 30}known bipolar disorder {'more ' * 30}\nLine after"
    (one,) = mentions(text)
    assert one.word == "bipolar"
    assert one.quote.startswith("…")
    assert one.quote.endswith("…")
    assert len(one.quote) < 110
    assert "Line" not in one.quote


def test_plain_is_as_long_as_the_text() -> None:
    text = "Depresión ﬁne Straße İzmir 抑鬱 e\u0301"
    assert len(plain(text)) == len(text)


def test_the_list_is_in_order() -> None:
    raw = json.loads(resource("terminology", "topics.json").read_text("utf-8"))
    assert set(raw["topics"]) == {tag.value for tag in SensitiveTag}
    for tag in SensitiveTag:
        assert set(raw["topics"][tag.value]["words"]) == {"en", "es", "de"}
        assert all(word == plain(word).strip() for word in words_of(tag))
