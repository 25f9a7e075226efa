"""The sent log on paper: every entry with what was added to it, for the person's own folder or for a doctor."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from desktop.foundation import clock
from desktop.packet.language import catalogue, say, speaking
from desktop.packet.pages.words import day_in_words
from desktop.records.disclosure import HANDOVER
from desktop.records.packet import Disclosure
from desktop.records.person import Person
from desktop.services.paper import Paper, write_paper
from desktop.typeset.compile import typeset_pages
from desktop.typeset.drawable import JSON

_KEPT_HERE = frozenset({"copy", "export"})


def sent_log_paper(
    person: Person, entries: Sequence[Disclosure], *, language: str = "en", paper: str = "letter"
) -> Paper:
    """Return the pages with `entries`, what left last first; `language` is en or es. Raises what typesetting raises."""
    with speaking(language):
        born = person.born.iso if person.born else say("unknown.not-known")
        data: JSON = {
            "person": say("sent.person", name=person.name, born=born),
            "made": say("sent.made", day=day_in_words(clock.today())),
            "rows": [_row(one) for one in sorted(entries, key=lambda one: one.left_on, reverse=True)],
            "paper": paper,
            "language": language,
            "words": dict(catalogue(language)),
        }
        pages = typeset_pages("sent-log", data, note="pages")
    return Paper(pages.pdf, int(str(pages.notes[0])))


def save_sent_log(person: Person, entries: Sequence[Disclosure], target: Path, *, language: str = "en") -> None:
    """Write the pages to `target`; raises EnvironmentProblem when the place cannot be written."""
    write_paper(target, sent_log_paper(person, entries, language=language).pdf)


def _row(one: Disclosure) -> JSON:
    return {
        "day": _day(one),
        "to": one.to or say("sent.here"),
        "address": [one.address] if one.address else [],
        "what": _what(one),
        "more": [line for line in (_how(one), _proof(one), *_notes(one)) if line],
        "arrived": _arrived(one),
    }


def _day(one: Disclosure) -> str:
    if one.medium == HANDOVER:
        return one.day.iso if one.day else say("sent.unknown")
    return one.when.astimezone().date().isoformat()


def _what(one: Disclosure) -> str:
    if not one.packet_id:
        return one.what or one.file_name or say(f"sent.{one.medium}")
    pages = say("sent.one-page") if one.pages == 1 else say("sent.pages", count=one.pages)
    return f"{say('sent.packet', code=one.code, version=one.version)}, {pages}"


def _how(one: Disclosure) -> str:
    way = say(f"sent.way-{one.way.value}") if one.way else ""
    purpose = say("sent.second-opinion") if one.purpose == "Second opinion" else one.purpose
    return " · ".join(part for part in (say(f"sent.{one.medium}"), way, one.detail, purpose) if part)


def _proof(one: Disclosure) -> str:
    return say("sent.fingerprint", print=one.fingerprint) if one.fingerprint and one.packet_id else ""


def _notes(one: Disclosure) -> list[str]:
    return [f"{note.when.astimezone().date().isoformat()}: {note.text}" for note in one.notes]


def _arrived(one: Disclosure) -> str:
    if one.medium in _KEPT_HERE:
        return say("sent.kept")
    if one.received is None:
        return say("sent.no")
    return say("sent.yes", day=one.received.astimezone().date().isoformat())
