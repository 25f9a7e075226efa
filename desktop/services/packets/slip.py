"""The slip with the words that open one packet: the words alone, for handing over in another way than the file."""

from __future__ import annotations

from pathlib import Path

from desktop.packet.language import catalogue
from desktop.services.paper import Paper, write_paper
from desktop.typeset.compile import typeset_pages
from desktop.typeset.drawable import JSON


def phrase_slip(phrase: str, *, language: str = "en", paper: str = "letter") -> Paper:
    """Return the page with `phrase` (words with single spaces); it names neither the person nor the file.

    `language` is en or es, `paper` letter or a4. Raises what typesetting raises.
    """
    data: JSON = {
        "phrase": list[JSON](phrase.split()),
        "paper": paper,
        "language": language,
        "words": dict(catalogue(language)),
    }
    pages = typeset_pages("phrase-slip", data, note="pages")
    return Paper(pages.pdf, int(str(pages.notes[0])))


def save_phrase_slip(phrase: str, target: Path, *, language: str = "en", paper: str = "letter") -> None:
    """Write the page to `target`; raises EnvironmentProblem when the place cannot be written."""
    write_paper(target, phrase_slip(phrase, language=language, paper=paper).pdf)
