"""What other sources say otherwise of the same test and day, or of the same medicine, in words beside each of them."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.origin import pages_of
from desktop.packet.pages.runs import LINE_BREAK, Runs, page_link
from desktop.packet.pages.series import shown_value
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso
from desktop.records.fact import Fact
from desktop.records.medication import Medication
from desktop.records.result import Result

MEDICINE_FIELDS = ("strength", "dose", "how_often")


def _at(setting: Setting, fact: Fact) -> Runs:
    pages = pages_of((fact,), setting.layout)
    return [", ", page_link(pages[0])] if pages else []


def _said(result: Result) -> str:
    return " ".join(part for part in (shown_value(result), result.unit.strip()) if part)


def result_differs(setting: Setting, one: Result) -> list[Runs]:
    """Return a sentence for each other value of the same test and day, with its page; none when nothing differs."""
    others = (other for other in setting.front.differing.get(one.id, ()) if isinstance(other, Result))
    return [
        [
            say("results.differs-from", test=one.test.strip(), day=iso(one.date), own=_said(one), other=_said(other)),
            *_at(setting, other),
        ]
        for other in others
    ]


def medicine_differs(setting: Setting, one: Medication) -> Runs:
    """Return, on lines of their own, how other sources list the same medicine; empty when nothing differs."""
    runs: Runs = []
    for other in setting.front.differing.get(one.id, ()):
        words = " ".join(text for name in MEDICINE_FIELDS if (text := str(getattr(other, name, "")).strip()))
        if words:
            runs += [LINE_BREAK, say("medicines.also-listed", words=words), *_at(setting, other)]
    return runs
