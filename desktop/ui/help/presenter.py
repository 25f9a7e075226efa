"""The pages of the user guide, found by the screen they are about."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop.foundation.resources import resource

_ABOUT = {
    "home": "first-steps",
    "documents": "documents",
    "review": "documents",
    "import": "documents",
    "medications": "record",
    "results": "record",
    "timeline": "record",
    "contacts": "record",
    "questions": "record",
    "packets": "packets",
    "packet": "packets",
    "settings": "safety",
    "health": "backups",
}


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page of the guide: its file name without ending, its title and its Markdown."""

    name: str
    title: str
    text: str


def guide_folder() -> Path:
    """Return where the user guide lies, in the source tree or beside an installed program's resources."""
    beside = resource().parent / "docs" / "user-guide"
    return beside if beside.is_dir() else resource("user-guide")


def guide_pages() -> tuple[GuidePage, ...]:
    """Return all pages, the index first."""
    pages = []
    for path in sorted(guide_folder().glob("*.md"), key=lambda one: (one.stem != "index", one.stem)):
        text = path.read_text("utf-8")
        first = text.splitlines()[0] if text else path.stem
        pages.append(GuidePage(path.stem, first.lstrip("# ").strip(), text))
    return tuple(pages)


def page_for(screen: str) -> str:
    """Return the name of the page about a screen; the index for any other."""
    return _ABOUT.get(screen, "index")
