"""What the tables of resources/terminology/dicom.json say: words for kinds of pictures, and names that are none."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import PurePosixPath
from typing import Any

from desktop.foundation.resources import resource

_TERMS: Any = json.loads(resource("terminology", "dicom.json").read_text("utf-8"))
"""Read at import: a reader behind locked doors can open no file any more."""
_NO_NAMES = frozenset(_TERMS["no_names"])
_SYSTEM_NAMES = frozenset(_TERMS["system_names"])
_PROGRAM_ENDINGS = frozenset(_TERMS["program_endings"])
_ABOUT = frozenset(_TERMS["about_the_pictures"])


def modality_words(code: str) -> str:
    """Return what a kind of picture is called; an unknown code as it is printed."""
    found: str = _TERMS["modalities"].get(code.upper(), code)
    return found


def modalities_words(codes: Iterable[str]) -> str:
    """Return what the kinds of pictures of one study are called together ("PET and CT"), what is about them aside."""
    told = list(dict.fromkeys(code.upper() for code in codes if code))
    pictures = [code for code in told if code not in _ABOUT]
    return " and ".join(dict.fromkeys(modality_words(code) for code in pictures or told))


def is_no_name(words: str) -> bool:
    """Whether what stands in place of a name says that there is none ("ANONYMIZED", "No Name", "Patient 12")."""
    return all(word in _NO_NAMES or word.isdigit() for word in re.findall(r"[^\W_]+", words.casefold()))


def is_of_the_system(name: str) -> bool:
    """Whether a file's name says that it tells of the disc or belongs to a computer, and to no record."""
    return name.casefold() in _SYSTEM_NAMES


def is_of_a_program(name: str) -> bool:
    """Whether a file's ending says that it belongs to a program."""
    return PurePosixPath(name).suffix.casefold() in _PROGRAM_ENDINGS
