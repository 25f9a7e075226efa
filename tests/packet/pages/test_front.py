from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pypdf
import pypdfium2
import pytest

from desktop.packet.front import FrontInput, FrontPages, LeftOut, PageKind, make_front
from desktop.records.answers import Answer
from desktop.records.condition import Condition
from desktop.records.contact import Contact
from desktop.records.fact import FactKind
from desktop.records.medication import Medication
from desktop.records.packet import PacketPart, PacketRequest
from desktop.records.person import Person
from desktop.records.question import Question
from tests.packet.pages.maria import MARIA, day, maria_front, maria_pages


@pytest.fixture(scope="module")
def made() -> FrontPages:
    return maria_pages()


def pages_of(made: FrontPages) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages]


def part(made: FrontPages, title: str) -> str:
    return next(
        text
        for text, page in zip(pages_of(made), made.pages, strict=True)
        if title in page.title and not page.continued
    )


def links_of(made: FrontPages, index: int) -> list[str]:
    page = pypdf.PdfReader(io.BytesIO(made.pdf)).pages[index]
    actions = [note.get_object().get("/A", {}) for note in page.get("/Annots", [])]
    return [str(action["/URI"]) for action in actions if "/URI" in action]


def one_line(text: str) -> str:
    return " ".join(text.replace("\u2060", "").replace("\u00a0", " ").split())


def test_all_written_pages_are_one_tagged_document(made: FrontPages) -> None:
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    root = reader.root_object
    metadata = root["/Metadata"].get_object()
    assert isinstance(metadata, pypdf.generic.StreamObject)
    assert b"pdfuaid:part" in metadata.get_data()
    assert str(root["/Lang"]) == "en"
    assert "/StructTreeRoot" in root
    assert made.missing_glyphs == ()


def test_every_page_says_whose_it_is_and_which_page_of_how_many(made: FrontPages) -> None:
    total = made.layout.total_pages
    for text, page in zip(pages_of(made), made.pages, strict=True):
        words = one_line(text)
        assert "LOPEZ, MARIA ELENA · b. 1957-05-04" in words
        assert "Packet SH-7K2M version 3" in words
        assert "Prepared by the patient from their own records; not checked by a clinician." in words
        assert "not confirmed: nobody has compared it with a document yet" in words
        assert f"page {page.number} of {total}" in words


def test_page_numbers_are_those_of_the_whole_packet(made: FrontPages) -> None:
    parts = [page.number for page in made.pages if page.kind in {PageKind.COVER, PageKind.PART}]
    assert parts == list(range(1, len(parts) + 1))
    for page in made.pages:
        if page.kind is PageKind.DIVIDER and not page.continued:
            assert page.number == made.layout.divider_page[page.letter]
            assert made.layout.section_pages[page.letter][0] > page.number
    sources = sum(len(source.kept_pages) for section in maria_front().sections for source in section.sources)
    assert made.layout.total_pages == len(made.pages) + sources


def test_contents_name_the_real_first_pages(made: FrontPages) -> None:
    cover = one_line(pages_of(made)[0])
    for page in made.pages[1:]:
        if page.kind is PageKind.PART and not page.continued:
            assert re.search(rf"{page.title}[^A-Z]*?\b{page.number}\b", cover), page.title
    first, last = made.layout.divider_page["A"], made.layout.section_pages["A"][1]
    assert f"{first}–{last}" in cover


def test_contents_rows_are_live_links(made: FrontPages) -> None:
    links = links_of(made, 0)
    assert {f"sheaf:page/{number}" for number in made.layout.divider_page.values()} <= set(links)
    assert {f"sheaf:page/{page.number}" for page in made.pages[1:8]} <= set(links)


def test_origin_marks_link_to_the_source_page(made: FrontPages) -> None:
    page = made.layout.source_page["plan"]
    assert f"sheaf:page/{page}" in links_of(made, 1)
    assert f"p. {page}" in one_line(pages_of(made)[1])


def test_summary_is_one_page_and_holds_what_decides(made: FrontPages) -> None:
    assert sum(1 for page in made.pages if page.title == "One-page summary") == 1
    assert PacketPart.SUMMARY not in [one.part for one in made.overflow]
    text = one_line(part(made, "One-page summary"))
    for words in ("4 Dec 2026", "Adenocarcinoma of the caecum", "Stage IVA", "KRAS G12D", "CEA 24.9 ng/mL", "Apixaban"):
        assert words in text
    assert "BLOOD THINNER" in text
    assert "room for the answers: p. 4" in text


def test_three_words_for_unknown_are_different(made: FrontPages) -> None:
    medicines = one_line(part(made, "Medicines"))
    assert "None known" in medicines
    assert "not asked" in medicines
    assert "strength not known" in medicines


def test_nothing_is_silently_blank_when_nobody_was_asked() -> None:
    bare = make_front(_bare())
    text = one_line(" ".join(pages_of(bare)))
    assert "not asked" in text
    assert bare.layout.total_pages == len(bare.pages)
    assert not any(page.kind in {PageKind.DIVIDER, PageKind.FILES} for page in bare.pages)


def _bare() -> FrontInput:
    return replace(
        maria_front(),
        person=Person(id="x", name="A", born=None),
        request=PacketRequest(person_id="x"),
        recipient=None,
        facts={},
        answers={},
        sections=(),
        left_out=(),
        withheld=(),
        fingerprint="",
        replaces=None,
    )


@pytest.mark.parametrize(
    ("answer", "words"),
    [(Answer.NONE_KNOWN, "None known"), (Answer.NOT_KNOWN, "not known"), (Answer.NOT_ASKED, "not asked")],
)
def test_an_answer_to_any_is_printed_in_its_own_word(answer: Answer, words: str) -> None:
    kinds = (FactKind.ALLERGIES, FactKind.MEDICATIONS, FactKind.CONDITIONS)
    text = one_line(part(make_front(replace(_bare(), answers=dict.fromkeys(kinds, answer))), "Medicines"))
    assert f"Any allergy {words}" in text


def test_values_of_results_are_printed_as_on_the_paper(made: FrontPages) -> None:
    text = one_line(part(made, "Lab trends"))
    for words in ("▲18.4", "▼9.2", "0.92", "11.7–15.5", "≤ 3.0", "24.9"):
        assert words in text.replace("▲ ", "▲").replace("▼ ", "▼")


def test_numbers_of_a_column_line_up_on_their_decimal_point(made: FrontPages) -> None:
    index = next(page.index for page in made.pages if page.title == "Lab trends")
    ends = [_end_of_whole_number(made, index, number) for number in ("9.2", "18.4", "412", "0.92", "7.1")]
    assert max(ends) - min(ends) < 1.2  # ink of different digits


def _end_of_whole_number(made: FrontPages, index: int, number: str) -> float:
    """Return where the digits before the point end, in points, for a number that the table holds once or last."""
    page = pypdfium2.PdfDocument(made.pdf)[index].get_textpage()
    text = page.get_text_range()
    at = text.rindex(number) + len(number.partition(".")[0]) - 1
    return float(page.get_charbox(at)[2])


def test_charts_have_a_text_alternative_with_values_and_ranges(made: FrontPages) -> None:
    alternatives = " ".join(_alternatives(made))
    assert "Chart of CEA, ng/mL" in alternatives
    assert "2026-11-12 24.9, above the printed range" in alternatives
    assert "Chart of Hemoglobin" in alternatives
    assert "The course at a glance" in alternatives


def _alternatives(made: FrontPages) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(made.pdf))
    found = []
    for number in range(1, len(reader.xref[0]) + len(reader.xref_objStm) + 1):
        try:
            value = reader.get_object(number)
        except pypdf.errors.PyPdfError:
            continue
        if isinstance(value, pypdf.generic.DictionaryObject) and "/Alt" in value:
            found.append(str(value["/Alt"]))
    return found


def test_letter_and_a4_break_lines_and_pages_alike(made: FrontPages) -> None:
    letter = maria_front()
    a4 = make_front(replace(letter, request=replace(letter.request, paper="a4")))
    assert [page.title for page in a4.pages] == [page.title for page in made.pages]
    assert pages_of(a4) == pages_of(made)


def test_unticked_parts_are_left_out_everywhere() -> None:
    front = maria_front()
    short = replace(front.request, parts=frozenset({PacketPart.SUMMARY, PacketPart.QUESTIONS}))
    made = make_front(replace(front, request=short))
    assert [page.title for page in made.pages] == [
        "Medical records for a second opinion",
        "One-page summary",
        "Questions",
    ]
    assert "Timeline" not in pages_of(made)[0]
    assert made.layout.total_pages == 3


def test_the_page_that_explains_the_marks_is_one_of_the_packet(made: FrontPages) -> None:
    first = min(made.layout.source_page.values())
    named = [re.findall(r"p\. (\d+): copied", one_line(text)) for text in pages_of(made)]
    assert named == [[str(first)]] * len(named)
    bare = make_front(replace(maria_front(), sections=()))
    number = re.search(r"p\. (\d+): copied", one_line(pages_of(bare)[0]))
    assert number is not None
    assert int(number[1]) == bare.layout.total_pages


def test_pages_kept_back_are_not_counted_nor_cited() -> None:
    front = maria_front()
    first = front.sections[0]
    cut = replace(first.sources[0], kept_pages=(2, 5))
    made = make_front(replace(front, sections=(replace(first, sources=(cut,)), *front.sections[1:])))
    assert made.layout.section_pages["A"][1] - made.layout.section_pages["A"][0] == 1
    assert made.layout.page_of("seq", 1) == 0
    assert made.layout.page_of("seq", 5) == made.layout.source_page["seq"] + 1
    divider = next(page.index for page in made.pages if page.letter == "A")
    assert "10 withheld" in one_line(pages_of(made)[divider])


def test_address_is_hidden_when_asked() -> None:
    front = maria_front()
    made = make_front(replace(front, request=replace(front.request, hide_address=True)))
    assert "1180 Alder Street" not in " ".join(pages_of(made))


def test_a_summary_that_cannot_fit_is_reported_and_still_printed_whole() -> None:
    front = maria_front()
    made = make_front(replace(front, request=replace(front.request, how_i_am="I am tired. " * 900)))
    assert made.overflow[0].part is PacketPart.SUMMARY
    assert made.overflow[0].by > 100
    assert "I am tired." in made.overflow[0].rows[0].text
    assert any(page.continued for page in made.pages if page.title == "One-page summary")


def test_timeline_stays_one_page_and_says_what_it_left_out_and_where_it_is(made: FrontPages) -> None:
    assert sum(1 for page in made.pages if page.title == "Timeline") == 1
    assert "so that this stays one page" in one_line(part(made, "Timeline"))
    (told,) = made.overflow
    assert told.part is PacketPart.TIMELINE
    assert told.by == 0
    assert told.dropped == len(told.rows) > 0
    where = re.search(r"They stand in full on: (.+?)\)\.", one_line(part(made, "Timeline")))
    assert where is not None
    assert sum(int(count) for count in re.findall(r"\((\d+)", where[0])) == told.dropped


def test_what_the_timeline_leaves_out_is_the_least_important(made: FrontPages) -> None:
    (told,) = made.overflow
    assert not {"surgery", "treatment", "diagnosis", "ahead"} & {row.label for row in told.rows}
    assert any(row.label == "medicine" for row in told.rows)


LONG = "A note that goes on and on, with commas, numbers 12.5 mg and nothing else to say. " * 125


def _with_long_notes(front: FrontInput) -> FrontInput:
    return replace(
        front,
        facts={
            FactKind.MEDICATIONS: (Medication(id="m", generic="Drug", strength="5 mg", note=LONG),),
            FactKind.CONDITIONS: (Condition(id="c", name="Thing", note=LONG),),
            FactKind.CONTACTS: (Contact(id="k", name="Dr. Long", note=LONG),),
            FactKind.QUESTIONS: (Question(id="q", text=LONG, rank=1),),
        },
    )


def _with_unbroken_words(front: FrontInput) -> FrontInput:
    word = "Pneumonoultramicroscopicsilicovolcanoconiosis" * 40
    return replace(front, person=replace(MARIA, name=word[:90], former_names=word, needs=word))


def _with_other_scripts(front: FrontInput) -> FrontInput:
    return replace(front, person=replace(MARIA, name="ليلى محمد حداد", former_names="Лейла Хаддад · Λέιλα · ליילה"))


def _with_markup(front: FrontInput) -> FrontInput:
    return replace(front, person=replace(MARIA, name="#set page() *x* $y$ \\ [z] <a> @b `c`"))


def _with_many_left_out(front: FrontInput) -> FrontInput:
    return replace(front, left_out=tuple(LeftOut(title=f"Paper {number}", why="asked") for number in range(80)))


def _with_sixty_documents(front: FrontInput) -> FrontInput:
    section = front.sections[0]
    sources = tuple(
        replace(section.sources[0], document=replace(section.sources[0].document, id=f"d{number}"), kept_pages=(1,))
        for number in range(60)
    )
    return replace(front, sections=(replace(section, sources=sources), *front.sections[1:]))


@pytest.mark.parametrize(
    "change",
    [
        _with_long_notes,
        _with_unbroken_words,
        _with_other_scripts,
        _with_markup,
        _with_many_left_out,
        _with_sixty_documents,
    ],
)
def test_hard_input_keeps_the_layout(change: Callable[[FrontInput], FrontInput]) -> None:
    front = change(maria_front())
    made = make_front(front)
    for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages:
        assert page.extract_text().strip()
        _nothing_outside(page)
    assert [page.index for page in made.pages] == list(range(len(made.pages)))


def _nothing_outside(page: pypdf.PageObject) -> None:
    width = float(page.mediabox.width)

    def seen(text: str, _cm: list[float], tm: list[float], _font: object, _size: float) -> None:
        if text.strip():
            assert -1 <= tm[4] <= width - 30

    page.extract_text(visitor_text=seen)


def test_a_name_with_markup_is_printed_as_typed() -> None:
    made = make_front(_with_markup(maria_front()))
    assert "#set page() *x* $y$ \\ [z] <a> @b `c`" in one_line(pages_of(made)[0])


def test_every_character_of_names_is_found_in_the_text() -> None:
    front = maria_front()
    name = "Åse Đặng-Żółć Ωmega Ёлка ʼİğ"
    text = one_line(pages_of(make_front(replace(front, person=replace(front.person, name=name))))[0])
    assert name in text


def test_a_birth_date_that_is_not_exact_is_not_made_exact() -> None:
    front = maria_front()
    made = make_front(replace(front, person=replace(front.person, born=day("1957"))))
    assert "Born 1957 (1957) · age 68 or 69" in one_line(pages_of(made)[0])
