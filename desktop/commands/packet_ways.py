"""How a packet leaves, as words of the command line: locked, plain, small files for a website, a folder, or age."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.records.packet import PORTAL_MB, PacketCheck, PacketShape

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from collections.abc import Iterable

    from desktop.foundation.progress import Progress
    from desktop.services.packets import BuiltPacket
    from desktop.services.packets.delivery import Delivery

LOCKED, PLAIN, WEBSITE, FOLDER, AGE = "locked", "plain", "website", "folder", "age"
WAYS = (LOCKED, PLAIN, WEBSITE, FOLDER, AGE)
_READABLE = {
    PLAIN: "A plain packet can be read by anyone who gets the file.",
    WEBSITE: "Files for a website are not locked: anyone who gets them can read them.",
    FOLDER: "Not everything in the folder is locked: anyone who finds it can read the summaries and pictures.",
}


@dataclass(frozen=True, slots=True)
class Left:
    """What was written: `files` are whole paths, `size` is bytes of all of them, `entry_id` the sent log's."""

    path: Path
    files: tuple[str, ...]
    size: int
    entry_id: str
    phrase: str | None
    checks: tuple[PacketCheck, ...]
    uploads: tuple[tuple[str, ...], ...] = ()
    """For a website: the files of each upload, in the order in which they are to be made."""


def add_way_words(parser: ArgumentParser) -> None:
    """Add the options of this file."""
    told = "a locked PDF (usual), a plain PDF, small files for a website, a folder for a stick or disc, or an age file"
    parser.add_argument("--way", choices=WAYS, help=told)
    parser.add_argument("--plain", action="store_true", help="without a lock; needs --yes-plain; in a folder too")
    parser.add_argument("--yes-plain", action="store_true", help="yes, anyone who gets the files may read them")
    parser.add_argument("--age-key", metavar="KEY", default="", help="the recipient's public key, age1…, for --way age")
    parser.add_argument("--no-images", action="store_true", help="a folder without the pictures of scans")
    parser.add_argument("--no-originals", action="store_true", help="a folder without downloads from websites")
    parser.add_argument("--phrase-out", type=Path, metavar="FILE", help="write the phrase there instead of showing it")
    parser.add_argument("--slip-out", type=Path, metavar="FILE", help="a page to print with the five words alone (PDF)")
    parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="the file, or a folder for it")


def way_of(context: Context, built: BuiltPacket | None = None) -> str:
    """Return the way that is asked for; what is made for a website leaves as files for one unless another was said."""
    chosen = context.chosen
    shape = built.plan.request.shape.value if built else chosen.shape
    way: str | None = chosen.way
    if way is not None:
        return way
    if shape == PacketShape.PORTAL.value:
        return WEBSITE
    return PLAIN if chosen.plain else LOCKED


def check_way(context: Context, built: BuiltPacket | None = None) -> None:
    """Refuse what would leave readable without a second word, and words that do not fit; raises UsageError.

    Called before the packet is built and after it, since the place may want it for a website.
    """
    chosen, way = context.chosen, way_of(context, built)
    if way in _READABLE and not chosen.yes_plain:
        raise UsageError(_READABLE[way], do="Add --yes-plain if that is what you want.")
    if (way == AGE) != bool(chosen.age_key):
        raise UsageError("An age key and --way age belong together.", do="Say --way age --age-key age1…, or neither.")
    if way not in {LOCKED, FOLDER} and (chosen.phrase_out or chosen.slip_out):
        raise UsageError("This way has no five words.", do="Leave out --phrase-out and --slip-out.")
    for target in (chosen.phrase_out, chosen.slip_out):
        if target is not None and target.exists():
            raise UsageError("There is a file with the phrase's name already.", do="Choose another name.")
        if target is not None and not target.absolute().parent.is_dir():
            raise UsageError("There is no folder for the phrase.", do="Make the folder first, or choose another.")
    if way in {LOCKED, PLAIN, AGE} and built is None and chosen.out.is_file():
        raise UsageError("A file with this name is already there.", do="Choose another name; nothing is overwritten.")


def leave(context: Context, delivery: Delivery, built: BuiltPacket, progress: Progress) -> Left:
    """Write the packet in the way that was asked for; raises what `Delivery` raises."""
    way, out = way_of(context, built), context.chosen.out
    if way == WEBSITE:
        return _website(context, delivery, built, out)
    if way == FOLDER:
        return _folder(context, delivery, built, progress)
    medium = {LOCKED: "locked-pdf", PLAIN: "plain-pdf", AGE: "age"}[way]
    one = delivery.file(built, out, medium=medium, age_key=context.chosen.age_key)
    return Left(one.path, (str(one.path),), one.bytes, one.disclosure_id, one.phrase, _told(one.checks))


def _website(context: Context, delivery: Delivery, built: BuiltPacket, out: Path) -> Left:
    from desktop.services.packets.portal import small_files, uploads_of  # noqa: PLC0415 - the core is loaded with a vault

    most, at_once = built.plan.request.max_mb or PORTAL_MB, built.plan.request.max_files
    cut = small_files(built, most, most_files=at_once, cancel=context.cancel)
    made = delivery.small_files(built, cut, out)
    files = tuple(str(made.path / name) for name in made.files)
    uploads = tuple(tuple(one.path for one in upload) for upload in uploads_of(cut))
    return Left(made.path, files, made.bytes, made.entry.id, None, _told(made.checks), uploads)


def _folder(context: Context, delivery: Delivery, built: BuiltPacket, progress: Progress) -> Left:
    from desktop.services.packets.folder.contents import FolderChoice  # noqa: PLC0415 - see above

    chosen = context.chosen
    choice = FolderChoice(locked=not chosen.plain, images=not chosen.no_images, originals=not chosen.no_originals)
    made = delivery.folder(built, chosen.out, choice, progress=progress, cancel=context.cancel)
    files = tuple(str(made.path / name) for name in made.files)
    return Left(made.path, files, made.bytes, made.entry.id, made.phrase, _told(made.checks))


class _Check(Protocol):
    """What is told of a check."""

    @property
    def name(self) -> str: ...
    @property
    def ok(self) -> bool: ...
    @property
    def text(self) -> str: ...


def _told(checks: Iterable[_Check]) -> tuple[PacketCheck, ...]:
    return tuple(PacketCheck(name=each.name, ok=each.ok, text=each.text) for each in checks)
