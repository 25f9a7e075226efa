"""Tables of test results are read cell for cell as written, and nothing in them is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest

from desktop.importers.base import ImportResult
from desktop.importers.csv.columns import BadLayoutError, Column, Layout, header_key
from desktop.importers.csv.days import Says, day_of, order_of
from desktop.importers.csv.read import look, read
from desktop.importers.csv.table import table_of
from desktop.importers.delimited import BadTableError, read_table
from desktop.importers.detect import Content, sniff
from desktop.importers.identify.dates import Order

TODAY = date(2026, 11, 29)
HEAD = "Test,Result,Units,Collected,Reference Range\n"
ENGLISH = (
    HEAD + "Hemoglobin,6.10,g/dL,2024-03-02,12.0 - 15.5\nCRP,<0.5,mg/L,2024-03-02,<5\nHBsAg,Negative,,2024-03-02,\n"
)
GERMAN = (
    "Untersuchung;Ergebnis;Einheit;Abnahmedatum;Normwert von;Normwert bis;Labor\n"
    "Hämoglobin;10,90;g/dl;02.03.2024;12,0;15,5;Labor Nord\nKalium;4,1;mmol/l;15.03.2024;3,5;5,1;Labor Nord\n"
)
SPANISH = (
    "Prueba\tResultado\tUnidades\tFecha de extracción\tValores de referencia\n"
    "Glucosa\t98\tmg/dL\t25/03/2024\t70 - 110\nCreatinina\t0,90\tmg/dL\t25/03/2024\t0,5 - 1,1\n"
)


def guessed(data: bytes) -> Layout:
    """Return what the columns seem to be."""
    shown = look(data, today=TODAY, layouts={})
    assert isinstance(shown, Mapping)
    return Layout.of_json(shown["layout"])


def by_guess(text: str | bytes, *, order: Order | None = None) -> ImportResult:
    """Read a table as the person would who agrees with the guess."""
    data = text if isinstance(text, bytes) else text.encode()
    layout = Layout(guessed(data).columns, order)
    return read(data, today=TODAY, layouts={table_of(read_table(data), TODAY).key: layout.to_json()})


def values(result: ImportResult, *names: str) -> list[tuple[str, ...]]:
    """Return these fields of all proposals."""
    return [tuple(fact.values.get(name, "") for name in names) for fact in result.facts]


def codes(result: ImportResult) -> list[str]:
    """Return the codes of what is said."""
    return [issue.code for issue in result.issues]


def test_values_stand_as_written() -> None:
    result = by_guess(ENGLISH)
    assert values(result, "test", "comparator", "value", "unit", "collected", "range_text", "low", "high") == [
        ("Hemoglobin", "", "6.10", "g/dL", "2024-03-02", "12.0 - 15.5", "12.0", "15.5"),
        ("CRP", "<", "0.5", "mg/L", "2024-03-02", "<5", "", "5"),
        ("HBsAg", "", "Negative", "", "2024-03-02", "", "", ""),
    ]
    assert all(fact.certain for fact in result.facts)
    assert not result.issues


def test_german_decimal_commas_and_ends_of_ranges() -> None:
    result = by_guess(GERMAN)
    assert values(result, "test", "value", "low", "high", "collected", "lab") == [
        ("Hämoglobin", "10,90", "12,0", "15,5", "2024-03-02", "Labor Nord"),
        ("Kalium", "4,1", "3,5", "5,1", "2024-03-15", "Labor Nord"),
    ]
    assert result.proposal.source == "Labor Nord"


def test_spanish_with_tabs() -> None:
    assert values(by_guess(SPANISH), "test", "value", "collected") == [
        ("Glucosa", "98", "2024-03-25"),
        ("Creatinina", "0,90", "2024-03-25"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_every_alphabet_gives_the_same(encoding: str) -> None:
    data = GERMAN.encode(encoding)
    assert sniff(data) is Content.CSV
    assert values(by_guess(data), "test", "value") == [("Hämoglobin", "10,90"), ("Kalium", "4,1")]


def test_every_row_points_to_the_page_that_shows_it() -> None:
    rows = "".join(f"Hemoglobin,{number}.50,g/dL,2024-03-02,\n" for number in range(200))
    result = by_guess(HEAD + rows)
    assert result.page_count > 1
    texts = {page.page: page.text for page in result.pages}
    assert all(" | ".join(fact.provenance.snippet.split(" · ")) in texts[fact.provenance.page].replace("  |  ", " | ")
               for fact in result.facts)  # fmt: skip
    assert all("Test  |  Result" in text for text in texts.values())


def test_quoted_line_breaks_and_delimiters_are_one_cell() -> None:
    result = by_guess(HEAD + '"Hepatitis B\nsurface antigen","Negative, see note",,2024-03-02,\n')
    assert values(result, "test", "value") == [("Hepatitis B surface antigen", "Negative, see note")]


def test_an_unquoted_decimal_comma_is_never_read_as_two_cells() -> None:
    result = by_guess(
        HEAD + "Hemoglobin,10,9,g/dL,2024-03-02,12 - 15\nCRP,5,mg/L,2024-03-02,<5\nTSH,1,mU/L,2024-03-02,\n"
    )
    assert values(result, "test") == [("CRP",), ("TSH",)]
    assert codes(result) == ["long-rows"]


def test_quotation_marks_that_are_no_quotes() -> None:
    result = by_guess('Test;Result;Units;Date\n"5-HIAA" in urine;5,1;mg/24h;2024-03-02\nTSH;1,1;mU/l;2024-03-02\n')
    assert values(result, "test", "value") == [('"5-HIAA" in urine', "5,1"), ("TSH", "1,1")]


@pytest.mark.parametrize(
    ("dates", "order"),
    [(["02.03.2024", "15.03.2024"], "dmy"), (["03/02/2024", "03/15/2024"], "mdy"), (["2024-03-02"], "ymd")],
)
def test_the_whole_column_decides_the_order(dates: Sequence[str], order: str) -> None:
    rows = "".join(f"TSH,1.1,mU/L,{day},\n" for day in dates)
    assert {found for (found,) in values(by_guess(HEAD + rows), "collected")} <= {"2024-03-02", "2024-03-15"}
    assert order_of(dates, TODAY).order in {Order(order), None}


def test_a_column_that_can_be_read_in_two_ways_asks() -> None:
    data = HEAD + "TSH,1.1,mU/L,03/04/2024,\nTSH,1.2,mU/L,05/06/2024,\n"
    asked = by_guess(data)
    assert codes(asked) == ["needs-columns"]
    assert not asked.read
    assert values(by_guess(data, order=Order.DAY_FIRST), "collected") == [("2024-04-03",), ("2024-06-05",)]
    assert values(by_guess(data, order=Order.MONTH_FIRST), "collected") == [("2024-03-04",), ("2024-05-06",)]


def test_a_column_that_contradicts_itself_leaves_doubtful_days_out() -> None:
    result = by_guess(
        HEAD + "TSH,1,mU/L,25/03/2024,\nTSH,2,mU/L,03/25/2024,\nTSH,3,mU/L,03/04/2024,\n", order=Order.DAY_FIRST
    )
    assert values(result, "collected") == [("2024-03-25",), ("2024-03-25",), ("",)]
    assert [fact.certain for fact in result.facts] == [True, True, False]
    assert codes(result) == ["mixed-dates"]


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2024-03-02T08:15:00Z", "2024-03-02T08:15Z"),
        ("2024-03-02 08:15:30", "2024-03-02T08:15"),
        ("2024-03-02 00:00:00", "2024-03-02"),
        ("20240302", "2024-03-02"),
        ("202403020815", "2024-03-02T08:15"),
        ("2 Mar 2024 8:15 PM", "2024-03-02T20:15"),
        ("02-Mar-2024", "2024-03-02"),
        ("45353", None),
        ("2024-02-30", None),
        ("yesterday", None),
    ],
)
def test_dates_with_times(written: str, day: str | None) -> None:
    found = day_of(written, None, TODAY)
    assert (found.iso_time if found else None) == day


def test_a_grid_of_days() -> None:
    data = "Test;Unit;02.03.2024;15.04.2024\nHemoglobin;g/dL;10.9;11.20\nTSH;mU/L;;1.1\n"
    assert values(by_guess(data), "test", "value", "unit", "collected") == [
        ("Hemoglobin", "10.9", "g/dL", "2024-03-02"),
        ("Hemoglobin", "11.20", "g/dL", "2024-04-15"),
        ("TSH", "1.1", "mU/L", "2024-04-15"),
    ]


def test_a_grid_of_tests() -> None:
    data = "Date,Hemoglobin (g/dL),CEA [ng/mL]\n2024-03-02,10.9,<0.5\n2024-04-02,11.20,\n"
    assert values(by_guess(data), "test", "comparator", "value", "unit", "collected") == [
        ("Hemoglobin", "", "10.9", "g/dL", "2024-03-02"),
        ("CEA", "<", "0.5", "ng/mL", "2024-03-02"),
        ("Hemoglobin", "", "11.20", "g/dL", "2024-04-02"),
    ]


def test_formulas_are_told_and_never_values() -> None:
    result = by_guess(HEAD + '=cmd|calc,1,,2024-03-02,\nTSH,=A1*2,mU/L,2024-03-02,\nCRP,"=""1.50""",mg/L,2024-03-02,\n')
    assert values(result, "test", "value") == [("CRP", "1.50")]
    assert codes(result) == ["formulas"]


def test_pending_and_empty_values_are_no_results() -> None:
    result = by_guess(HEAD + "TSH,pending,,2024-03-02,\nCRP,,,2024-03-02,\n")
    assert not result.facts
    assert codes(result) == ["no-results"]


@pytest.mark.parametrize(("cell", "doubt"), [("10.9 ?", True), ("1,234.5.6", True), ("Yellow", False)])
def test_a_value_that_is_more_than_a_number_asks(cell: str, *, doubt: bool) -> None:
    (fact,) = by_guess(HEAD + f'TSH,"{cell}",,2024-03-02,\n').facts
    assert fact.values["value"] == cell
    assert fact.certain is not doubt


def test_a_row_that_lost_its_end_asks() -> None:
    (fact,) = by_guess("Test,Result,Date,Units\nTSH,1.1\n").facts
    assert not fact.certain


def test_the_reported_day_is_never_the_day_of_collection() -> None:
    (fact,) = by_guess("Test,Result,Units,Report Date\nTSH,1.1,mU/L,2024-03-05\n").facts
    assert "collected" not in fact.values
    assert fact.values["note"] == "Reported: 2024-03-05"
    assert not fact.certain


def test_loinc_codes_are_kept() -> None:
    (fact,) = by_guess("Test,Result,Units,Date,LOINC\nTSH,1.1,mU/L,2024-03-02,3016-3\n").facts
    assert [(one.system, one.code) for one in fact.codings] == [("http://loinc.org", "3016-3")]


def test_the_person_is_named_by_columns_and_by_lines_above() -> None:
    beside = by_guess("Last Name,First Name,DOB,Test,Result,Date\nLopez,Maria,05/04/1957,TSH,1.1,2024-03-02\n")
    assert (beside.proposal.person_named, beside.proposal.person_born) == ("Lopez Maria", "05/04/1957")
    above = by_guess("Patient;Maria Lopez\nGeburtsdatum: 04.05.1957\n\nTest;Wert;Datum\nTSH;1,1;2024-03-02\n")
    assert (above.proposal.person_named, above.proposal.person_born) == ("Maria Lopez", "04.05.1957")


def test_a_file_of_several_people_is_refused_to_be_read() -> None:
    head = "Patient,Test,Result,Date\n"
    several = by_guess(head + "Maria Lopez,TSH,1.1,2024-03-02\nJohn Smith,TSH,9.9,2024-03-02\n")
    assert codes(several) == ["several-people"]
    assert not several.facts
    one = by_guess(
        head + 'Maria Lopez,TSH,1.1,2024-03-02\n"LOPEZ, MARIA",CRP,1,2024-03-02\nMaria Elena Lopez,Na,1,2024-03-02\n'
    )
    assert len(one.facts) == 3


def test_a_table_of_other_things_is_kept_as_text() -> None:
    data = b"Date,Shop,Price\n2024-03-02,Bakery,3.50\n2024-03-03,Market,12.00\n"
    result = read(data, today=TODAY, layouts={})
    assert codes(result) == ["not-a-laboratory"]
    assert result.read
    assert not result.facts


@pytest.mark.parametrize(
    "text",
    [
        "Dear Dr. Okafor,\nthank you, and kind regards,\nMaria, your patient\n",
        "One line, with a comma",
        "a\nb\nc\n",
        '{"a": 1,\n"b": 2}',
        "",
    ],
)
def test_letters_are_no_tables(text: str) -> None:
    assert sniff(text.encode()) is not Content.CSV


def test_bombs_are_told() -> None:
    wide = b",".join([b"a"] * 1_000_000) + b"\n" + b",".join([b"1"] * 1_000_000)
    with pytest.raises(BadTableError) as told:
        read_table(wide + b"\n")
    assert told.value.issue.code in {"too-many-columns", "damaged"}
    with pytest.raises(BadTableError):
        read_table(HEAD.encode() + b"TSH,1\0,2\n")
    endless = HEAD.encode() + b'TSH,"' + b"x" * 5_000_000
    with pytest.raises(BadTableError):
        read_table(endless)
    assert read(endless, today=TODAY, layouts={}).issues


def test_a_million_rows_is_the_limit() -> None:
    with pytest.raises(BadTableError) as told:
        read_table(b"a;b\n" * 1_000_001)
    assert told.value.issue.code == "too-many-rows"


def test_more_results_than_are_taken_are_told() -> None:
    result = by_guess(HEAD + "TSH,1.1,mU/L,2024-03-02,\n" * 20_001)
    assert len(result.facts) == 20_000
    assert codes(result) == ["too-many-results"]


def test_a_header_is_known_whatever_its_case_and_spaces() -> None:
    assert header_key(["Test Name", "RESULT"]) == header_key(["test  name", " result"])
    assert header_key(["Test", "Result"]) != header_key(["Result", "Test"])


@pytest.mark.parametrize(
    ("columns", "reason"),
    [
        ([Column.TEST, Column.TEST], "twice"),
        ([Column.VALUE, Column.IGNORE], "no-test"),
        ([Column.TEST, Column.IGNORE], "no-value"),
        ([Column.TEST, Column.ONE_TEST], "mixed"),
        ([Column.TEST, Column.VALUE, Column.DAY], "mixed"),
    ],
)
def test_columns_from_which_nothing_can_be_read_are_refused(columns: list[Column], reason: str) -> None:
    with pytest.raises(BadLayoutError) as told:
        Layout(tuple(columns)).check()
    assert told.value.reason == reason


def test_a_table_without_header_is_looked_at_but_never_known_again() -> None:
    data = b"Hemoglobin;10.9;g/dL;2024-03-02\nTSH;1.1;mU/L;2024-03-02\n"
    assert table_of(read_table(data), TODAY).key == ""
    assert guessed(data).columns == (Column.TEST, Column.VALUE, Column.UNIT, Column.DATE)
    assert order_of(["2024-03-02"], TODAY).says is not Says.EITHER


def test_cancelled_and_mistaken_results_are_none_and_others_say_their_state() -> None:
    head = "Test,Result,Status,Date\n"
    result = by_guess(
        head + "Hb,10.9,Corrected,2024-03-02\nK,4.1,Cancelled,2024-03-02\nNa,140,Entered in error,2024-03-02\n"
        "TSH,1.1,Final,2024-03-02\n"
    )
    assert values(result, "test", "note") == [("Hb", "Status: Corrected"), ("TSH", "")]
    assert codes(result) == ["not-valid"]


def test_a_header_that_stands_again_is_no_result() -> None:
    result = by_guess(HEAD + "TSH,1.1,mU/L,2024-03-02,\n" + HEAD + "CRP,5,mg/L,2024-03-02,\n")
    assert values(result, "test") == [("TSH",), ("CRP",)]


def test_a_row_of_units_below_the_tests_is_no_result() -> None:
    result = by_guess("Date,Hemoglobin,Glucose\n,g/dL,mg/dL\n2024-03-02,10.9,98\n")
    assert values(result, "test", "value", "unit") == [("Hemoglobin", "10.9", "g/dL"), ("Glucose", "98", "mg/dL")]


def test_a_second_head_of_the_same_words_is_left_aside() -> None:
    layout = guessed(b"Test,Result,Date,Collected\nTSH,1.1,2024-03-02,2024-03\nCRP,2,2024-03-02,2024-03\n")
    assert layout.columns == (Column.TEST, Column.VALUE, Column.DATE, Column.IGNORE)
