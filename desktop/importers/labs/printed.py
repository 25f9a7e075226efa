"""Values, ranges and flags as laboratories print them, taken apart without changing a sign."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desktop.importers.identify.folded import folded
from desktop.importers.labs.terms import flag_words, known_unit, listed_words

NUMBER = r"[-−+]?\d+(?:[.,]\d+)*"
_COMPARATORS = {"<": "<", ">": ">", "<=": "<=", ">=": ">=", "≤": "<=", "≥": ">=", "=<": "<=", "=>": ">="}
_COMPARATOR = r"<=|>=|=<|=>|<|>|≤|≥"
_MARK = r"\*(?:HH|LL|H|L)|(?:HH|LL|H|L)\*|[*!↑↓▲▼⇑⇓]+|\(?(?:HH|LL|H|L)\)?|\[(?:H|L)\]"
_GROUPED = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+")
"""Thousands parted by spaces, as in French: two values side by side look the same."""
_VALUE = re.compile(rf"(?P<before>{_MARK})?\s*(?P<sign>{_COMPARATOR})?\s*(?P<number>{NUMBER})(?P<rest>.*)", re.DOTALL)
_TITER = re.compile(rf"(?:{_COMPARATOR})?\s*1:\d+")
COUNT_RANGE = "The result is printed as a range."
_COUNT_RANGE = re.compile(r"\d+\s*[-–]\s*\d+")
_RANGE = re.compile(rf"(?P<low>{NUMBER})\s*(?:-|–|—|−|\bto\b|\ba\b|\bhasta\b|\by\b)\s*(?P<high>{NUMBER})")
_BELOW = r"<=|<|≤|=<|up to|less than|under|below|hasta|menor de|menor que|menor a|inferior a|max\.?"
_ABOVE = r">=|>|≥|=>|greater than|more than|over|above|at least|mayor de|mayor que|mayor a|superior a|min\.?"
_UP_TO = re.compile(rf"(?:{_BELOW})\s*(?P<high>{NUMBER})")
_FROM = re.compile(rf"(?:{_ABOVE})\s*(?P<low>{NUMBER})")


@dataclass(frozen=True, slots=True)
class PrintedValue:
    """A result as printed: `text` without its comparator, unit and flag; `numeric` tells a number from words."""

    text: str
    comparator: str = ""
    unit: str = ""
    flag: str = ""
    numeric: bool = True
    doubt: str = ""


def number_of(text: str) -> float | None:
    """Return a printed number as a float; None when point and comma could mean two things ("1,234")."""
    plain = text.replace("−", "-").lstrip("+")
    if is_grouped(plain):
        return float("".join(plain.split()))
    if re.fullmatch(r"-?\d+", plain):
        return float(plain)
    one = re.fullmatch(r"(-?\d+)[.,](\d+)", plain)
    if one:
        whole, part = one.groups()
        thousands = len(part) == 3 and whole.lstrip("-0") != ""  # noqa: PLR2004 - groups of three digits
        return None if thousands else float(f"{whole}.{part}")
    if re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+", plain):
        return float(plain.replace(",", ""))
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+,\d+", plain):
        return float(plain.replace(".", "").replace(",", "."))
    return None


def is_flag(text: str) -> bool:
    """Return whether a text is a flag by itself."""
    return folded(text) in flag_words()


def holds_unit(text: str) -> bool:
    """Return whether a text that should be a flag has a unit among its words ("% L")."""
    return not is_flag(text) and any(known_unit(word) for word in text.split())


def flag_side(text: str) -> str:
    """Return "high", "low" or "" for a printed flag."""
    side = flag_words().get(folded(text), "")
    return side if side in {"high", "low"} else ""


def is_no_result(text: str) -> bool:
    """Return whether the laboratory says that there is no result ("pending", "see note")."""
    return folded(text).strip("*. ") in listed_words("no_results") or not folded(text).strip("*. ")


_INLINE_FLAG = re.compile(rf"(?:{_MARK}|high|low|alto|bajo)", re.IGNORECASE)
_DASH_BEFORE = re.compile(r"^\s*[-–]\s+(?=high\b|low\b|alto\b|bajo\b)", re.IGNORECASE)


def _flag_and_unit(rest: str) -> tuple[str, str] | None:
    """Split what follows a number into flag and unit; None when something else stands there."""
    rest = _DASH_BEFORE.sub("", rest).strip()
    if not rest:
        return "", ""
    if known_unit(rest):
        return "", rest
    if _INLINE_FLAG.fullmatch(rest):
        return rest, ""
    words = rest.split()
    for cut in range(1, len(words)):
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
        if _INLINE_FLAG.fullmatch(head) and known_unit(tail):
            return head, tail
        if known_unit(head) and _INLINE_FLAG.fullmatch(tail):
            return tail, head
    return None


def _in_words(text: str) -> PrintedValue | None:
    low = folded(text).strip()
    marked = re.fullmatch(r"(?P<words>.+?)\s+(?P<flag>[*!]|\*?abnormal\*?|\(?[ahl]\)?)", low)
    if low in listed_words("text_results"):
        return PrintedValue(text.strip(), numeric=False)
    if marked and marked["words"] in listed_words("text_results"):
        words = text.strip()[: len(marked["words"])]
        return PrintedValue(words, flag=text.strip()[len(marked["words"]) :].strip(), numeric=False)
    if _TITER.fullmatch(low):
        return PrintedValue(text.strip(), numeric=False, doubt="The result is a titer.")
    return None


def is_grouped(text: str) -> bool:
    """Return whether a text is one number with spaces between its thousands, or could be two numbers."""
    return _GROUPED.fullmatch(text.strip()) is not None


def range_is_grouped(text: str) -> bool:
    """Return whether both ends of a range of thousands are printed with spaces, so that its value is too."""
    ends = re.split(r"\s*[-–—]\s*", text.strip())
    return len(ends) == 2 and is_grouped(ends[1]) and (is_grouped(ends[0]) or ends[0].isdigit())  # noqa: PLR2004 - two ends


def read_value(text: str, range_text: str = "") -> PrintedValue | None:
    """Take a result cell apart; None when it holds anything but one value with its flag and unit.

    `range_text` tells whether "250 000" is one number: only when the range beside it is printed so.
    """
    if is_grouped(text) and range_is_grouped(range_text):
        return PrintedValue(text.strip())
    return _read_value(text.strip())


def _read_value(text: str) -> PrintedValue | None:
    words = _in_words(text)
    if words is not None:
        return words
    if _COUNT_RANGE.fullmatch(text):
        return PrintedValue(text, numeric=False, doubt=COUNT_RANGE)
    match = _VALUE.fullmatch(text)
    if match is None or re.fullmatch(r"0\d+", match["number"]):
        return None
    parts = _flag_and_unit(match["rest"])
    if parts is None or (match["before"] and parts[0]):
        return None
    sign = _COMPARATORS.get(match["sign"] or "", "")
    return PrintedValue(match["number"], sign, parts[1], (match["before"] or parts[0]).strip())


@dataclass(frozen=True, slots=True)
class PrintedRange:
    """A reference range as printed, with its ends where they are plain; `unit` when one stands behind it."""

    text: str
    low: str = ""
    high: str = ""
    unit: str = ""


def _without_unit(text: str) -> tuple[str, str]:
    words = text.split()
    for cut in range(1, len(words)):
        tail = " ".join(words[cut:])
        if known_unit(tail):
            return " ".join(words[:cut]), tail
    glued = re.fullmatch(r"(.*\d)\s*([^\d\s.,][^\s]*)", text)
    if glued and known_unit(glued[2]):
        return glued[1], glued[2]
    return text, ""


def read_range(text: str) -> PrintedRange:
    """Take a range cell apart; what is no plain range keeps its text and has no ends."""
    printed = text.strip()
    inner, unit = _without_unit(printed.strip("[]() ") if printed[:1] in "([" else printed)
    low = folded(inner).strip("[]() ")
    both = _RANGE.fullmatch(low)
    if both:
        return PrintedRange(printed, both["low"], both["high"], unit)
    up_to = _UP_TO.fullmatch(low)
    if up_to:
        return PrintedRange(printed, "", up_to["high"], unit)
    least = _FROM.fullmatch(low)
    if least:
        return PrintedRange(printed, least["low"], "", unit)
    return PrintedRange(printed, unit=unit)


_ENDS = 2
_SPAN = re.compile(rf"(?<![\d.,/-]){NUMBER}\s*[-–—]\s*{NUMBER}(?![\d/-])")


def holds_span(text: str) -> bool:
    """Return whether "3.5 - 5.0" stands somewhere in a text; dates are none."""
    return _SPAN.search(text) is not None


def mixes_columns(text: str) -> bool:
    """Return whether a range cell holds what belongs to its neighbours: a unit before it, a flag, more numbers."""
    words = text.split()
    if not words or not holds_span(text) or range_is_grouped(text):
        return False
    if any(known_unit(" ".join(words[:count])) for count in (1, 2)) or is_flag(words[0]) or is_flag(words[-1]):
        return True
    bare = not any(map(str.isalpha, _without_unit(text)[0]))
    return bare and len(re.findall(r"\d+(?:[.,]\d+)*", _without_unit(text)[0])) > _ENDS


def looks_like_range(text: str) -> bool:
    """Return whether a text is a plain range with at least one end."""
    found = read_range(text)
    return bool(found.low or found.high)


def is_bare_number(text: str) -> bool:
    """Return whether a text is one number and nothing else."""
    return re.fullmatch(NUMBER, text.strip()) is not None
