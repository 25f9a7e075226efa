"""Where a text may be about a sensitive topic: words are found, negations and general advice are not counted. Pure.

Nothing is decided here: a word may mean something else, and what no word tells is not found.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from desktop.foundation.resources import resource
from desktop.packet.word_patterns import letter_by_letter, pattern, plain
from desktop.records.sensitive import SensitiveTag

_BEFORE, _AFTER, _SENTENCE = 80, 40, 160
"""Signs around a word in which a negation or a remark on it is looked for."""
_BESIDE = 24
"""Signs beside a word in which it is called a questionnaire."""
_AROUND = 44
"""Signs of a quotation on each side of the word."""
_CLAUSE = re.compile(r"[.;!?\n|•]|\bbut\b|\bexcept\b|\bpero\b|\bsalvo\b|\baber\b")
_FIELD_END = re.compile(r"[.,;:!?\n|•·]")
_HYPHEN = re.compile(r"(?<=[^\W\d_]{2})-\s*(?=[^\W\d_]{2})")
_BROKEN = re.compile(r"(?:[^\W\d_]+\s+)?[^\W\d_]{2,}-\s*[^\W\d_]{2,}(?:\s+[^\W\d_]+)?")
"""A word with a hyphen, as a line may have broken it, and the words beside it."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLAUSE_END = re.compile(r"[.,;!?\n•]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in a text that may be about a topic: the word as it stands there, and some words around it."""

    tag: SensitiveTag
    word: str
    quote: str


@dataclass(frozen=True, slots=True)
class _Topic:
    words: re.Pattern[str]
    entries: re.Pattern[str]
    """The words, and those that count in entries alone."""
    other_sense: re.Pattern[str]
    keep_negated: bool
    listed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    topics: dict[SensitiveTag, _Topic]
    before: re.Pattern[str]
    after: re.Pattern[str]
    affirmed: re.Pattern[str]
    anew: re.Pattern[str]
    """Words of what somebody has, behind a comma: "No fever, depression diagnosed long ago"."""
    general: re.Pattern[str]
    asked: re.Pattern[str]


@cache
def _known() -> _Words:
    raw = json.loads(resource("terminology", "topics.json").read_text("utf-8"))
    topics = {}
    for tag, one in raw["topics"].items():
        words = [word for listed in one["words"].values() for word in listed]
        topics[SensitiveTag(tag)] = _Topic(
            words=pattern(words),
            entries=pattern([*words, *one["entries"]]),
            other_sense=pattern(one["not"]),
            keep_negated=one.get("keep_negated", False),
            listed=tuple(dict.fromkeys([*words, *one["entries"]])),
        )
    negated = raw["negated"]
    listed = (negated["before"], negated["after"], raw["affirmed"], raw["anew"], raw["general"], raw["asked"])
    return _Words(topics, *map(pattern, listed))


def words_of(tag: SensitiveTag) -> tuple[str, ...]:
    """Return the words of a topic, without accents and in lower case; a star: the word may go on."""
    return _known().topics[tag].listed


def _is_negated(text: str, start: int, end: int) -> bool:
    """Whether a clause says that there is no such thing: "no depression", "HIV: negative"; "HIV: positive" is not."""
    known = _known()
    behind = text[end : end + _AFTER]
    stop = _CLAUSE_END.search(behind)
    behind = behind[: stop.start()] if stop else behind
    no, yes = known.after.search(behind), known.affirmed.search(behind)
    if yes and (no is None or yes.start() < no.start()):
        return False
    if no:
        return True
    before = text[max(0, start - _BEFORE) : start]
    clauses = list(_CLAUSE.finditer(before))
    before = before[clauses[-1].end() :] if clauses else before
    _denied, comma, own = before.rpartition(",")
    if comma and known.before.search(own) is None and _is_told_anew(own + text[start:end] + behind):
        return False
    return known.before.search(before) is not None


def _is_told_anew(item: str) -> bool:
    """Whether an item of a list that began with "no" tells of something by itself: with a year, or that it is known."""
    return _YEAR.search(item) is not None or _known().anew.search(item) is not None


def _is_general(text: str, start: int, end: int) -> bool:
    """Whether the sentence tells of anybody: side effects, advice."""
    left = max(text.rfind("\n", 0, start), text.rfind(". ", 0, start)) + 1
    right = min((at for at in (text.find("\n", end), text.find(". ", end)) if at >= 0), default=len(text))
    around = text[max(left, start - _SENTENCE) : min(right, end + _SENTENCE)]
    return _known().general.search(around) is not None


def _is_asked(text: str, start: int, end: int) -> bool:
    """Whether a word names a questionnaire or a screening, right beside it; one that found something is told."""
    before, behind = text[max(0, start - _BESIDE) : start], text[end : end + _BESIDE]
    stops = list(_FIELD_END.finditer(before))
    before = before[stops[-1].end() :] if stops else before
    stop = _FIELD_END.search(behind)
    behind = behind[: stop.start()] if stop else behind
    known = _known()
    found = known.asked.search(before) or known.asked.search(behind)
    return found is not None and not known.affirmed.search(before) and not known.affirmed.search(behind)


_NOT_TOLD = (_is_negated, _is_general, _is_asked)


def _quote(text: str, start: int, end: int) -> str:
    left, right = max(0, start - _AROUND), min(len(text), end + _AROUND)
    line_start, line_end = text.rfind("\n", left, start) + 1, text.find("\n", end, right)
    left, right = max(left, line_start), line_end if line_end >= 0 else right
    cut_left, cut_right = left > line_start and left > 0, right < len(text) and line_end < 0
    words = " ".join(text[left:right].split())
    return f"{'…' if cut_left else ''}{words}{'…' if cut_right else ''}"


def _in_topic(text: str, bare: str, tag: SensitiveTag, *, entry: bool) -> Iterator[Mention]:
    topic = _known().topics[tag]
    others = [found.span() for found in topic.other_sense.finditer(bare)]
    for found in (topic.entries if entry else topic.words).finditer(bare):
        start, end = found.span()
        if any(left <= start and end <= right for left, right in others):
            continue
        if not topic.keep_negated and any(not_told(bare, start, end) for not_told in _NOT_TOLD):
            continue
        yield Mention(tag, text[start:end], _quote(text, start, end))


def _of_topic(text: str, whole: str, tag: SensitiveTag, *, entry: bool) -> Iterator[Mention]:
    """Yield the places of a topic, and of the text with whole words those that are in no other."""
    found = tuple(_in_topic(text, plain(text), tag, entry=entry))
    yield from found
    if whole != text:
        told = {plain(one.word) for one in found}
        yield from (one for one in _in_topic(whole, plain(whole), tag, entry=entry) if plain(one.word) not in told)


def in_broken_words(text: str, tags: Iterable[SensitiveTag]) -> bool:
    """Whether a word of the topics may stand in what a line broke with a hyphen; looks at nothing else of a text."""
    joined = plain("\n".join(_HYPHEN.sub("", at[0]) for at in _BROKEN.finditer(text)))
    return bool(joined) and any(_known().topics[tag].words.search(joined) for tag in tags)


def mentions(text: str, *, entry: bool = False, tags: Iterable[SensitiveTag] = SensitiveTag) -> tuple[Mention, ...]:
    """Return the places of a text that may be about a topic, by topic; of an `entry` with words of entries too.

    Words that a line breaks with a hyphen are read whole as well.
    """
    text = letter_by_letter(text)
    whole = _HYPHEN.sub("", text)
    return tuple(one for tag in tags for one in _of_topic(text, whole, tag, entry=entry))
