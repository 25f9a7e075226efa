"""put, edit, history, trash, untrash, none, move, confirm, reject: the person's word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.commands.changed import tell_change
from desktop.commands.context import Context
from desktop.commands.errors import UsageError
from desktop.commands.listing import KINDS
from desktop.commands.output import JSONValue
from desktop.commands.questions import questions
from desktop.commands.words import Commands, Parser, add_person, command
from desktop.foundation.errors import ExitCode
from desktop.records.answers import Answer
from desktop.records.changes import ChangeSet
from desktop.records.entry_fields import entry_fields, entry_text
from desktop.records.fact import FactKind
from desktop.records.provenance import Origin, Provenance
from desktop.records.single_thing import KIND_OF, SingleThing

if TYPE_CHECKING:  # the core is loaded when a vault is opened, not for --help
    from desktop.services.documents import Documents
    from desktop.services.people import People
    from desktop.services.records import Records
    from desktop.services.workspace import Workspace


THINGS = tuple(thing.value for thing in SingleThing)


def set_values(pairs: list[str]) -> dict[str, str]:
    """Turn field=value words into a mapping; raises UsageError."""
    values: dict[str, str] = {}
    for pair in pairs:
        name, sign, value = pair.partition("=")
        if not sign:
            raise UsageError("--set takes field=value.", do="For example --set dose='1 tablet'.")
        if name.strip() in values:
            raise UsageError("--set names one field twice.", do="Give each field once.")
        values[name.strip()] = value
    return values


def _told(context: Context, changed: ChangeSet, asked: tuple[str, ...] = ()) -> ExitCode:
    code = tell_change(context, changed, asked=list(asked)) if asked else tell_change(context, changed)
    for sentence in asked:
        context.output.note(sentence)
    return code


def put(context: Context) -> ExitCode:
    """Add a typed fact."""
    with context.open_vault() as workspace:
        person = context.person(workspace)
        values = set_values(context.chosen.set)
        document, page = context.chosen.document, context.chosen.page
        if page and not document:
            raise UsageError("A page is named without its document.", do="Give --document ID too.")
        places = (Provenance(document_id=document, page=page),) if document else ()
        kind = FactKind(context.chosen.kind)
        put = workspace.records.put(kind, person.id, values, provenance=places)
        return _told(context, put, questions(kind, values, person))


def history(context: Context) -> ExitCode:
    """Say what happened to a fact: how it came in, and what was changed."""
    with context.open_vault(beside=True) as workspace:
        revisions = workspace.records.history(context.chosen.id)
    answer: list[JSONValue] = []
    for revision in revisions:
        changes: list[JSONValue] = [
            {"field": one.field, "before": one.before, "after": one.after} for one in revision.changes
        ]
        told = "; ".join(f"{one.field}: {one.before!r} became {one.after!r}" for one in revision.changes)
        context.output.line(f"{revision.at:%Y-%m-%d %H:%M}  {revision.origin.value:<9}  {told}")
        at = revision.at.isoformat()
        answer.append({"revision": revision.revision, "at": at, "status": revision.origin.value, "changes": changes})
    context.output.answer(answer)
    return ExitCode.DONE


def _edit(workspace: Workspace, identifier: str, values: dict[str, str]) -> ChangeSet:
    if any(person.id == identifier for person in workspace.people.list()):
        return workspace.people.edit(identifier, values)
    if workspace.documents.has(identifier):
        return workspace.documents.edit(identifier, values)
    return workspace.records.edit(identifier, values)


def _asked_after_edit(workspace: Workspace, identifier: str, values: dict[str, str]) -> tuple[str, ...]:
    """Ask about the whole entry as it is now, and about what was typed."""
    (fact,) = workspace.records.page([identifier]) or (None,)
    if fact is None:
        return questions(None, values, None)
    now = {field.name: entry_text(fact, field) for field in entry_fields(fact.kind)}
    return questions(fact.kind, now | values, workspace.people.get(fact.person_id))


def edit(context: Context) -> ExitCode:
    """Change fields of a fact, a document, a recipient or a person."""
    with context.open_vault() as workspace:
        values = set_values(context.chosen.set)
        changed = _edit(workspace, context.chosen.id, values)
        return _told(context, changed, _asked_after_edit(workspace, changed.id, values))


def _room(workspace: Workspace, identifier: str) -> People | Documents | Records:
    """Return the service that keeps what this id names; facts when nobody knows it."""
    people = (*workspace.people.list(), *workspace.people.list(trashed=True))
    if any(person.id == identifier for person in people):
        return workspace.people
    return workspace.documents if workspace.documents.has(identifier) else workspace.records


def trash(context: Context) -> ExitCode:
    """Move a fact, a document or a person with everything of theirs to the trash."""
    with context.open_vault() as workspace:
        return _told(context, _room(workspace, context.chosen.id).trash(context.chosen.id))


def trashed(context: Context) -> ExitCode:
    """List what lies in the trash, and for how many days it can be taken back."""
    with context.open_vault(beside=True) as workspace:
        listed = workspace.trash.items(context.person_id_or_all(workspace))
    for one in listed:
        context.output.line(f"{one.id}  {one.days_left:>2} days  {one.kind:<14}  {one.title}")
    answer: list[JSONValue] = [
        {"id": one.id, "kind": one.kind, "title": one.title, "person_id": one.person_id, "days_left": one.days_left}
        for one in listed
    ]
    context.output.answer(answer)
    return ExitCode.DONE


def untrash(context: Context) -> ExitCode:
    """Take a fact, a document or a person back from the trash, or bring an import back that was taken back."""
    with context.open_vault() as workspace:
        for item in workspace.trash.items():
            if item.kind == "import" and item.id == context.chosen.id:
                return _told(context, workspace.trash.take_back(item))
        return _told(context, _room(workspace, context.chosen.id).untrash(context.chosen.id))


def none(context: Context) -> ExitCode:
    """Answer "any?" for a whole kind or a single thing: none known, not known, not asked, known."""
    thing = SingleThing(context.chosen.kind) if context.chosen.kind in THINGS else None
    answer = Answer(context.chosen.answer)
    if thing is not None and answer is Answer.KNOWN:
        raise UsageError(
            "That there is one is said by an entry.",
            do=f"Put it in with: sheaf put VAULT {KIND_OF[thing].value}",
        )
    with context.open_vault() as workspace:
        person = context.person(workspace)
        if thing is not None:
            return _told(context, workspace.records.single_things.answer(thing, person.id, answer))
        return _told(context, workspace.records.answer(FactKind(context.chosen.kind), person.id, answer))


def asked(context: Context) -> ExitCode:
    """List the single things that every hospital asks about, each with its answer."""
    with context.open_vault(beside=True) as workspace:
        person = context.person(workspace)
        answers = workspace.records.single_things.answers(person.id)
    for thing, answer in answers.items():
        context.output.line(f"{thing.value:<15} {answer.value}")
    told: list[JSONValue] = [
        {"thing": thing.value, "kind": KIND_OF[thing].value, "answer": answer.value}
        for thing, answer in answers.items()
    ]
    context.output.answer(told)
    return ExitCode.DONE


def move(context: Context) -> ExitCode:
    """Move a document with its facts to the right person."""
    with context.open_vault() as workspace:
        return _told(context, workspace.documents.move(context.chosen.id, context.chosen.to))


def _proposed(context: Context, workspace: Workspace) -> tuple[str, ...]:
    document: str | None = context.chosen.document
    person = None if document else context.person(workspace).id
    return tuple(
        fact.id
        for kind in FactKind
        for fact in workspace.records.list(kind, person, document_id=document)
        if fact.origin is Origin.PROPOSED
    )


def confirm(context: Context) -> ExitCode:
    """Make proposals the person's word: those named, those of a document, or all of a person."""
    with context.open_vault() as workspace:
        ids = tuple(context.chosen.ids)
        if not ids and not context.chosen.document and not context.chosen.all:
            raise UsageError("Nothing to confirm is named.", do="Give IDs, --document ID or --all.")
        chosen = ids or _proposed(context, workspace)
        confirmed = len(workspace.records.confirm(chosen).ids) if chosen else 0
    context.output.line(f"{confirmed} confirmed.")
    context.output.answer({"confirmed": confirmed})
    return ExitCode.DONE


def reject(context: Context) -> ExitCode:
    """Let proposals go."""
    with context.open_vault() as workspace:
        rejected = len(workspace.records.reject(tuple(context.chosen.ids)).ids)
    context.output.line(f"{rejected} left out.")
    context.output.answer({"rejected": rejected})
    return ExitCode.DONE


def register(commands: Commands[Parser]) -> None:
    """Add the commands of this file."""
    putting = command(commands, "put", put, "add a typed fact")
    putting.add_argument("kind", choices=KINDS, metavar="KIND", help=", ".join(KINDS))
    putting.add_argument("--document", metavar="ID", help="the document where it stands")
    putting.add_argument("--page", type=int, default=0, metavar="N", help="the page of that document, from 1")
    add_person(putting)
    editing = command(commands, "edit", edit, "change a fact, a document, a recipient or a person")
    editing.add_argument("id", metavar="ID")
    for parser in (putting, editing):
        parser.add_argument("--set", action="append", default=[], metavar="FIELD=VALUE", required=True)
    command(commands, "history", history, "what happened to a fact").add_argument("id", metavar="ID")
    for name, run, words in (
        ("trash", trash, "move a fact, a document or a person to the trash"),
        ("untrash", untrash, "take it back from the trash"),
    ):
        command(commands, name, run, words).add_argument("id", metavar="ID")
    add_person(command(commands, "trashed", trashed, "what lies in the trash"))
    answering = command(commands, "none", none, 'answer "any?" for a kind, or for a single thing')
    both = (*KINDS, *THINGS)
    answering.add_argument("kind", choices=both, metavar="KIND", help=", ".join(both))
    answering.add_argument("--answer", choices=[answer.value for answer in Answer], required=True)
    add_person(answering)
    add_person(command(commands, "asked", asked, "what every hospital asks about, one by one, with the answers"))
    moving = command(commands, "move", move, "a document with its facts to the right person")
    moving.add_argument("id", metavar="DOCUMENT_ID")
    moving.add_argument("--to", required=True, metavar="PERSON_ID")
    confirming = command(commands, "confirm", confirm, "make proposals the person's word")
    confirming.add_argument("ids", nargs="*", metavar="ID")
    confirming.add_argument("--document", metavar="ID")
    confirming.add_argument("--all", action="store_true")
    add_person(confirming)
    command(commands, "reject", reject, "let proposals go").add_argument("ids", nargs="+", metavar="ID")
