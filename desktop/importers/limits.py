"""The caps of reading, with their sentences."""

from __future__ import annotations

from collections.abc import Sequence

from desktop.records.document import ImportIssue

FILE_BYTES = 200 << 20
FILES_AT_ONCE = 500
DISC_BYTES = 4 << 30
DISC_FILES = 20_000
"""Of a disc or folder of images: all its files together, and how many."""
DICOM_BYTES = 500 << 20
"""Of one image file, also of what a deflated one unpacks to."""
PDF_PAGES = 2000
PAGES_WITH_WORDS = 300
"""Pages of one file whose words are taken with boxes; the text of all pages is kept."""
PDF_INFLATED = 300 << 20
"""Bytes that all compressed text of one PDF may unpack to."""
FILES_INSIDE, BYTES_INSIDE = 50, 100 << 20
"""Files taken out of another, and their bytes together."""
FILES_IN_ARCHIVE, BYTES_IN_ARCHIVE = 500, 200 << 20
"""The same for an archive, which is made of nothing else."""
FILES_INSIDE_CODE = "files-inside"
_NAMED = 5
PIXELS = 50_000_000
"""Of one picture, or of one page of it."""
FEW_SIGNS = 150
"""A page with a picture and fewer characters counts as a picture."""

TOO_LARGE = ImportIssue("too-large", "This file is larger than 200 MB. Split it, or leave it out.")
EMPTY = ImportIssue("empty", "The file is empty.")
NOT_A_FILE = ImportIssue("not-a-file", "This is a link or a device, not a file. Choose the file itself.")
UNREADABLE_FOLDER = ImportIssue("unreadable-folder", "This folder could not be opened, so nothing in it was added.")
CANCELLED = ImportIssue("cancelled", "Not added: you stopped before it was read. Add it again when you like.")
STOPPED = ImportIssue("stopped", "Not added: the import had to stop before it. Add it again.")
UNREADABLE_FILE = ImportIssue("unreadable-file", "The file could not be opened. Check that it is still there.")
PROGRAM = ImportIssue("program", "This is a program, not a record. It was not stored.")
TOO_MANY_PAGES = ImportIssue(
    "too-many-pages", f"Kept safe, but not read: it has more than {PDF_PAGES:,} pages. Split it into parts."
)
LOCKED = ImportIssue("locked", "This PDF has its own password. Type it, or leave the file out.")
WRONG_PDF_PASSWORD = ImportIssue("locked", "That password did not open this PDF. Type another one, or leave it out.")
CUT_OFF = ImportIssue("damaged", "Kept safe, but not read: the file ends too early. Download it again.")
DAMAGED = ImportIssue("damaged", "Kept safe, but not read: the file is damaged. Download it again.")
TOO_SLOW = ImportIssue(
    "too-slow", "Kept safe, but not read: reading it took too long. Print it to a new PDF and add that."
)
TOO_BIG_INSIDE = ImportIssue(
    "too-big-inside",
    "Kept safe, but not read: it unpacks to far more than it should. Print it to a new PDF and add that.",
)
PDF_TOO_BIG_INSIDE = ImportIssue(
    "too-big-inside",
    f"Kept safe, but not read: it unpacks to more than {PDF_INFLATED >> 20} MB. Print it to a new PDF and add that.",
)
NO_TEXT = ImportIssue(
    "no-text", "Kept safe, but the text could not be read. You can type the important facts yourself."
)
WEB_PAGE = ImportIssue(
    "web-page",
    "Kept safe, but not read: this is a web page, not a record. "
    "In the portal, choose “Download” or “Print to PDF”, then add that file.",
)
OFFICE = ImportIssue("office", "Kept safe, but not read: this is an office file. Save it as PDF, then add that file.")
PICTURE = ImportIssue(
    "picture", "Kept safe, but not read: Sheaf does not know this kind of picture. Save it as JPEG or PNG and add that."
)
TOO_MANY_PIXELS = ImportIssue(
    "too-many-pixels",
    f"Kept safe, but not read: this picture has more than {PIXELS // 1_000_000} million points. "
    "Save it smaller and add that.",
)
PICTURE_DAMAGED = ImportIssue(
    "damaged", "Kept safe, but not read: the picture is damaged or ends too early. Copy it again, or take it again."
)
FIRST_PICTURE_ONLY = ImportIssue(
    "first-picture-only", "This file holds several pictures, or a moving one. Only the first is shown."
)
NOT_ALL_RECOGNIZED = ImportIssue(
    "not-all-recognized", "The words of some pages could not be read. The pages themselves are all there."
)
UNKNOWN = ImportIssue(
    "unknown-kind", "Kept safe, but not read: Sheaf does not know this kind of file. A PDF works best."
)


def _named(names: Sequence[str]) -> str:
    shown = ", ".join(f"“{name}”" for name in names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED} more"


def files_inside(names: Sequence[str]) -> ImportIssue:
    """Say that there are files in the file that were not read; `names` has all of them."""
    words = "another file" if len(names) == 1 else f"{len(names)} other files"
    read, them = ("was", "it") if len(names) == 1 else ("were", "them")
    text = f"This file has {words} inside, which {read} not read: {_named(names)}. Save {them} and add {them} too."
    return ImportIssue(FILES_INSIDE_CODE, text)


def files_taken_out(names: Sequence[str], *, of: int) -> ImportIssue:
    """Say which of the `of` files in the file were added as documents of their own."""
    stands = "stands as a document of its own" if len(names) == 1 else "stand as documents of their own"
    left = max(0, of - len(names))
    words = f" {left} more could not be read." if left else ""
    return ImportIssue(FILES_INSIDE_CODE, f"What was inside this file {stands}: {_named(names)}.{words}")


def picture_page(page: int) -> ImportIssue:
    """Say that a page is a picture."""
    return ImportIssue("picture-page", f"Page {page} is a picture without text. Its words are not searched.", page)


XML_TOO_LARGE = ImportIssue("too-large", "Kept safe, but not read: this record is larger than 200 MB.")
XML_DOCTYPE = ImportIssue(
    "doctype", "Kept safe, but not read: the file carries instructions that a record never needs. Download it again."
)
XML_TOO_DEEP = ImportIssue(
    "too-deep", "Kept safe, but not read: the file is nested deeper than any record. Download it again."
)
TOO_LONG_TO_SHOW = ImportIssue(
    "too-long-to-show", "The text is too long to be shown whole; the file itself is kept whole."
)
XML_BROKEN = ImportIssue(
    "damaged", "The file is damaged. It was read as far as it goes; something may be missing. Download it again."
)
JSON_TOO_LARGE = ImportIssue("too-large", "Kept safe, but not read: this record is larger than 100 MB.")
JSON_TOO_DEEP = ImportIssue(
    "too-deep", "Kept safe, but not read: the file is nested deeper than any record. Download it again."
)
JSON_BROKEN = ImportIssue("damaged", "Kept safe, but not read: the file is damaged. Download it again.")
JSON_NUMBER = ImportIssue(
    "damaged", "Kept safe, but not read: the file holds numbers that are none. Download it again."
)
JSON_TWICE = ImportIssue(
    "damaged", "Kept safe, but not read: the file says the same thing twice in different ways. Download it again."
)
SEVERAL_PEOPLE = ImportIssue(
    "several-people", "This file holds records of more than one person. Check each entry before you keep it."
)
ZIP_TOO_MANY = ImportIssue(
    "too-many-files", "Kept safe, but not read: there are more than 2,000 files in it. Unpack it and add what matters."
)
ZIP_ODD = ImportIssue(
    "odd-archive",
    "Kept safe, but not read: the files in it have odd names or places. Download it again.",
)
ZIP_LOCKED = ImportIssue(
    "locked-archive", "Kept safe, but not read: the files in it are locked. Unpack it with its password and add them."
)


def cards_not_read(count: int) -> ImportIssue:
    """Say that some contacts of a file were not understood."""
    words = "1 contact was" if count == 1 else f"{count} contacts were"
    return ImportIssue("damaged-contact", f"{words} not understood. The file is kept; type what is missing.")


DICOM_TOO_LARGE = ImportIssue("too-large", "This image file is larger than 500 MB. It was not added.")
DICOM_BROKEN = ImportIssue(
    "damaged",
    "Kept safe, but not read: this image file is damaged. Copy it again, or ask for a new disc.",
)
DICOM_TOO_BIG_INSIDE = ImportIssue(
    "too-big-inside", "Kept safe, but not read: it unpacks to more than 500 MB. Ask for a new disc."
)
DICOM_SAYS_NOTHING = ImportIssue(
    "says-nothing", "Kept safe, but not read: this image file does not say what it is or which exam it belongs to."
)
DICOM_TOO_DEEP = ImportIssue(
    "too-deep", "Kept safe, but not read: the file is nested deeper than any image. Ask for a new disc."
)
NOTHING_IN_COAT = ImportIssue(
    "empty-coat", "The document inside this image file could not be taken out. The file itself is kept with its exam."
)
IMAGES_WITHOUT_NAME = ImportIssue(
    "no-name", "The image files do not say whose they are. Look at the pictures and the date before you keep them."
)


def several_patients(count: int) -> ImportIssue:
    """Say that a disc holds images of several people."""
    return ImportIssue(
        "several-people", f"There are images of {count} people on this disc. Check of each exam whose it is."
    )


def images_here_before(count: int) -> ImportIssue:
    """Say that some images of an exam were here already."""
    were = "1 image file of this exam was" if count == 1 else f"{count:,} image files of this exam were"
    return ImportIssue("partly-here", f"{were} here before. These are the others.")


def images_unreadable(count: int) -> ImportIssue:
    """Say that some images could not be read from the disc."""
    could = "1 image file" if count == 1 else f"{count:,} image files"
    return ImportIssue(
        "unreadable-images",
        f"{could} could not be read. Clean the disc and add it again, or ask for a new one.",
    )


def images_missing(count: int) -> ImportIssue:
    """Say that the list of a disc names images that are not on it."""
    more = "1 image that is" if count == 1 else f"{count:,} images that are"
    return ImportIssue("images-missing", f"The list on this disc names {more} not there. Ask for a new disc.")


def left_on_disc(programs: int, system: int) -> ImportIssue:
    """Say in one sentence what of a disc was not kept."""
    parts = []
    if programs:
        parts.append("1 file of its viewer program" if programs == 1 else f"{programs:,} files of its viewer program")
    if system:
        parts.append("1 file about the disc itself" if system == 1 else f"{system:,} files about the disc itself")
    return ImportIssue("left-out", f"Not kept from this disc, as they are no records: {' and '.join(parts)}.")


TABLE_TOO_LONG = ImportIssue(
    "too-many-rows", "Kept safe, but not read: this table has more than 1,000,000 rows. Split it into parts."
)
TABLE_TOO_WIDE = ImportIssue(
    "too-many-columns",
    "Kept safe, but not read: a row of this table has more than 500 cells. Save it anew and add that.",
)
TABLE_BROKEN = ImportIssue(
    "damaged",
    "Kept safe, but not read: the rows and cells of this table cannot be told apart. Save it anew as CSV and add that.",
)


EXPORT_BROKEN = ImportIssue(
    "export-broken", "This Sheaf export cannot be read: its record.json is damaged. Nothing was added from it."
)
EXPORT_VERSION = ImportIssue(
    "export-version",
    "This export was written by a newer Sheaf, whose form this one does not know. Nothing was added from it.",
)
EXPORT_CHANGED = ImportIssue(
    "export-changed", "record.json was changed after this export was written. Look at what came in."
)
ORIGINAL_MISSING = ImportIssue(
    "original-missing",
    "The file of this document is not in what you added. Add the whole folder of the export, with its originals.",
)
ORIGINAL_SWAPPED = ImportIssue(
    "original-changed", "The file of this document is not the one that was exported. It was not added."
)


def export_left_out(called: str, count: int) -> ImportIssue:
    """Say how many things of an export ("documents", "entries") are not in the form that an export has."""
    many = f"1 of the {called} is" if count == 1 else f"{count:,} of the {called} are"
    return ImportIssue("export-left-out", f"{many} not in the form that Sheaf writes, and left out.")


def export_of(name: str, documents: int, entries: int) -> ImportIssue:
    """Say whose export this is, and how much it holds."""
    papers = "1 document" if documents == 1 else f"{documents:,} documents"
    facts = "1 entry" if entries == 1 else f"{entries:,} entries"
    return ImportIssue("sheaf-export", f"This is a Sheaf export of {name}: {papers}, {facts}.")


EXPORT_HERE = ImportIssue("export-here", "All of it is in your records already. Nothing was changed.")


def export_new_person(name: str) -> ImportIssue:
    """Say that nobody of this name and birth date was in the vault."""
    return ImportIssue("new-person", f"{name} was not here by this name and birth date, and was added as a new person.")


def export_without_document(count: int) -> ImportIssue:
    """Say how many proposals were left out because their document did not come."""
    many = "1 entry that nobody had checked was" if count == 1 else f"{count:,} entries that nobody had checked were"
    return ImportIssue(
        "without-document", f"{many} left out, because the document that they were read in did not come."
    )
