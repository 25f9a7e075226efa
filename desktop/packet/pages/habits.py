"""Daily life, prevention and devices, and for a child: birth, growth, development and school."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.packet.language import say
from desktop.packet.pages.function import measure_words, measured
from desktop.packet.pages.origin import NOT_APPLICABLE, PATIENT, origin_of
from desktop.packet.pages.runs import Run, Runs, bold, unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.words import iso, together_with, years_between
from desktop.records.answers import Answer
from desktop.records.device import Device
from desktop.records.fact import FactKind
from desktop.records.immunization import Immunization
from desktop.records.social_history import SocialHistory, SocialTopic
from desktop.typeset.drawable import JSON

GROWN_UP = 18
CHILD = (SocialTopic.BIRTH, SocialTopic.GROWTH, SocialTopic.DEVELOPMENT, SocialTopic.SCHOOL)
ASKED = (
    *(SocialTopic.FUNCTION, SocialTopic.LIVING, SocialTopic.WORK, SocialTopic.TOBACCO, SocialTopic.ALCOHOL),
    SocialTopic.FALLS,
)
"""Asked of every grown-up; what nobody was asked is said."""


def is_child(setting: Setting) -> bool:
    """Whether the person is under eighteen."""
    born = setting.front.person.born
    return born is not None and years_between(born.high, setting.front.made_on) < GROWN_UP


def life_rows(setting: Setting) -> list[JSON]:
    """Return rows of topic, answer, source: those always asked first, then everything else that was told."""
    listed = [one for one in setting.facts(SocialHistory) if one.topic not in CHILD]
    asked = () if is_child(setting) else ASKED
    topics = [*asked, *(topic for topic in SocialTopic if topic not in (*asked, *CHILD))]
    return [row for topic in topics for row in _topic_rows(setting, listed, topic, asked=topic in asked)]


def child_rows(setting: Setting) -> list[JSON]:
    """Return a child's birth, growth, development and school with weight and height; empty for a grown-up."""
    if not is_child(setting):
        return []
    listed = setting.facts(SocialHistory)
    rows = [row for topic in CHILD for row in _topic_rows(setting, listed, topic, asked=True)]
    for what in ("weight", "height"):
        values = measured(setting, what)
        answer: Runs = [measure_words(values[0])] if values else [say("unknown.not-listed")]
        mark = origin_of(values[0], setting.layout) if values else NOT_APPLICABLE
        rows.append([say(f"medicines.{what}"), answer, [mark]])
    return rows


def _topic_rows(setting: Setting, listed: Sequence[SocialHistory], topic: SocialTopic, *, asked: bool) -> list[JSON]:
    label = say(f"history.topic-{topic.value}")
    told: list[JSON] = [[label, _told(one), [origin_of(one, setting.layout)]] for one in listed if one.topic is topic]
    if told or not asked:
        return told
    return [[label, [unknown(Answer.NOT_ASKED)], [NOT_APPLICABLE]]]


def _told(one: SocialHistory) -> Runs:
    since = say("summary.since", day=one.date.iso) if one.date else ""
    until = say("dates.until", end=one.end_date.iso) if one.end_date else ""
    words = together_with(one.description, one.amount, since, until, one.note)
    return [bold(say("unknown.none-known")), f": {words}"] if one.negated else [words]


def prevention_rows(setting: Setting) -> list[JSON]:
    """Return vaccinations, then devices with MRI safety."""
    return [*_vaccines(setting), *_devices(setting)]


def _vaccines(setting: Setting) -> list[JSON]:
    rows: list[JSON] = []
    for one in setting.facts(Immunization):
        due = say("history.due", day=one.next_due.iso) if one.next_due else ""
        reaction = say("history.reaction", words=one.reaction) if one.reaction else ""
        words = together_with(iso(one.date), one.dose_number, one.product, one.given_by, due, reaction, one.note)
        shown: Runs = [bold(say("unknown.none-known"))] if one.negated else [words]
        rows.append([one.vaccine, shown, [origin_of(one, setting.layout)]])
    return rows or [_unasked(setting, FactKind.IMMUNIZATIONS, "history.vaccines")]


def _devices(setting: Setting) -> list[JSON]:
    rows: list[JSON] = []
    for one in setting.facts(Device):
        if one.negated:
            none: Run = bold(say("unknown.none-known"))
            rows.append([one.name, [none], [origin_of(one, setting.layout)]])
            continue
        lot = say("history.lot", words=one.lot) if one.lot else ""
        serial = say("history.serial", words=one.serial) if one.serial else ""
        out = say("history.removed", day=one.end_date.iso) if one.end_date else ""
        made = together_with(one.manufacturer, one.model, lot, serial, one.udi)
        mri = say("history.mri", words=one.mri or say("unknown.not-known"))
        words = together_with(
            one.body_site, iso(one.date) if one.date else "", made, one.implanted_by, out, mri, one.note
        )
        rows.append([one.name, [words], [origin_of(one, setting.layout)]])
    return rows or [_unasked(setting, FactKind.DEVICES, "history.devices")]


def _unasked(setting: Setting, kind: FactKind, key: str) -> JSON:
    answer = setting.answer(kind)
    word = answer if answer is not Answer.KNOWN else Answer.NOT_ASKED
    return [say(key), [unknown(word)], [NOT_APPLICABLE if word is Answer.NOT_ASKED else PATIENT]]
