"""packet: build, check and write the packet for a second doctor."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.output import JSONValue
from desktop.commands.packet_request import add_request_words, asked_request, check_words
from desktop.commands.packet_ways import Left, add_way_words, check_way, leave
from desktop.commands.progress_bar import progress_bar
from desktop.commands.topics import with_topics
from desktop.commands.words import Commands, Parser, add_person, command
from desktop.foundation.atomic import write_atomic
from desktop.foundation.errors import CancelledError, ExitCode, SheafError
from desktop.foundation.progress import Progress
from desktop.records.packet import Disclosure, PacketCheck, PacketRequest, size_check

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.packets import BuiltPacket
    from desktop.services.workspace import Workspace

_EXAMPLES = """\
examples:
  sheaf packet family.sheaf --for "Dr. Lena Okafor" --out records.pdf
  sheaf packet family.sheaf --packet ID --changed-since 1 --out news.pdf
  sheaf packet family.sheaf --recipient ID --shape portal --max-mb 10 --yes-plain --out parts
  sheaf packet family.sheaf --recipient ID --way folder --yes-plain --out /media/stick/records
"""


@dataclass(frozen=True, slots=True)
class _Made:
    """What was written, its entry in the sent log, and what has to be said about it."""

    left: Left
    entry: Disclosure
    checks: tuple[PacketCheck, ...]
    left_out: tuple[str, ...]
    warnings: tuple[str, ...]


def _deliver(context: Context, workspace: Workspace, request: PacketRequest, progress: Progress) -> _Made:
    """Make and write the packet."""
    packets = workspace.packets
    built = packets.build(packets.save(request).request, progress=progress, cancel=context.cancel)
    check_way(context, built)
    _tell_findings(context, built)
    left = leave(context, packets.delivery, built, progress)
    most, checks = built.plan.request.max_mb, left.checks
    if most:
        checks = (*checks, size_check(max(Path(file).stat().st_size for file in left.files), most))
    return _Made(
        left,
        packets.sent_log.get(left.entry_id),
        checks,
        left_out=tuple(f"{item.title}: {item.why}" for item in built.left_out),
        warnings=tuple(warning.text for warning in built.warnings),
    )


def _tell_findings(context: Context, built: BuiltPacket) -> None:
    """Say what waits for an answer, and what was allowed that was not there."""
    for found in built.unanswered:
        again = f"--packet {built.draft.request.id} --allow {found.key}"
        document, _, field = found.item.partition("#")
        out = f" If not, say --packet {built.draft.request.id} --withhold {document}:{field}" if field else ""
        context.output.note(f"asked   {found.text} If it may go, say {again}{out}")
    known = {found.key for found in built.findings}
    for key in context.chosen.allow:
        if key not in known:
            context.output.note(f"look    Nothing was found that is called {key}; nothing was allowed by it.")


def _made(context: Context, workspace: Workspace, progress: Progress) -> _Made:
    """Make the packet; one that was begun for nothing does not stay on the list.

    What waits for an answer stays, so that the answer can be given.
    """
    from desktop.services.packets.errors import UnansweredError  # noqa: PLC0415 - the core is loaded with a vault

    known = _on_the_list(workspace)
    try:
        request = with_topics(context, workspace, asked_request(context, workspace))
        return _deliver(context, workspace, request, progress)
    except UnansweredError:
        raise
    except (SheafError, CancelledError, KeyboardInterrupt):
        for packet_id in _on_the_list(workspace) - known:
            workspace.packets.discard(packet_id)
        raise


def _on_the_list(workspace: Workspace) -> set[str]:
    people = workspace.people.list()
    return {draft.request.id for person in people for draft in workspace.packets.drafts(person.id)}


def _tell(context: Context, made: _Made) -> None:
    out, left = context.output, made.left
    count = "" if len(left.files) == 1 else f" in {len(left.files)} files"
    out.line(f"Saved and read back: {left.path}, {made.entry.pages} pages{count}.")
    out.line(f"Packet {made.entry.packet_id}, version {made.entry.version}.")
    out.line(f"Fingerprint to read over the phone: {made.entry.fingerprint}")
    for check in made.checks:
        out.line(f"{'ok     ' if check.ok else 'look   '} {check.text}")
    if len(left.uploads) > 1:
        for number, files in enumerate(left.uploads, start=1):
            out.line(f"upload {number} of {len(left.uploads)}: {', '.join(files)}")
    for line in made.warnings:
        out.line(f"look    {line}")
    for line in made.left_out:
        out.line(f"not included  {line}")
    if left.phrase and context.chosen.phrase_out is None:
        out.line(f"The phrase that opens it, to be told another way than the file: {left.phrase}")


def _write_words(context: Context, phrase: str, language: str, paper: str) -> None:
    """Write the phrase where it was asked for, as text and as a page to print."""
    from desktop.services.packets.slip import save_phrase_slip  # noqa: PLC0415 - the core is loaded with a vault

    if context.chosen.phrase_out is not None:
        write_atomic(context.chosen.phrase_out, [phrase.encode() + b"\n"])
    if context.chosen.slip_out is not None:
        save_phrase_slip(phrase, context.chosen.slip_out, language=language, paper=paper)


def packet(context: Context) -> ExitCode:
    """Build, check and write a packet; the sent log remembers it."""
    check_words(context)
    check_way(context)
    with context.open_vault() as workspace, progress_bar(context.output) as progress:
        made = _made(context, workspace, progress)
        request = workspace.packets.get(made.entry.packet_id).request
    if made.left.phrase:
        _write_words(context, made.left.phrase, request.language, request.paper)
    _tell(context, made)
    answer: dict[str, JSONValue] = {
        "packet_id": made.entry.packet_id,
        "version": made.entry.version,
        "pages": made.entry.pages,
        "bytes": made.left.size,
        "sha256": made.entry.sha256,
        "fingerprint": made.entry.fingerprint,
        "entry_id": made.entry.id,
        "files": list(made.left.files),
        "uploads": [list(files) for files in made.left.uploads],
        "checks": [{"name": check.name, "ok": check.ok, "text": check.text} for check in made.checks],
        "warnings": list(made.warnings),
        "left_out": list(made.left_out),
        "phrase_words": len(made.left.phrase.split()) if made.left.phrase else 0,
    }
    if made.left.phrase and context.chosen.phrase_out is None:
        answer["phrase"] = made.left.phrase
    context.output.answer(answer)
    return ExitCode.DONE if all(check.ok for check in made.checks) else ExitCode.NEEDS_PERSON


def register(commands: Commands[Parser]) -> None:
    """Add the command of this file."""
    parser = command(commands, "packet", packet, "build, check and write the packet", examples=_EXAMPLES)
    add_request_words(parser)
    add_way_words(parser)
    add_person(parser)
