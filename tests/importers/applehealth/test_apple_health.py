"""An Apple Health export streams by: a reading a day, exact where it can be, and never a million rows."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator

import pytest

from desktop.importers.applehealth.read import HealthExport, read_export

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE HealthData [\n<!-- HealthKit Export Version: 11 -->\n'
    "<!ELEMENT HealthData (ExportDate,Me,(Record|Workout)*)>\n<!ATTLIST Record\n  type CDATA\n  unit CDATA >\n]>\n"
    '<HealthData locale="en_US">\n<ExportDate value="2026-11-20 10:00:00 -0500"/>\n'
    '<Me HKCharacteristicTypeIdentifierDateOfBirth="1957-05-04"/>\n'
)


def _record(kind: str, value: str, day: str = "2026-11-12", unit: str = "count/min", source: str = "Watch") -> str:
    written = f'type="HKQuantityTypeIdentifier{kind}" sourceName="{source}" unit="{unit}" value="{value}"'
    return f'<Record {written} startDate="{day} 08:00:00 -0500" endDate="{day} 08:00:01 -0500"/>\n'


def _read(*records: str, head: str = HEAD, tail: str = "</HealthData>") -> HealthExport:
    return read_export(io.BytesIO((head + "".join(records) + tail).encode()))


def test_one_reading_of_a_day_stands_as_written() -> None:
    (fact,) = _read(_record("BodyMass", "71.50", unit="kg", source="Scale")).facts
    assert fact.values == {
        "test": "Weight", "value": "71.50", "unit": "kg", "panel": "Phone and watch", "collected": "2026-11-12",
        "lab": "Scale",
    }  # fmt: skip


def test_many_readings_are_one_result_that_says_how_it_was_made() -> None:
    (fact,) = _read(*(_record("HeartRate", str(value)) for value in (58, 61, 102))).facts
    assert (fact.values["test"], fact.values["value"]) == ("Heart rate (average of the day)", "73.7")
    assert fact.values["note"] == "3 readings, from 58 to 102"
    assert fact.values["unit"] == "/min"


def test_days_and_units_are_not_mixed_and_the_newest_come_first() -> None:
    export = _read(
        _record("BodyTemperature", "37.0", "2026-11-10", "degC"),
        _record("BodyTemperature", "98.6", "2026-11-11", "degF"),
        _record("BodyTemperature", "98.4", "2026-11-10", "degF"),
    )
    assert [(fact.values["collected"], fact.values["value"], fact.values["unit"]) for fact in export.facts] == [
        ("2026-11-11", "98.6", "°F"),
        ("2026-11-10", "37.0", "°C"),
        ("2026-11-10", "98.4", "°F"),
    ]


def test_steps_stay_in_the_original_and_are_counted() -> None:
    export = _read(*(_record("StepCount", "100", unit="count") for _ in range(1500)))
    assert export.facts == ()
    assert export.lines == ("StepCount: 1,500 readings",)


def test_control_bytes_and_a_malformed_head_do_not_stop_it() -> None:
    export = _read(_record("HeartRate", "60", source="My\x00 \x0bWatch"))
    assert len(export.facts) == 1
    assert (export.born, export.made.iso if export.made else "", export.broken) == ("1957-05-04", "2026-11-20", False)


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        (HEAD, "<Record"),
        (HEAD, "<Record a='1' a='2'/>"),
        ("<!DOCTYPE a [" + "x" * 100 + "<HealthData>", "</HealthData>"),
    ],
)
def test_a_broken_export_is_read_as_far_as_it_goes_and_said(head: str, tail: str) -> None:
    assert _read(_record("HeartRate", "60"), head=head, tail=tail).broken


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><HealthData><Me x="&b;"/></HealthData>'
    assert read_export(io.BytesIO(bomb.encode())).broken


@pytest.mark.parametrize("value", ["nan", "inf", "1e999", "many", ""])
def test_what_is_no_number_is_left_out(value: str) -> None:
    assert _read(_record("HeartRate", value)).facts == ()


class _Endless(io.RawIOBase):
    """A hundred thousand readings of one day, made while they are read."""

    def __init__(self) -> None:
        self._parts = self._made()
        self._left = b""

    @staticmethod
    def _made() -> Iterator[bytes]:
        yield HEAD.encode()
        piece = "".join(_record("HeartRate", str(60 + number)) for number in range(40)).encode()
        yield from (piece for _ in range(2_500))
        yield b"</HealthData>"

    def read(self, size: int = -1) -> bytes:
        while len(self._left) < size and (part := next(self._parts, b"")):
            self._left += part
        piece, self._left = self._left[:size], self._left[size:]
        return piece


def test_memory_does_not_grow_with_the_readings() -> None:
    tracemalloc.start()
    try:
        export = read_export(_Endless())  # type: ignore[arg-type] # it reads as a stream of bytes
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert export.facts[0].values["note"] == "100,000 readings, from 60 to 99"
    assert peak < 16 << 20
