"""packet: build, check and write the packet for a second doctor."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.output import JSONValue
from desktop.commands.progress_bar import progress_bar
from desktop.commands.words import Commands, Parser, add_person, command
from desktop.foundation.atomic import write_atomic
from desktop.foundation.errors import ExitCode
from desktop.foundation.progress import Progress
from desktop.records.packet import PacketRequest, PacketShape, SensitiveChoice
from desktop.records.sensitive import SensitiveTag

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.packets import Delivered
    from desktop.services.workspace import Workspace


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
    started = workspace.packets.start(context.person(workspace).id).request
    chosen = context.chosen
    sensitive = started.sensitive
    if chosen.sensitive:
        choice = SensitiveChoice(chosen.sensitive)
        sensitive = tuple((tag, choice) for tag in SensitiveTag)
    return replace(
        started,
        recipient_id=chosen.recipient or ("" if chosen.recipient_name else started.recipient_id),
        recipient_name=chosen.recipient_name or "",
        shape=PacketShape(chosen.shape),
        excluded=started.excluded | frozenset(chosen.exclude),
        sensitive=sensitive,
        paper=chosen.paper,
    )


def _deliver(
    context: Context, workspace: Workspace, progress: Progress
) -> tuple[Delivered, tuple[str, ...], tuple[str, ...]]:
    """Make and write the packet; returns it, what stays out, and what wants a look."""
    draft = workspace.packets.save(_request(context, workspace))
    built = workspace.packets.build(draft.request, progress=progress, cancel=context.cancel)
    medium = "plain-pdf" if context.chosen.plain else "locked-pdf"
    phrase = None if context.chosen.plain else workspace.packets.propose_phrase()
    delivered = workspace.packets.deliver(built, context.chosen.out, medium=medium, phrase=phrase)
    left_out = tuple(f"{item.title}: {item.why}" for item in built.left_out)
    return delivered, left_out, tuple(warning.text for warning in built.warnings)


def _tell(context: Context, delivered: Delivered, left_out: tuple[str, ...], warnings: tuple[str, ...]) -> None:
    out = context.output
    out.line(f"Saved and read back: {delivered.path}, {delivered.pages} pages.")
    out.line(f"Fingerprint to read over the phone: {delivered.fingerprint}")
    for check in delivered.checks:
        out.line(f"{'ok     ' if check.ok else 'look   '} {check.text}")
    for line in warnings:
        out.line(f"look    {line}")
    for line in left_out:
        out.line(f"not included  {line}")
    if delivered.phrase and context.chosen.phrase_out is None:
        out.line(f"The phrase that opens it, to be told another way than the file: {delivered.phrase}")


def packet(context: Context) -> ExitCode:
    """Build, check and write a packet; the sent log remembers it."""
    _checked_words(context)
    with context.open_vault() as workspace, progress_bar(context.output) as progress:
        delivered, left_out, warnings = _deliver(context, workspace, progress)
    target: Path | None = context.chosen.phrase_out
    if target is not None and delivered.phrase:
        write_atomic(target, [delivered.phrase.encode() + b"\n"])
    _tell(context, delivered, left_out, warnings)
    answer: dict[str, JSONValue] = {
        "packet_id": delivered.packet_id,
        "version": delivered.version,
        "pages": delivered.pages,
        "bytes": delivered.bytes,
        "sha256": delivered.sha256,
        "fingerprint": delivered.fingerprint,
        "files": [str(delivered.path)],
        "checks": [{"name": check.name, "ok": check.ok, "text": check.text} for check in delivered.checks],
        "warnings": list(warnings),
        "left_out": list(left_out),
        "phrase_words": len(delivered.phrase.split()) if delivered.phrase else 0,
    }
    if delivered.phrase and target is None:
        answer["phrase"] = delivered.phrase
    context.output.answer(answer)
    return ExitCode.DONE if all(check.ok for check in delivered.checks) else ExitCode.NEEDS_PERSON


def register(commands: Commands[Parser]) -> None:
    """Add the command of this file."""
    parser = command(commands, "packet", packet, "build, check and write the packet")
    parser.add_argument("--for", dest="recipient_name", metavar="NAME", help="who gets it")
    parser.add_argument("--recipient", metavar="ID", help="a recipient of the vault")
    parser.add_argument("--shape", choices=[shape.value for shape in PacketShape], default=PacketShape.FULL.value)
    parser.add_argument("--exclude", action="append", default=[], metavar="ID", help="a document or fact to keep back")
    choices = [SensitiveChoice.INCLUDE.value, SensitiveChoice.LEAVE_OUT.value]
    parser.add_argument("--sensitive", choices=choices, help="what happens to sensitive topics")
    parser.add_argument("--paper", choices=["letter", "a4"], default="letter")
    parser.add_argument("--plain", action="store_true", help="without a lock; needs --yes-plain")
    parser.add_argument("--yes-plain", action="store_true", help="yes, anyone who gets the file may read it")
    parser.add_argument("--phrase-out", type=Path, metavar="FILE", help="write the phrase there instead of showing it")
    parser.add_argument("--out", type=Path, required=True, metavar="PATH", help="the file, or a folder for it")
    add_person(parser)
