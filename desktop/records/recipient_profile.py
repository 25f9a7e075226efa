"""What an edition and the place that gets the packet decide about it (packet.md, recipient profile). Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from desktop.records.packet import PacketRequest, PacketShape
from desktop.records.recipient import Recipient, Route

NORMAL, LARGE, FAX = "normal", "large", "fax"
SPANISH = frozenset({"spanish", "español", "espanol", "castellano", "es"})
ENGLISH = frozenset({"english", "inglés", "ingles", "en"})

_EDITION: Mapping[PacketShape, str] = {PacketShape.FAX: FAX, PacketShape.PRINT: LARGE}
_ROUTED: Mapping[Route, PacketShape] = {Route.FAX: PacketShape.FAX, Route.PORTAL: PacketShape.PORTAL}


class Decided(StrEnum):
    """What a recipient profile settles."""

    NO_IMAGES = "no-images"
    WITH_IMAGES = "with-images"
    FAX = "fax"
    PORTAL = "portal"
    SIZE = "size"
    FILES = "files"
    LANGUAGE = "language"
    OTHER_LANGUAGE = "other-language"
    ID_COPY = "id-copy"
    NO_ID_COPY = "no-id-copy"


@dataclass(frozen=True, slots=True)
class Decision:
    """One thing that the profile settled; `value` is the size in MB, the number of files or the language as typed."""

    what: Decided
    value: str = ""


def yes_or_no(words: str) -> bool | None:
    """Return what the beginning of a typed answer says; None for anything but yes and no."""
    first = words.strip().casefold().split(maxsplit=1)[:1]
    word = first[0].strip(",.;:!") if first else ""
    return {"yes": True, "y": True, "sí": True, "si": True, "no": False, "n": False}.get(word)


def language_of(words: str) -> str:
    """Return "en" or "es" for a place's language as typed; an empty text for none, or one we cannot write."""
    named = [word.strip(",.;()").casefold() for word in words.split()]
    if any(word in ENGLISH for word in named):
        return "en"
    return "es" if any(word in SPANISH for word in named) else ""


def edition_of(request: PacketRequest) -> str:
    """Return how the written pages are set: as the shape says, else as the request does."""
    return _EDITION.get(request.shape, request.edition)


def most_mb(request: PacketRequest, recipient: Recipient | None) -> int:
    """Return the largest file that may leave, in MB; what was chosen for this packet comes first; 0: not known."""
    return request.max_mb or (recipient.max_mb if recipient else 0)


def most_files(request: PacketRequest, recipient: Recipient | None) -> int:
    """Return how many files a website takes at once; what was chosen for this packet comes first; 0: not known."""
    return request.max_files or (recipient.max_files if recipient else 0)


def takes_images(recipient: Recipient | None) -> bool:
    """Whether pictures of scans may go to this place: only a clear no keeps them back."""
    return recipient is None or yes_or_no(recipient.images) is not False


def obeying(request: PacketRequest, recipient: Recipient | None) -> PacketRequest:
    """Return the request as the edition and the profile settle it.

    A place's route chooses the edition only while the person has chosen none (the full one).
    """
    shape = request.shape
    if recipient is not None and recipient.route is not None and shape is PacketShape.FULL:
        shape = _ROUTED.get(recipient.route, shape)
    language = language_of(recipient.language) if recipient else ""
    settled = replace(
        request,
        shape=shape,
        max_mb=most_mb(request, recipient),
        max_files=most_files(request, recipient),
        language=language or request.language,
    )
    return replace(settled, edition=edition_of(settled))


def decisions(request: PacketRequest, recipient: Recipient | None) -> tuple[Decision, ...]:
    """Return what the profile decided for this packet, to be said in the window; nothing for an unknown place."""
    if recipient is None:
        return ()
    found: list[Decision] = []
    images, id_copy = yes_or_no(recipient.images), yes_or_no(recipient.id_copy)
    if images is not None:
        found.append(Decision(Decided.WITH_IMAGES if images else Decided.NO_IMAGES))
    settled = obeying(request, recipient)
    if settled.shape is not request.shape:
        found.append(Decision(Decided(settled.shape.value)))
    if recipient.max_mb and not request.max_mb:
        found.append(Decision(Decided.SIZE, str(recipient.max_mb)))
    if recipient.max_files and not request.max_files:
        found.append(Decision(Decided.FILES, str(recipient.max_files)))
    if recipient.language:
        known = language_of(recipient.language)
        found.append(Decision(Decided.LANGUAGE if known else Decided.OTHER_LANGUAGE, recipient.language))
    if id_copy is not None:
        found.append(Decision(Decided.ID_COPY if id_copy else Decided.NO_ID_COPY))
    return tuple(found)
