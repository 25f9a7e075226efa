"""Who stands where on the contacts page, and what is missing; no widgets."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.records.contact import Contact

_TITLES = frozenset({"dr.", "dr", "dra.", "dra", "prof.", "prof", "mr.", "mrs.", "ms.", "med.", "md", "st."})


def care_team(contacts: Sequence[Contact]) -> list[Contact]:
    """Return doctors and places."""
    return [one for one in contacts if not one.family]


def family(contacts: Sequence[Contact]) -> list[Contact]:
    """Return family and helpers."""
    return [one for one in contacts if one.family]


def initials(name: str) -> str:
    """Return "LO" for "Dr. Lena Okafor"; a title is no name, "St." is part of one."""
    words = [word for word in name.replace(",", " ").split() if word.casefold() not in _TITLES - {"st."}]
    letters = [word[0] for word in words if word[0].isalpha()]
    return "".join(letters[:1] + letters[-1:] if len(letters) > 2 and not _is_place(words) else letters[:2]).upper()  # noqa: PLR2004 - first and last


def _is_place(words: Sequence[str]) -> bool:
    return words[0].casefold() == "st."


def needs_fax(contact: Contact) -> bool:
    """Whether a copy or letter is to go there and the fax number is missing."""
    return (contact.gets_copy or contact.referring) and not contact.family and not contact.fax and not contact.email
