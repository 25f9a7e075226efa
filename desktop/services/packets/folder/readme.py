"""README.txt of a packet's folder: what each file is, in plain words."""

from __future__ import annotations

from string import Template

from desktop.foundation.resources import resource
from desktop.packet.front_values import FrontInput

LOCKED = """\
THE PDF IS LOCKED; EVERYTHING ELSE HERE CAN BE READ BY ANYONE WHO GETS THIS
FOLDER. Keep it safe, and delete it when you no longer need it."""
OPEN = """\
ANYONE WHO GETS THIS FOLDER CAN READ IT. Nothing in it is locked.
Keep it safe, and delete it when you no longer need it."""
_OPENS_LOCKED = "It opens with five words that the patient tells you another way."
_OPENS_PLAIN = "It is not locked."
_INDENT = " " * 18
_FOR_PROGRAMS = """\
summary.ips.json  For hospital programs: an International Patient Summary
                  (HL7 FHIR R4, IPS 2.0.0, a Bundle of type "document").
"""


def _entry(name: str, *lines: str) -> str:
    first, *others = lines
    return "\n".join((f"{name:<18}{first}", *(_INDENT + line for line in others)))


def _images(studies: int, images: int) -> str:
    if not studies:
        return ""
    what = f"The pictures of {studies} {'study' if studies == 1 else 'studies'} ({images} images),"
    return _entry("DICOMDIR, DICOM/", what, "as the hospitals made them. Imaging programs open DICOMDIR.")


def _originals(count: int, home: int) -> str:
    lines = []
    if count:
        files = "1 download of a patient website" if count == 1 else f"{count} downloads of patient websites"
        lines.append(_entry("originals/", f"{files}, byte for byte as they came."))
    if home:
        word = "1 download stays" if home == 1 else f"{home} downloads stay"
        lines.append(_entry("", f"{word} home, since it holds what was kept back."))
    return "\n".join(lines)


def readme(  # noqa: PLR0913 - each is one line of the text
    front: FrontInput,
    *,
    pdf_name: str,
    pages: int,
    fingerprint: str,
    locked: bool,
    originals: int,
    kept_home: int,
    for_programs: bool,
    studies: int = 0,
    images: int = 0,
) -> bytes:
    """Return the text in UTF-8, with line ends that every editor shows."""
    left_out = [f"{one.title}: {one.why}" for one in front.left_out] + list(front.withheld)
    text = Template(resource("packet-folder", "README.txt").read_text("utf-8")).substitute(
        lock=LOCKED if locked else OPEN,
        packet=pdf_name,
        pages=pages,
        opens=_OPENS_LOCKED if locked else _OPENS_PLAIN,
        for_programs=_FOR_PROGRAMS if for_programs else "",
        pictures=_images(studies, images),
        originals=_originals(originals, kept_home),
        code=front.code,
        version=front.version,
        day=front.made_on.isoformat(),
        fingerprint=fingerprint,
        left_out="\n".join(left_out) or "Nothing was left out.",
    )
    return _without_gaps(text).replace("\n", "\r\n").encode("utf-8")


def _without_gaps(text: str) -> str:
    """Return the text without the empty line that a missing entry leaves."""
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text
