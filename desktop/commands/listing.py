"""documents, document, facts, fields, search, timeline, readiness: what is in a vault."""

from __future__ import annotations

from pathlib import Path

from desktop.commands import shapes
from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.output import JSONValue
from desktop.commands.words import Commands, Parser, add_json, add_person, command
from desktop.foundation.errors import ExitCode
from desktop.records.entry_fields import entry_fields
from desktop.records.fact import FactKind
from desktop.records.packet import Case
from desktop.records.readiness import State
from desktop.services.merging.grouping import group_ids

KINDS = tuple(kind.value for kind in FactKind)


def documents(context: Context) -> ExitCode:
    """List the documents."""
    with context.open_vault(beside=True) as workspace:
        listed = workspace.documents.list(context.person_id_or_all(workspace))
        counts = workspace.imaging_files.counts([document.id for document in listed])
        people = sorted({document.person_id for document in listed})
        newer = {old: new for person_id in people for old, new in workspace.merging.replaced(person_id).items()}
    answer: list[JSONValue] = []
    for document in listed:
        date = shapes.date_text(document.date) or "no date"
        held = f" ({counts[document.id].words})" if document.id in counts else ""
        held += f"  (replaced by {newer[document.id]})" if document.id in newer else ""
        context.output.line(f"{document.id}  {date:<10}  {document.kind.value:<20}  {document.title}{held}")
        images = {"images": shapes.counts_json(counts[document.id])} if document.id in counts else {}
        answer.append({**shapes.document_json(document), **images, "replaced_by": newer.get(document.id, "")})
    context.output.answer(answer)
    return ExitCode.DONE


def document(context: Context) -> ExitCode:
    """Write the original of a document, byte for byte as it came."""
    target: Path = context.chosen.out
    if target.exists():
        raise UsageError("There is a file with this name already.", do="Choose another name.")
    with context.open_vault() as workspace:
        workspace.documents.export_copy(context.chosen.id, target)
    context.output.line(f"Written: {target}. This copy is not locked: anyone who can use this computer can read it.")
    context.output.answer({"document_id": context.chosen.id, "file": str(target)})
    return ExitCode.DONE


def facts(context: Context) -> ExitCode:
    """List the facts of a kind."""
    kind = FactKind(context.chosen.kind)
    with context.open_vault(beside=True) as workspace:
        listed = workspace.records.list(kind, context.person_id_or_all(workspace))
        differing = workspace.merging.differing(listed)
    groups = group_ids(listed)
    for fact in listed:
        date = shapes.date_text(fact.date)
        others = differing.get(fact.id, ())
        mark = f"  (differs from {', '.join(one.id for one in others)})" if others else ""
        mark += f"  (group {groups[fact.id]})" if fact.id in groups else ""
        title = f"none known: {fact.title}" if fact.negated else fact.title
        context.output.line(f"{fact.id}  {date:<10}  {fact.origin.value:<9}  {title}{mark}")
    answer: list[JSONValue] = [
        {
            **shapes.fact_json(fact),
            "differs_from": [one.id for one in differing.get(fact.id, ())],
            "group": groups.get(fact.id, ""),
        }
        for fact in listed
    ]
    context.output.answer(answer)
    return ExitCode.DONE


def fields(context: Context) -> ExitCode:
    """Say what --set takes for a kind."""
    listed = entry_fields(FactKind(context.chosen.kind))
    for field in listed:
        choices = f" ({', '.join(field.choices)})" if field.choices else ""
        context.output.line(f"{field.name:<18} {field.type.value:<10} {field.help}{choices}")
    answer: list[JSONValue] = [
        {
            "name": field.name,
            "type": field.type.value,
            "choices": list(field.choices),
            "required": field.required,
            "help": field.help,
        }
        for field in listed
    ]
    context.output.answer(answer)
    return ExitCode.DONE


def search(context: Context) -> ExitCode:
    """Find words in documents and facts."""
    with context.open_vault(beside=True) as workspace:
        hits = workspace.search.find(" ".join(context.chosen.words), context.person_id_or_all(workspace))
    answer: list[JSONValue] = []
    for hit in hits:
        snippet = hit.snippet.replace("\x02", "").replace("\x03", "")
        place = f", p. {hit.page}" if hit.page else ""
        title = f"none known: {hit.title}" if hit.negated else hit.title
        context.output.line(f"{hit.id}  {hit.kind}  {title}{place}: {snippet}")
        answer.append(
            {
                "kind": hit.kind,
                "id": hit.id,
                "title": hit.title,
                "negated": hit.negated,
                "date": shapes.date_text(hit.date),
                "page": hit.page,
                "snippet": snippet,
            }
        )
    context.output.answer(answer)
    return ExitCode.DONE


def timeline(context: Context) -> ExitCode:
    """List everything dated, oldest first."""
    with context.open_vault(beside=True) as workspace:
        events = tuple(reversed(workspace.timeline.events(context.person_id_or_all(workspace))))
    for event in events:
        context.output.line(f"{event.date.iso:<10}  {event.kind:<14}  {event.title}")
    context.output.answer(
        [{"date": event.date.iso, "kind": event.kind, "title": event.title, "id": event.id} for event in events]
    )
    return ExitCode.DONE


_SIGNS = {State.OK: "ready   ", State.WARN: "look    ", State.MISSING: "missing "}


def readiness(context: Context) -> ExitCode:
    """Say what the second doctor will miss."""
    with context.open_vault(beside=True) as workspace:
        person = context.person(workspace)
        workspace.documents.measure()
        items = workspace.readiness.check(person.id, Case(context.chosen.case))
    context.output.line(f"For {person.name}:")
    for item in items:
        context.output.line(f"{_SIGNS[item.state]} {item.text}")
    context.output.answer(
        [{"rule": item.rule, "level": item.level.value, "state": item.state.value, "text": item.text} for item in items]
    )
    return ExitCode.DONE if all(item.state is State.OK for item in items) else ExitCode.NEEDS_PERSON


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    add_person(command(commands, "documents", documents, "the list of documents"))
    one = command(commands, "document", document, "the original bytes of a document")
    one.add_argument("id", metavar="ID")
    one.add_argument("--out", type=Path, required=True, metavar="FILE")
    listed = command(commands, "facts", facts, "every fact of a kind")
    listed.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    add_person(listed)
    taken = commands.add_parser("fields", help="what --set takes for a kind")
    taken.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    add_json(taken)
    taken.set_defaults(run=fields)
    found = command(commands, "search", search, "find words in documents and facts")
    found.add_argument("words", nargs="+", metavar="WORDS")
    add_person(found)
    add_person(command(commands, "timeline", timeline, "everything dated, in order"))
    ready = command(commands, "readiness", readiness, "what the second doctor will miss")
    ready.add_argument("--case", choices=[case.value for case in Case], default=Case.GENERAL.value)
    add_person(ready)
