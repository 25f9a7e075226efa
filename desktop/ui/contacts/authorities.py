"""Who may act for the person: by which paper, until when, and what to do when it has ended."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop.records.authority import Authority
from desktop.records.document import Document
from desktop.ui.dates import day_words
from desktop.ui.forms.source import SourceWords
from desktop.ui.forms.words import FieldWords
from desktop.ui.widgets import Card, Notice, column, glyph, label, link, row, secondary


def ended(authorities: Sequence[Authority], today: date) -> list[Authority]:
    """Return those whose last day is over."""
    return [one for one in authorities if one.end_date is not None and one.end_date.high < today]


def ended_notice(one: Authority, change: Callable[[Authority], object]) -> Notice:
    """Say that a paper does not count any more."""
    words = _say("{paper} of {name} ended on {day}. Add the new one, or remove it.")
    paper = FieldWords().choice(one.type, one.kind) if one.type else _say("The authority")
    said = words.format(paper=paper, name=one.holder, day=day_words(one.end_date, long=True))
    name = _say("Change what {name} may do").format(name=one.holder)
    return Notice(said, secondary(_say("Change"), lambda: change(one), name=name), look="warn")


def authority_row(
    one: Authority,
    documents: Mapping[str, Document],
    *,
    show: Callable[[Authority], object],
    open_source: Callable[[str], object],
) -> Card:
    """Return the row of someone who may act, with the paper."""
    made = Card(gap=4, pad=(18, 14))
    paper = FieldWords().choice(one.type, one.kind) if one.type else ""
    until = _say("until {day}").format(day=day_words(one.end_date)) if one.end_date else ""
    told = [paper, until, one.scope.partition("\n")[0], one.phone]
    name = f"{one.holder}, {one.relation}" if one.relation else one.holder
    words = column(label(name, "body_strong"), label("  ·  ".join(each for each in told if each), "muted"), gap=2)
    source = SourceWords().of_fact(one, documents)
    inside = row(glyph("handshake", "primary", size=24), gap=14)
    inside.addLayout(words, 1)
    if source.target:
        go: QWidget = link(source.words, lambda: open_source(source.target), icon="file-text", name=source.spoken)
        inside.addWidget(go)
    spoken = _say("What {name} may do").format(name=one.holder)
    inside.addWidget(secondary(_say("Show"), lambda: show(one), name=spoken))
    made.body.addLayout(inside)
    return made


def _say(words: str) -> str:
    return QCoreApplication.translate("Authorities", words)
