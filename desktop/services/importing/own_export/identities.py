"""Ids of an export in a vault: kept where they are free, otherwise made from the old ones, the same each time."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

_MOST = 100


def _tried(person_id: str, old: str) -> Iterator[str]:
    yield old
    for number in range(_MOST):
        digest = hashlib.sha256(f"{person_id} {old} {number}".encode()).digest()
        yield base64.b32encode(digest[:16]).decode("ascii").rstrip("=").lower()


@dataclass(slots=True)
class Identities:
    """The ids in the vault of what an export names; `here` says of an id whether it is free (None) or whose it is."""

    person_id: str
    new: dict[str, str] = field(default_factory=dict)

    def of(self, old: str, here: Callable[[str], str | None]) -> tuple[str, bool]:
        """Return the id of a thing and whether it is in the person's record already.

        `here` answers with a person's id where an id is taken, with an empty text where it cannot be used, and with
        None where it is free.
        """
        for tried in _tried(self.person_id, old):
            owner = here(tried)
            if owner is None or owner == self.person_id:
                self.new[old] = tried
                return tried, owner is not None
        raise LookupError
