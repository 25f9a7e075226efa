"""What a person may ask of a record that cannot be done, each with its sentences; never with health data."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from desktop.foundation.errors import AppError
from desktop.records.entry_fields import BadEntryError, MissingEntryError, UnknownFieldError
from desktop.records.person import Person


class NoSuchThingError(AppError):
    """An id that names nothing here."""

    code = "no-such-thing"

    def __init__(self, thing: str) -> None:
        """Say which `thing` was looked for: document, person, entry."""
        super().__init__(
            f"There is no such {thing} in this vault.",
            do="Check the ID; the lists show the ID of everything in this vault.",
        )


class UnknownFieldNamedError(AppError):
    """A field that the kind does not have; names the nearest right one."""

    code = "unknown-field"

    def __init__(self, name: str, nearest: str) -> None:
        """`name` is a field's name as typed, `nearest` the one probably meant, or empty."""
        shown = name if name.isidentifier() and len(name) < 40 else "with this name"  # noqa: PLR2004 - longer than any field
        meant = f"Did you mean {nearest}?" if nearest else "The list of fields shows what there is."
        super().__init__(f"There is no field {shown} here.", do=meant)
        self.nearest = nearest


class BadValueError(AppError):
    """A text that does not fit its field."""

    code = "bad-value"

    def __init__(self, name: str, expected: str) -> None:
        """`name` is the field's, `expected` says what fits."""
        super().__init__(f"This does not fit the field {name}.", do=f"It takes {expected}.")
        self.field, self.expected = name, expected


class MissingValueError(AppError):
    """A field that must be filled in is empty."""

    code = "missing-value"

    def __init__(self, name: str) -> None:
        """`name` is the field's."""
        super().__init__(f"The field {name} is empty.", do=f"Fill in {name}; everything else can wait.")
        self.field = name


class NeedsPersonError(AppError):
    """The vault holds several people, and it was not said who is meant; `people` are those to choose from."""

    code = "needs-person"

    def __init__(self, people: tuple[Person, ...]) -> None:
        """Keep the people for a list to choose from; their names stay out of the sentences."""
        super().__init__("This vault holds several people.", do="Say whose record you mean.")
        self.people = people


class LastPersonError(AppError):
    """The only person of a vault cannot go to the trash."""

    code = "last-person"

    def __init__(self) -> None:
        """Say it."""
        super().__init__(
            "This is the only person in this vault.", do="Add another person first, or delete the whole vault folder."
        )


class PersonUndecidedError(AppError):
    """A document names someone else, and the person has not said whose it is."""

    code = "person-undecided"

    def __init__(self) -> None:
        """Say it."""
        super().__init__(
            "The document these were read from names another person.",
            do="First say whether it belongs here, or move it to the right person.",
        )


class StillListedError(AppError):
    """None known was answered while there are some in the list."""

    code = "still-listed"

    def __init__(self) -> None:
        """Say it."""
        super().__init__(
            "There are entries of this kind in the list.",
            do="Move them to the trash first, or leave the answer as it is.",
        )


class StandsThereError(AppError):
    """Something in the trash is needed by what is not in the trash."""

    code = "still-needed"

    def __init__(self) -> None:
        """Say it."""
        super().__init__(
            "This cannot be deleted for good, because entries of the record come from it.",
            do="Delete those entries first, or leave it in the trash: nobody sees it there.",
        )


class ReadPlaceError(AppError):
    """The place where Sheaf read something was to be exchanged."""

    code = "read-there"

    def __init__(self) -> None:
        """Say it."""
        super().__init__(
            "This entry was read in a document; the place where it stands is kept as it is.",
            do="Change the entry itself, or add another one by hand.",
        )


class ChangedMeanwhileError(AppError):
    """Somebody changed the same thing since it was shown."""

    code = "changed-meanwhile"

    def __init__(self) -> None:
        """Say it."""
        super().__init__(
            "This was changed in another window since you opened it.",
            do="Look at it as it is now, and change it again if you still want to.",
        )


class NoSuchPageError(AppError):
    """A page that the document does not have."""

    code = "no-such-page"

    def __init__(self) -> None:
        """Say it."""
        super().__init__("The document has no such page.", do="Choose a page between the first and the last.")


class NoPictureError(AppError):
    """A page of which no picture could be made."""

    code = "no-picture"

    def __init__(self) -> None:
        """Say it."""
        super().__init__(
            "No picture of this page could be made.",
            safe="The document is kept safe, unchanged.",
            do="Open the original in another program to look at it.",
        )


@contextmanager
def told_plainly() -> Iterator[None]:
    """Turn what the fields refuse into sentences for the person."""
    try:
        yield
    except UnknownFieldError as error:
        raise UnknownFieldNamedError(error.name, error.nearest) from None
    except BadEntryError as error:
        raise BadValueError(error.name, error.expected) from None
    except MissingEntryError as error:
        raise MissingValueError(error.name) from None
