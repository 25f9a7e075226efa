"""The doctor of a document: by labels such as "Ordering" and "Electronically signed by"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from desktop.importers.identify.dates import find_dates
from desktop.importers.identify.fields import Field, as_label, values_for
from desktop.importers.identify.folded import folded
from desktop.importers.identify.rows import Piece, Row
from desktop.importers.identify.terms import KindTerms, label_classes, longest_label
from desktop.records.provenance import Evidence

_TIME = re.compile(r"\d{1,2}:\d{2}")
_DEGREES = frozenset(["md", "do", "mbbs", "phd", "facs", "frcs", "rn", "np", "pa", "dr", "dra", "facp", "frcp", "msc"])
_MOST_WORDS = 8


def _is_name(text: str) -> bool:
    words = [word for word in re.split(r"[\s,]+", text) if word]
    letters = [word for word in words if word[:1].isalpha()]
    named = [word for word in letters if word[:1].isupper() and word.strip(".").casefold() not in _DEGREES]
    return (
        bool(named) and len(words) <= _MOST_WORDS and len(named) * 2 >= len(words) and not any(map(str.isdigit, text))
    )


def _trimmed(pieces: Sequence[Piece], today: date) -> tuple[Piece, ...]:
    """Cut a value before a date, a time, "on", or the words after a closing degree."""
    kept: list[Piece] = []
    for piece in pieces:
        text = folded(piece.text)
        if (
            find_dates(piece.text, today)
            or _TIME.search(text)
            or text in {"on", "at", "el", "|", "·", "npi", "tel", "phone"}
        ):
            break
        kept.append(piece)
    while kept and folded(kept[-1].text).strip("(-,;") in {"", "date", "fecha"}:
        kept.pop()
    return tuple(kept)


def doctor_name(text: str) -> str:
    """Return a doctor's name as printed, without the role behind it ("H. BRANDVOLD, MD, Pathologist")."""
    cleaned = text.strip(" ,;:.-")
    parts = [part.strip() for part in cleaned.split(",")]
    for index, part in enumerate(parts):
        if folded(part).replace(".", "") in _DEGREES:
            return ", ".join(parts[: index + 1])
    return cleaned


def _from_fields(fields: Sequence[Field], wanted: str, today: date) -> list[tuple[str, Evidence]]:
    found = []
    for field in values_for(fields, label_classes("doctors"), wanted):
        value = _trimmed(field.value, today)
        name = doctor_name(" ".join(piece.text for piece in value))
        if value and _is_name(name):
            pieces = (*field.label_pieces, *value) if field.row is field.label_row else value
            snippet = " ".join(piece.text for piece in (*field.label_pieces, *value))
            found.append((name, _evidence(field.row, pieces, snippet)))
    return found


def _evidence(row: Row, pieces: Sequence[Piece], snippet: str, reason: str = "") -> Evidence:
    return Evidence(
        field="doctor", page=row.page, box=row.box(pieces), snippet=snippet, certain=not reason, reason=reason
    )


def _without_colon(rows: Sequence[Row], wanted: str, today: date) -> list[tuple[str, Evidence]]:
    """Return names after a label that begins a cell and has no colon ("Electronically signed by J. Brandt, MD")."""
    classes = label_classes("doctors")
    found = []
    for row in rows:
        for cell in row.cells:
            for count in range(min(longest_label(), len(cell.pieces) - 1), 1, -1):
                label = as_label(" ".join(piece.text for piece in cell.pieces[:count]))
                if classes.get(label) != wanted:
                    continue
                value = _trimmed(cell.pieces[count:], today)
                name = doctor_name(" ".join(piece.text for piece in value))
                if value and _is_name(name):
                    pieces = (*cell.pieces[:count], *value)
                    found.append((name, _evidence(row, pieces, " ".join(piece.text for piece in pieces))))
                break
    return found


def _signature(rows: Sequence[Row], today: date) -> list[tuple[str, Evidence]]:
    """Return names of doctors that stand alone in a row, as under a letter ("Anil Patel, MD", "Dr. Lena Okafor")."""
    found = []
    for row in rows:
        for cell in row.cells:
            words = folded(cell.text).replace(".", "").replace(",", " ").split()
            value = _trimmed(cell.pieces, today)
            if not value or not (_DEGREES & set(words)) or ":" in cell.text:
                continue
            name = doctor_name(" ".join(piece.text for piece in value))
            if _is_name(name) and len(value) == len(cell.pieces):
                found.append((name, _evidence(row, value, cell.text, "The name stands without a label.")))
    return found


def propose_doctor(
    rows: Sequence[Row], fields: Sequence[Field], terms: KindTerms, today: date
) -> tuple[str, Evidence | None]:
    """Return the doctor that counts most for this kind of document, as printed, and where; "" when none is named."""
    for wanted in terms.doctors:
        found = _from_fields(fields, wanted, today) or _without_colon(rows, wanted, today)
        if found:
            return found[0]
    last = _signature(rows, today)
    return last[-1] if last else ("", None)


__all__ = ["doctor_name", "propose_doctor"]
