"""How tests look into an export."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path
from typing import Any


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def record(folder: Path, person: str) -> Any:
    return json.loads((folder / person / "record.json").read_text("utf-8"))


def fhir(folder: Path, person: str) -> Any:
    return json.loads((folder / person / "fhir.json").read_text("utf-8"), parse_float=Decimal)


def resources(folder: Path, person: str, kind: str) -> list[dict[str, Any]]:
    """Return the resources of a kind."""
    found = [entry["resource"] for entry in fhir(folder, person)["entry"]]
    return [one for one in found if one["resourceType"] == kind]


def rows(folder: Path, person: str, kind: str) -> list[dict[str, str]]:
    """Return a table's lines; the ' that keeps a cell from being a formula is taken away."""
    with (folder / person / "csv" / f"{kind}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{name: cell.removeprefix("'") for name, cell in row.items()} for row in csv.DictReader(file)]


class Page(HTMLParser):
    """What a browser would find in a page: texts, links, names of elements and their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.links: list[str] = []
        self.elements: list[tuple[str, Mapping[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.links += [value for name, value in attrs if name in {"href", "src"} and value]

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    @property
    def shown(self) -> str:
        return " ".join(self.texts)
