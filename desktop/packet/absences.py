"""What the readiness rules miss, as rows for the reader of a packet: what it is, and why it is not there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from desktop.foundation.resources import resource
from desktop.packet.front_values import LeftOut
from desktop.packet.language import say
from desktop.packet.word_patterns import pattern, plain
from desktop.records.packet import PacketShape
from desktop.records.readiness import Absence, Missing, ReadinessItem
from desktop.records.request import Request, RequestStatus

_OLD = (Missing.BLOOD_COUNT, Missing.LIVER, Missing.KIDNEY)
_VALUES = (Missing.WEIGHT, Missing.HEIGHT)
_TOLD = (
    *(Missing.STAGE, Missing.STAGE_DATE, Missing.BIOMARKERS, Missing.SLIDES, Missing.LINE_DETAILS),
    *(Missing.TRIED_FIRST, Missing.TREATMENTS, Missing.OPERATIONS, Missing.IMPLANTS, Missing.ANESTHESIA),
    *(Missing.FUNCTION, Missing.FIRST_SYMPTOM, Missing.OTHER_DIAGNOSES, Missing.TESTS, Missing.BIRTH),
    *(Missing.GROWTH, Missing.IMMUNIZATIONS, Missing.FAMILY),
)
"""What is no paper, but something that the person can tell: one row for all of it."""
_WHY = {
    Missing.EARLIER_MARKER: "missing.why-value",
    Missing.ORIGINAL_OF_SCREENSHOT: "missing.why-screenshot",
    Missing.ORIGINAL_OF_COARSE_COPY: "missing.why-coarse",
}
_PATHOLOGY = frozenset({Missing.PATHOLOGY, Missing.SLIDES, Missing.BIOMARKERS, Missing.GENETIC_REPORT})
_COPIES = frozenset({Missing.ORIGINAL_OF_SCREENSHOT, Missing.ORIGINAL_OF_COARSE_COPY, Missing.ADDENDUM})
_IMAGING = frozenset(
    {
        *(Missing.IMAGING_REPORT, Missing.EARLIER_IMAGING_REPORT, Missing.RECENT_IMAGING_REPORT),
        *(Missing.REPORT_OF_IMAGES, Missing.IMAGES, Missing.PRIOR_STUDY),
    }
)
_OF_SHAPE: dict[PacketShape, frozenset[Missing]] = {
    PacketShape.PATHOLOGY: _PATHOLOGY | _COPIES,
    PacketShape.IMAGING: _IMAGING | _COPIES,
    PacketShape.PAPERS: frozenset(),
}
"""What belongs to an edition of one subject; all others tell of everything."""
_MOST_NAMES = 3


@cache
def _asked_words() -> Mapping[str, re.Pattern[str]]:
    raw = json.loads(resource("terminology", "absences.json").read_text("utf-8"))
    return {key: pattern(words) for key, words in raw.items() if key != "about"}


def _asked_for(what: Missing, requests: Iterable[Request]) -> bool:
    """Whether a request that is printed asks for this: it tells more than "it is not there"."""
    words = _asked_words().get(what.value)
    told = (plain(one.what) for one in requests if one.clinical_status is not RequestStatus.ARRIVED)
    return words is not None and any(words.search(text) for text in told)


def _wanted(items: Iterable[ReadinessItem], named: Mapping[str, str], shape: PacketShape) -> Iterator[Absence]:
    """Yield each absence once; one that belongs to what is not in the packet tells of it, and stays unsaid."""
    only = _OF_SHAPE.get(shape)
    seen: set[Absence] = set()
    for absence in (absence for item in items for absence in item.absent):
        known = not absence.of or absence.of in named
        if known and absence not in seen and (only is None or absence.what in only):
            seen.add(absence)
            yield absence


def _called(what: Missing, names: list[str]) -> str:
    words = say(f"missing.{what.value}")
    if not names:
        return words
    shown = names[:_MOST_NAMES]
    if len(names) > _MOST_NAMES:
        shown.append(say("missing.more", count=len(names) - _MOST_NAMES))
    return say("missing.of", what=words, names="; ".join(shown))


def _joined(names: Iterable[str]) -> str:
    text = "; ".join(names)
    return text[:1].upper() + text[1:]


def absent_rows(
    items: Iterable[ReadinessItem],
    named: Mapping[str, str],
    requests: Iterable[Request],
    *,
    shape: PacketShape = PacketShape.FULL,
) -> tuple[LeftOut, ...]:
    """Return the rows of "not included, and why" for what the rules miss, in the language spoken.

    `named` maps the ids of what is in the packet to titles: nothing else is named, and what is missing of something
    that was kept back is not told. `requests` are printed in rows of their own.
    """
    asked = tuple(requests)
    by_kind: dict[Missing, list[str]] = {}
    for absence in _wanted(items, named, shape):
        if not _asked_for(absence.what, asked):
            names = by_kind.setdefault(absence.what, [])
            names += [named[absence.of]] if absence.of and named[absence.of] not in names else []
    called = {what: _called(what, names) for what, names in by_kind.items()}
    rows = [
        LeftOut(title=words, why=say(_WHY.get(what, "missing.why-paper")))
        for what, words in called.items()
        if what not in {*_OLD, *_VALUES, *_TOLD}
    ]
    for kinds, why in ((_OLD, "missing.why-old"), (_VALUES, "missing.why-value")):
        if together := [called[what] for what in kinds if what in called]:
            rows.append(LeftOut(title=_joined(together), why=say(why)))
    if told := [called[what] for what in _TOLD if what in called]:
        rows.append(LeftOut(title=say("missing.told"), why=f"{_joined(told)}."))
    return tuple(rows)
