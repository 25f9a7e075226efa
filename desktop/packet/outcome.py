"""What verifying found: checks, and places where something stands that must not leave."""

from __future__ import annotations

from dataclasses import dataclass

from desktop.sandbox.values import JSONValue


class BadOutcomeError(ValueError):
    """The verifying job's answer does not have the right shape."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `text` says it as a sentence."""

    name: str
    ok: bool
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that must not leave: what, on which packet page (0: on none), and whether we typeset it.

    `key` is the marker's: the same words found again have the same.
    """

    what: str
    page: int
    in_written: bool
    key: str = ""


@dataclass(frozen=True, slots=True)
class Verified:
    """All checks and hits of one file."""

    checks: tuple[Check, ...]
    hits: tuple[Hit, ...]

    def as_json(self) -> JSONValue:
        """Return the answer of the job."""
        checks: list[JSONValue] = [[one.name, one.ok, one.text] for one in self.checks]
        hits: list[JSONValue] = [[one.what, one.page, one.in_written, one.key] for one in self.hits]
        return {"checks": checks, "hits": hits}


def from_json(value: object) -> Verified:
    """Return the outcome of untrusted JSON; raises BadOutcomeError."""
    try:
        if not isinstance(value, dict):
            raise BadOutcomeError
        checks = tuple(Check(str(name), ok is True, str(text)) for name, ok, text in value["checks"])
        hits = tuple(Hit(str(what), int(page), written is True, str(key)) for what, page, written, key in value["hits"])
    except (KeyError, TypeError, ValueError) as error:
        raise BadOutcomeError from error
    return Verified(checks, hits)
