"""packet: build, check and write the packet for a second doctor."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.output import JSONValue
from desktop.commands.progress_bar import progress_bar
from desktop.commands.withheld import add_words, covered_pages, pages_left_out, sensitive_answers
from desktop.commands.words import Commands, Parser, add_person, command
from desktop.foundation.atomic import write_atomic
from desktop.foundation.errors import ExitCode
from desktop.foundation.progress import Progress
from desktop.records.packet import (
    PORTAL_MB,
    Disclosure,
    PacketCheck,
    PacketRequest,
    PacketShape,
    size_check,
)

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.workspace import Workspace


MOST_MB = 1000


def _checked_words(context: Context) -> None:
    if context.chosen.plain and not context.chosen.yes_plain:
        raise UsageError(
            "A plain packet can be read by anyone who gets the file.", do="Add --yes-plain if that is what you want."
        )
    if not context.chosen.recipient and not context.chosen.recipient_name:
        raise UsageError("Nobody is named who gets the packet.", do='Say --for "Dr. Lena Okafor" or --recipient ID.')
    target: Path | None = context.chosen.phrase_out
    if target is not None and target.exists():
        raise UsageError("There is a file with the phrase's name already.", do="Choose another name.")


def _request(context: Context, workspace: Workspace) -> PacketRequest:
    chosen = context.chosen
    started = _sent_before(context, workspace) if chosen.changed_since else None
    if started is None:
        started = workspace.packets.start(context.person(workspace).id).request
    sensitive = {**dict(started.sensitive), **dict(sensitive_answers(chosen.sensitive))}
    return replace(
        started,
        recipient_id=chosen.recipient or ("" if chosen.recipient_name else started.recipient_id),
        recipient_name=chosen.recipient_name or "",
        shape=PacketShape(chosen.shape),
        excluded=started.excluded | frozenset(chosen.exclude),
        excluded_pages=(*started.excluded_pages, *pages_left_out(chosen.without_pages)),
        covered=(*started.covered, *covered_pages(chosen.cover)),
        sensitive=tuple(sensitive.items()),
        allowed=started.allowed | frozenset(chosen.allow),
        paper=chosen.paper,
        max_mb=chosen.max_mb or 0,
        changed_since=chosen.changed_since or 0,
    )


def _sent_before(context: Context, workspace: Workspace) -> PacketRequest:
    """Return the packet of which this recipient got the version named; its choices are kept."""
    chosen, person = context.chosen, context.person(workspace)
    name = workspace.records.get(chosen.recipient).title if chosen.recipient else chosen.recipient_name
    for entry in workspace.packets.disclosures(person.id):
        if entry.version == chosen.changed_since and entry.to == name:
            return workspace.packets.get(entry.packet_id).request
    raise UsageError(
        f"{name} never got a version {chosen.changed_since}.",
        do="“sheaf disclosures” lists who got which version.",
    )


@dataclass(frozen=True, slots=True)
class _Made:
    """What was written: `files` are whole paths, `bytes` are of all of them."""

    entry: Disclosure
    path: Path
    files: tuple[str, ...]
    bytes: int
    phrase: str | None
    checks: tuple[PacketCheck, ...]
    left_out: tuple[str, ...]
    warnings: tuple[str, ...]


def _deliver(context: Context, workspace: Workspace, progress: Progress) -> _Made:
    """Make and write the packet, as one file or as small files for a website."""
    from desktop.services.packets.portal import small_files  # noqa: PLC0415 - the core is loaded with a vault

    packets, out = workspace.packets, context.chosen.out
    draft = packets.save(_request(context, workspace))
    built = packets.build(draft.request, progress=progress, cancel=context.cancel)
    for found in built.unanswered:
        context.output.note(f"asked   {found.text} If it may go, say --allow {found.key}")
    most = built.plan.request.max_mb
    phrase, checks = None, built.checks
    if built.plan.request.shape is PacketShape.PORTAL:
        _must_be_plain(context)
        folder = packets.delivery.small_files(built, small_files(built, most or PORTAL_MB, cancel=context.cancel), out)
        files = tuple(str(folder.path / name) for name in folder.files)
        path, size, entry_id = folder.path, folder.bytes, folder.entry.id
    else:
        phrase = None if context.chosen.plain else packets.propose_phrase()
        medium = "plain-pdf" if context.chosen.plain else "locked-pdf"
        one = packets.deliver(built, out, medium=medium, phrase=phrase)
        files, path, size, checks, entry_id = (str(one.path),), one.path, one.bytes, one.checks, one.disclosure_id
    entry = next(sent for sent in packets.disclosures() if sent.id == entry_id)
    told = [PacketCheck(name=each.name, ok=each.ok, text=each.text) for each in checks]
    if most:
        told.append(size_check(max(Path(file).stat().st_size for file in files), most))
    left_out = tuple(f"{item.title}: {item.why}" for item in built.left_out)
    warnings = tuple(warning.text for warning in built.warnings)
    return _Made(entry, path, files, size, phrase, tuple(told), left_out, warnings)


def _must_be_plain(context: Context) -> None:
    if not context.chosen.yes_plain:
        raise UsageError(
            "Files for a website are not locked: anyone who gets them can read them.",
            do="Add --plain --yes-plain if that is what you want, or choose another --shape.",
        )


def _tell(context: Context, made: _Made) -> None:
    out = context.output
    count = "" if len(made.files) == 1 else f" in {len(made.files)} files"
    out.line(f"Saved and read back: {made.path}, {made.entry.pages} pages{count}.")
    out.line(f"Fingerprint to read over the phone: {made.entry.fingerprint}")
    for check in made.checks:
        out.line(f"{'ok     ' if check.ok else 'look   '} {check.text}")
    for line in made.warnings:
        out.line(f"look    {line}")
    for line in made.left_out:
        out.line(f"not included  {line}")
    if made.phrase and context.chosen.phrase_out is None:
        out.line(f"The phrase that opens it, to be told another way than the file: {made.phrase}")


def packet(context: Context) -> ExitCode:
    """Build, check and write a packet; the sent log remembers it."""
    _checked_words(context)
    with context.open_vault() as workspace, progress_bar(context.output) as progress:
        made = _deliver(context, workspace, progress)
    target: Path | None = context.chosen.phrase_out
    if target is not None and made.phrase:
        write_atomic(target, [made.phrase.encode() + b"\n"])
    _tell(context, made)
    answer: dict[str, JSONValue] = {
        "packet_id": made.entry.packet_id,
        "version": made.entry.version,
        "pages": made.entry.pages,
        "bytes": made.bytes,
        "sha256": made.entry.sha256,
        "fingerprint": made.entry.fingerprint,
        "files": list(made.files),
        "checks": [{"name": check.name, "ok": check.ok, "text": check.text} for check in made.checks],
        "warnings": list(made.warnings),
        "left_out": list(made.left_out),
        "phrase_words": len(made.phrase.split()) if made.phrase else 0,
    }
    if made.phrase and target is None:
        answer["phrase"] = made.phrase
    context.output.answer(answer)
    return ExitCode.DONE if all(check.ok for check in made.checks) else ExitCode.NEEDS_PERSON


def _megabytes(text: str) -> int:
    """Return a size from 1 to 1000 MB; raises ValueError, which argparse tells."""
    size = int(text)
    if not 1 <= size <= MOST_MB:
        raise ValueError
    return size


def register(commands: Commands[Parser]) -> None:
    """Add the command of this file."""
    parser = command(commands, "packet", packet, "build, check and write the packet")
    parser.add_argument("--for", dest="recipient_name", metavar="NAME", help="who gets it")
    parser.add_argument("--recipient", metavar="ID", help="a recipient of the vault")
    parser.add_argument("--shape", choices=[shape.value for shape in PacketShape], default=PacketShape.FULL.value)
    add_words(parser)
    parser.add_argument(
        "--changed-since", type=int, metavar="VERSION", help="only what is new or changed since that version"
    )
    parser.add_argument("--max-mb", type=_megabytes, metavar="N", help="the largest file they take, in MB")
    parser.add_argument("--paper", choices=["letter", "a4"], default="letter")
    parser.add_argument("--plain", action="store_true", help="without a lock; needs --yes-plain")
    parser.add_argument("--yes-plain", action="store_true", help="yes, anyone who gets the file may read it")
    parser.add_argument("--phrase-out", type=Path, metavar="FILE", help="write the phrase there instead of showing it")
    parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="the file, or a folder for it")
    add_person(parser)
