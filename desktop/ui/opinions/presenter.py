"""How opinions stand to each other, point by point, and what each doctor had; no widgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from desktop.records.opinion import Agreement, Opinion
from desktop.records.packet import Disclosure

POINTS = ("diagnosis", "stage", "goal", "plan", "risks", "timing")
"""Fields of an opinion that are laid side by side; each has a field NAME_agreement."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a point stands; `said` is False when it only follows from equal words. None: nobody compared it yet."""

    agreement: Agreement | None
    said: bool = True


@dataclass(frozen=True, slots=True)
class Had:
    """What a doctor had: the packet's code and version, and the ids in it; without code it was not sent by Sheaf."""

    code: str = ""
    version: int = 0
    items: frozenset[str] = frozenset()


def in_order(opinions: Iterable[Opinion]) -> list[Opinion]:
    """Return the first doctor's opinion first, then by date, undated ones last."""
    return sorted(opinions, key=lambda one: (not one.first, one.date is None, one.date.low if one.date else None))


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")


def standing(opinions: Sequence[Opinion], point: str) -> Standing:
    """Return how a point stands: the person's word, weakest first; else "agree" for equal words and nothing else.

    The opinions are in order; the first is what the others are compared with.
    """
    said = [getattr(one, f"{point}_agreement") for one in opinions[1:]]
    for agreement in (Agreement.DIFFER, Agreement.UNCLEAR):
        if agreement in said:
            return Standing(agreement)
    if said and all(one is Agreement.AGREE for one in said):
        return Standing(Agreement.AGREE)
    words = {_plain(getattr(one, point)) for one in opinions}
    equal = len(opinions) > 1 and len(words) == 1 and "" not in words
    return Standing(Agreement.AGREE, said=False) if equal else Standing(None)


def _is_meant(opinion: Opinion, sent: Disclosure) -> bool:
    """Whether a line of the sent log is what the person wrote down as seen: its code, and its version if said."""
    seen = opinion.packet_seen.casefold().split()
    if sent.code.casefold() not in seen:
        return False
    numbers = {word.lstrip("v") for word in seen if word.lstrip("v").isdigit()}
    return not numbers or str(sent.version) in numbers


def _in_time(opinion: Opinion, sent: Disclosure) -> bool:
    return opinion.date is None or sent.when.date() <= opinion.date.high


def what_each_had(opinions: Iterable[Opinion], log: Sequence[Disclosure]) -> Mapping[str, Had]:
    """Return what each doctor had, by the opinion's id: the packet written down, else the newest sent to that name.

    `log` is newest first; entries without a packet (copies, exports) count for nobody.
    """
    packets = [sent for sent in log if sent.code]
    found = {}
    for opinion in opinions:
        named = [sent for sent in packets if _is_meant(opinion, sent)]
        same_name = [sent for sent in packets if _plain(sent.to) == _plain(opinion.doctor) and _in_time(opinion, sent)]
        sent = next(iter(named or ([] if opinion.packet_seen else same_name)), None)
        found[opinion.id] = Had(sent.code, sent.version, frozenset(sent.items)) if sent else Had()
    return found


def only_one_had(opinions: Sequence[Opinion], had: Mapping[str, Had]) -> Mapping[str, frozenset[str]]:
    """Return, by the opinion's id, what only this doctor had; empty unless two or more had a packet of the log."""
    known = [one for one in opinions if had[one.id].code]
    if len(known) < 2:  # noqa: PLR2004 - one alone differs from nobody
        return {}
    others = {one.id: frozenset().union(*(had[two.id].items for two in known if two is not one)) for one in known}
    alone = {one.id: had[one.id].items - others[one.id] for one in known}
    return {opinion_id: items for opinion_id, items in alone.items() if items}
