"""What a packet is asked to be, as words of the command line: for whom, what goes in, what stays out."""

from __future__ import annotations

from argparse import ArgumentParser, BooleanOptionalAction
from dataclasses import replace
from typing import TYPE_CHECKING

from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.withheld import (
    add_words,
    covered_pages,
    fields_withheld,
    pages_left_out,
    sensitive_answers,
)
from desktop.records.dates import NotADateError, PartialDate
from desktop.records.packet import Case, CoveredPage, PacketPart, PacketRequest, PacketShape, Want
from desktop.records.recipient import Recipient
from desktop.records.topic_answer import with_put_back

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from collections.abc import Iterable

    from desktop.services.workspace import Workspace

MOST_MB = 1000
MOST_FILES = 100


def _megabytes(text: str) -> int:
    """Return a size from 1 to 1000 MB; raises ValueError, which argparse tells."""
    size = int(text)
    if not 1 <= size <= MOST_MB:
        raise ValueError
    return size


def _files(text: str) -> int:
    """Return a number of files from 0 to 100; raises ValueError, which argparse tells."""
    files = int(text)
    if not 0 <= files <= MOST_FILES:
        raise ValueError
    return files


def _date(text: str) -> PartialDate:
    """Return a date; raises ValueError, which argparse tells."""
    try:
        return PartialDate.parse(text)
    except NotADateError as error:
        raise ValueError from error


_TYPED = (
    ("--why", "why_now", "TEXT", "why a second opinion now"),
    ("--first-plan", "first_plan", "TEXT", "what the first doctor plans"),
    ("--how-i-am", "how_i_am", "TEXT", "how the person is now, in their own words"),
    ("--prepared-by", "prepared_by", "NAME", "who prepares the packet, when it is not the person"),
    ("--authority", "authority", "TEXT", "by what right, for example: power of attorney"),
    ("--companion", "companion", "NAME", "who comes along to the visit"),
)
"""Options for fields of the request that are plain text."""
_HIDDEN = (
    ("--hide-address", "no home address on our pages"),
    ("--hide-numbers", "no record, insurance or ID numbers on our pages"),
    ("--hide-family", "no names of relatives on our pages, but of those who prepare the packet or speak"),
)


def add_request_words(parser: ArgumentParser) -> None:
    """Add the options of this file; one that is left out leaves the packet as it was."""
    parser.add_argument("--packet", metavar="ID", help="go on with this packet: its next version, see: sheaf packets")
    parser.add_argument("--for", dest="recipient_name", metavar="NAME", help="who gets it")
    parser.add_argument("--recipient", metavar="ID", help="a recipient of the vault")
    parser.add_argument("--shape", choices=[shape.value for shape in PacketShape], help="which edition; usually full")
    parser.add_argument("--case", choices=[case.value for case in Case], help="what the second opinion is about")
    parser.add_argument("--date", type=_date, metavar="DATE", help="the day of the visit, as 2026-12-02")
    parser.add_argument("--answer-by", type=_date, metavar="DATE", help="the day by which an answer is needed")
    for option, name, value, told in _TYPED:
        parser.add_argument(option, dest=name, metavar=value, help=told)
    wants = [want.value for want in Want]
    parser.add_argument("--want", action="append", choices=wants, help="what is wanted of the visit; can be repeated")
    parser.add_argument("--opinion-to", action="append", metavar="ID", help="a contact who gets the written opinion")
    parts = [part.value for part in PacketPart]
    parser.add_argument("--part", action="append", choices=parts, help="only these parts; can be repeated")
    parser.add_argument("--without-part", action="append", choices=parts, default=[], help="all parts but this one")
    for page in ("summary", "timeline"):
        told = f"an entry that stays off the {page} alone, so that it is one page"
        parser.add_argument(f"--off-{page}", action="append", default=[], metavar="ID", help=told)
    for option, told in _HIDDEN:
        parser.add_argument(option, action=BooleanOptionalAction, default=None, help=told)
    parser.add_argument("--language", choices=["en", "es"], help="of the pages that Sheaf writes")
    parser.add_argument("--paper", choices=["letter", "a4"], help="the size of the pages; usually letter")
    parser.add_argument("--max-mb", type=_megabytes, metavar="N", help="the largest file they take, in MB")
    told = "how many files their website takes at once; 0: as many as are needed"
    parser.add_argument("--max-files", type=_files, metavar="N", help=told)
    parser.add_argument(
        "--changed-since", type=int, metavar="VERSION", help="only what is new or changed since that version; 0: all"
    )
    add_words(parser)


def check_words(context: Context) -> None:
    """Refuse words that name nobody; raises UsageError."""
    chosen = context.chosen
    if chosen.recipient and chosen.recipient_name:
        raise UsageError("The packet cannot be for two.", do="Say either --for NAME or --recipient ID.")
    if not (chosen.recipient or chosen.recipient_name or chosen.packet):
        raise UsageError("Nobody is named who gets the packet.", do='Say --for "Dr. Lena Okafor" or --recipient ID.')


def asked_request(context: Context, workspace: Workspace) -> PacketRequest:
    """Return the packet that is asked for: a new one, or one that is there with what was said now.

    Raises UsageError, NeverGotError and NoSuchThingError.
    """
    chosen = context.chosen
    _recipient_is_one(context, workspace)
    started = _started(context, workspace)
    _named_things_are_there(context, workspace, started.person_id)
    said = {name: getattr(chosen, name) for _option, name, _value, _told in _TYPED}
    said |= {"appointment": chosen.date, "answer_by": chosen.answer_by, "changed_since": chosen.changed_since}
    said |= {name: getattr(chosen, name) for name in ("hide_address", "hide_numbers", "hide_family")}
    said |= {"language": chosen.language, "paper": chosen.paper}
    said |= {
        "max_mb": chosen.max_mb,
        "max_files": chosen.max_files,
        "shape": PacketShape(chosen.shape) if chosen.shape else None,
        "case": Case(chosen.case) if chosen.case else None,
        "wants": tuple(map(Want, chosen.want)) if chosen.want else None,
        "send_opinion_to": tuple(chosen.opinion_to) if chosen.opinion_to else None,
    }
    request = replace(started, **{name: value for name, value in said.items() if value is not None})
    asked = _kept_back(context, _to_whom(context, _parts(context, request)))
    workspace.packets.require_received(asked)
    return asked


def _to_whom(context: Context, request: PacketRequest) -> PacketRequest:
    chosen = context.chosen
    if chosen.recipient:
        return replace(request, recipient_id=chosen.recipient, recipient_name="")
    if chosen.recipient_name:
        return replace(request, recipient_id="", recipient_name=chosen.recipient_name)
    return request


def _parts(context: Context, request: PacketRequest) -> PacketRequest:
    chosen = context.chosen
    parts = frozenset(map(PacketPart, chosen.part)) if chosen.part else request.parts
    return replace(request, parts=parts - frozenset(map(PacketPart, chosen.without_part)))


def _kept_back(context: Context, request: PacketRequest) -> PacketRequest:
    """Return the request with what stays out, what comes back, and what was answered."""
    chosen = context.chosen
    again = frozenset(chosen.include)
    pages = [one for one in request.excluded_pages if one[0] not in again]
    covers: list[CoveredPage] = [one for one in request.covered if one.document_id not in again]
    return replace(
        request,
        excluded=(request.excluded - again) | frozenset(chosen.exclude),
        excluded_pages=_joined((*pages, *pages_left_out(chosen.without_pages))),
        covered=(*covers, *covered_pages(chosen.cover)),
        withheld_fields=_fields(request, again) | fields_withheld(chosen.withhold),
        put_back=request.put_back | frozenset(chosen.put_back),
        sensitive=tuple({**dict(request.sensitive), **dict(sensitive_answers(chosen.sensitive))}.items()),
        topics=with_put_back(request.topics, again),
        allowed=request.allowed | frozenset(chosen.allow),
        left_off_summary=(request.left_off_summary - again) | frozenset(chosen.off_summary),
        left_off_timeline=(request.left_off_timeline - again) | frozenset(chosen.off_timeline),
    )


def _fields(request: PacketRequest, again: frozenset[str]) -> frozenset[str]:
    """Return what documents are not called by, but of those that go in again, whole."""
    return frozenset(one for one in request.withheld_fields if one.partition("#")[0] not in again)


def _joined(pages: Iterable[tuple[str, tuple[int, ...]]]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Return the pages of each document once."""
    found: dict[str, tuple[int, ...]] = {}
    for document, numbers in pages:
        found[document] = tuple(sorted({*found.get(document, ()), *numbers}))
    return tuple(found.items())


def _started(context: Context, workspace: Workspace) -> PacketRequest:
    chosen = context.chosen
    if chosen.packet:
        request = workspace.packets.get(chosen.packet).request
        _version_is_there(context, workspace, request)
        return request
    if chosen.changed_since:
        return _sent_before(context, workspace)
    return workspace.packets.start(context.person(workspace).id).request


def _recipient_is_one(context: Context, workspace: Workspace) -> None:
    wanted = context.chosen.recipient
    if wanted and not isinstance(workspace.records.get(wanted), Recipient):
        raise UsageError("This entry is not a recipient.", do="“sheaf facts VAULT recipients” lists them.")


def _version_is_there(context: Context, workspace: Workspace, request: PacketRequest) -> None:
    wanted = context.chosen.changed_since
    numbers = [one.number for one in workspace.packets.versions(request.id)]
    if wanted and wanted not in numbers:
        listed = ", ".join(map(str, numbers)) or "none yet"
        raise UsageError(f"This packet has no version {wanted}.", do=f"These were saved: {listed}.")


def _sent_before(context: Context, workspace: Workspace) -> PacketRequest:
    """Return the packet of which this recipient got the version named; its choices are kept."""
    chosen, person = context.chosen, context.person(workspace)
    known = workspace.records.get(chosen.recipient) if chosen.recipient else None
    name = known.name if isinstance(known, Recipient) else chosen.recipient_name
    has: set[int] = set()
    for entry in workspace.packets.disclosures(person.id):
        if entry.packet_id and entry.to == name:
            if entry.version == chosen.changed_since:
                return workspace.packets.get(entry.packet_id).request
            has.add(entry.version)
    had = f"They have version {', '.join(map(str, sorted(has)))}." if has else "They have no packet yet."
    raise UsageError(
        f"{name} never got a version {chosen.changed_since}. {had}",
        do=f"Say --changed-since {max(has)}, or leave it out: then they get the whole packet."
        if has
        else "Leave --changed-since out: then they get the whole packet.",
    )


def _named_things_are_there(context: Context, workspace: Workspace, person_id: str) -> None:
    """Refuse ids that name nothing of this person, and pages that a document does not have; raises UsageError."""
    chosen = context.chosen
    pages = {one.id: one.pages for one in workspace.documents.list(person_id)}
    for one in (*chosen.exclude, *chosen.include, *chosen.off_summary, *chosen.off_timeline):
        if one not in pages and workspace.records.get(one).person_id != person_id:
            raise UsageError("This entry is of somebody else.", do="Name an entry of the person of the packet.")
    if not {one.partition("#")[0] for one in fields_withheld(chosen.withhold)} <= set(pages):
        raise UsageError("There is no such document of this person.", do="“sheaf documents” lists them.")
    covers = ((one.document_id, (one.page,)) for one in covered_pages(chosen.cover))
    for document, numbers in (*pages_left_out(chosen.without_pages), *covers):
        if document not in pages:
            raise UsageError("There is no such document of this person.", do="“sheaf documents” lists them.")
        if max(numbers) > pages[document] or min(numbers) < 1:
            raise UsageError("The document does not have this page.", do=f"Say a page from 1 to {pages[document]}.")
    replaced = workspace.merging.replaced(person_id)
    if any(one not in replaced for one in chosen.put_back):
        raise UsageError(
            "This document was not replaced by a newer one, so it cannot be put back.",
            do="A document that was left out by --exclude comes back with --include.",
        )
    for one in chosen.opinion_to or ():
        workspace.records.get(one)
