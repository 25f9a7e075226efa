"""Questions in groups, numbered by the person's rank, with lines for the answers."""

from __future__ import annotations

from desktop.packet.language import say
from desktop.packet.pages.origin import origin_of
from desktop.packet.pages.runs import unknown
from desktop.packet.pages.setting import Setting
from desktop.packet.pages.summary import ranked
from desktop.records.answers import Answer
from desktop.records.question import Question, QuestionGroup
from desktop.typeset.drawable import JSON

GROUPS: tuple[tuple[QuestionGroup | None, str], ...] = (
    (QuestionGroup.DIAGNOSIS, "questions.diagnosis"),
    (QuestionGroup.TESTS, "questions.tests"),
    (QuestionGroup.OPTIONS, "questions.options"),
    (QuestionGroup.TRIALS, "questions.trials"),
    (QuestionGroup.BENEFITS, "questions.benefits"),
    (QuestionGroup.LOGISTICS, "questions.logistics"),
    (None, "questions.other"),
)
FILLED_RANKS = 3
LINES = {1: 4, 2: 3, 3: 3}
OTHER_LINES = 2
FEWEST_LINES = {1: 3, 2: 2, 3: 2}
LONG = 900
"""Characters from which a question may continue on the next page."""


def questions_page(setting: Setting) -> dict[str, JSON]:
    """Return the data of the question page."""
    numbered = list(enumerate(ranked(setting), start=1))
    shed = _shed([number for number, _ in numbered])
    groups: list[JSON] = []
    for group, title in GROUPS:
        chosen: list[JSON] = [
            _question(setting, number, one, shed[number]) for number, one in numbered if one.group is group
        ]
        if chosen:
            only_one_kind = len(chosen) == len(numbered) and group is None
            groups.append({"title": say("questions.mine" if only_one_kind else title), "questions": chosen})
    return {
        "part": "questions",
        "title": say("questions.title"),
        "note": say("questions.note"),
        "groups": groups,
        "steps": sum(map(len, shed.values())),
        "empty": [unknown(Answer.NOT_ASKED)],
    }


def _shed(numbers: list[int]) -> dict[int, list[int]]:
    """Say in which step each question gives up a writing line so that the page fits: the lowest rank first."""
    shed: dict[int, list[int]] = {number: [] for number in numbers}
    step = 0
    while True:
        can = [one for one in numbers if LINES.get(one, OTHER_LINES) - len(shed[one]) > FEWEST_LINES.get(one, 1)]
        if not can:
            return shed
        shed[can[-1]].append(step)
        step += 1


def _question(setting: Setting, number: int, one: Question, shed: list[int]) -> JSON:
    return {
        "rank": number,
        "filled": number <= FILLED_RANKS,
        "text": [one.text],
        "original": [one.note] if one.note else [],
        "why": [f"{say('questions.why', words=one.why)}  ", origin_of(one, setting.layout)] if one.why else [],
        "lines": LINES.get(number, OTHER_LINES),
        "shed": list(shed),
        "long": len(one.text) + len(one.why) + len(one.note) > LONG,
    }
