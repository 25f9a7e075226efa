"""What the kinds of column are called in the window."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.services.tables import Column


class ColumnWords(QObject):
    """The words, translated, in the order in which they are offered."""

    def choices(self) -> list[tuple[str, str]]:
        """Return (value, words) of each kind of column; what most tables have stands first."""
        return [
            (Column.IGNORE.value, self.tr("Not used")),
            (Column.TEST.value, self.tr("Name of the test")),
            (Column.VALUE.value, self.tr("Result")),
            (Column.UNIT.value, self.tr("Unit")),
            (Column.DATE.value, self.tr("Day it was taken")),
            (Column.TIME.value, self.tr("Time it was taken")),
            (Column.RANGE.value, self.tr("Normal range")),
            (Column.LOW.value, self.tr("Lower end of the range")),
            (Column.HIGH.value, self.tr("Upper end of the range")),
            (Column.FLAG.value, self.tr("Flag, such as H or L")),
            (Column.COMPARATOR.value, self.tr("Sign before the result, such as <")),
            (Column.LAB.value, self.tr("Laboratory")),
            (Column.PANEL.value, self.tr("Group of tests")),
            (Column.SPECIMEN.value, self.tr("Specimen, such as blood")),
            (Column.COMMENT.value, self.tr("Comment")),
            (Column.REPORTED.value, self.tr("Day of the report")),
            (Column.STATUS.value, self.tr("State, such as final or cancelled")),
            (Column.LOINC.value, self.tr("LOINC code")),
            (Column.PERSON.value, self.tr("Name of the person")),
            (Column.BORN.value, self.tr("Birth date")),
            (Column.PERSON_NUMBER.value, self.tr("Number of the person")),
            (Column.DAY.value, self.tr("Results of the day in its head")),
            (Column.ONE_TEST.value, self.tr("Results of the test in its head")),
        ]
