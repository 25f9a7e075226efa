"""The sentences of the results page; they say where a value stands and never what it means."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.records.result import Result
from desktop.ui.dates import day_words
from desktop.ui.results.presenter import Standing, TestCourse, spoken_name, standing, step, unit_text, value_text
from desktop.ui.widgets import Status

SHAPES = {
    Standing.BELOW: Status.LOOK,
    Standing.ABOVE: Status.LOOK,
    Standing.MARKED: Status.LOOK,
    Standing.INSIDE: Status.DONE,
    Standing.NO_RANGE: Status.NOT_STARTED,
    Standing.NOT_COMPARED: Status.NOT_STARTED,
}
"""Outside: triangle; inside: check circle; without a range: empty circle."""


class ResultWords(QObject):
    """Says it in the person's language."""

    def short(self, stands: Standing) -> str:
        """Return the words in the list of tests."""
        return {
            Standing.BELOW: self.tr("below range"),
            Standing.ABOVE: self.tr("above range"),
            Standing.MARKED: self.tr("marked by the lab"),
            Standing.INSIDE: self.tr("in range"),
            Standing.NO_RANGE: self.tr("no range given"),
            Standing.NOT_COMPARED: self.tr("not compared"),
        }[stands]

    def pill(self, stands: Standing) -> str:
        """Return the words of the pill beside the latest value."""
        return {
            Standing.BELOW: self.tr("Below lab\u2019s range"),
            Standing.ABOVE: self.tr("Above lab\u2019s range"),
            Standing.MARKED: self.tr("Marked by the lab"),
            Standing.INSIDE: self.tr("In lab\u2019s range"),
            Standing.NO_RANGE: self.tr("No range given"),
            Standing.NOT_COMPARED: self.tr("Not compared"),
        }[stands]

    def in_table(self, result: Result) -> str:
        """Return what the lab says about a value."""
        return {
            Standing.BELOW: self.tr("Below"),
            Standing.ABOVE: self.tr("Above"),
            Standing.MARKED: self.tr("Marked {flag}").format(flag=result.flag),
            Standing.INSIDE: self.tr("Inside"),
            Standing.NO_RANGE: self.tr("No range given"),
            Standing.NOT_COMPARED: self.tr("Not compared"),
        }[standing(result)]

    def value(self, result: Result) -> str:
        """Return "10.9 g/dL"."""
        return f"{value_text(result)} {unit_text(result.unit)}".strip()

    def line(self, course: TestCourse) -> str:
        """Return the second line of a test in the list."""
        return f"{self.value(course.latest)}  ·  {self.short(course.standing)}"

    def range_of(self, result: Result) -> str:
        """Return the lab's range as printed, or that there is none."""
        if result.range_text:
            return result.range_text.replace(" - ", "\u2013")
        if result.low and result.high:
            return f"{result.low}\u2013{result.high}"
        return self.tr("none given")

    def date(self, result: Result) -> str:
        """Return the day, or that it is not known."""
        return day_words(result.date) or self.tr("Date not known")

    def course(self, course: TestCourse) -> str:
        """Return "12.9 in March, 10.9 in November. Sheaf does not say what this means. Ask your doctor."."""
        ends = step(course)
        no_advice = self.tr("Sheaf does not say what this means. Ask your doctor.")
        if ends is None:
            said = self.tr("{value} on {date}.").format(value=self.value(course.latest), date=self.date(course.latest))
            return f"{said} {no_advice}" if course.latest.date is not None else no_advice
        first, last = ends.dates
        same_year = first.year == last.year
        return self.tr("{first} in {start}, {last} in {end}. {no_advice}").format(
            first=value_text(ends.first),
            start=_month(day_words(first, long=True), year=not same_year),
            last=value_text(ends.last),
            end=_month(day_words(last, long=True), year=not same_year),
            no_advice=no_advice,
        )

    def question(self, course: TestCourse) -> str:
        """Return the question about a course: "Why did my hemoglobin go from 12.9 to 10.9?"."""
        ends, name = step(course), spoken_name(course.name)
        if ends is None or value_text(ends.first) == value_text(ends.last):
            said = self.tr("What does my {test} of {value} mean for me?")
            return said.format(test=name, value=self.value(course.latest))
        said = self.tr("Why did my {test} go from {first} to {last}?")
        return said.format(test=name, first=value_text(ends.first), last=value_text(ends.last))


def _month(words: str, *, year: bool) -> str:
    """Return "March" or "March 2026" of "3 March 2026"; a year alone stays."""
    parts = words.split(" ")
    if len(parts) == 1:
        return words
    return " ".join(parts[-2:]) if year else parts[-2]
