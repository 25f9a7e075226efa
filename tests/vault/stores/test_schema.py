"""The migrations make exactly the tables that the stores believe in."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from pathlib import Path

import pytest
import sqlcipher3
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.pool import StaticPool

import desktop.vault.chain_tables
import desktop.vault.tables
from desktop.records.person import Person
from desktop.vault import migrations
from desktop.vault.metadata import METADATA
from desktop.vault.stores.people import insert_person
from desktop.vault.vault import Vault

FOLDER = Path(migrations.__file__).parent
OWN = ("alembic_version", "search_index", "sqlite_")
Shape = Mapping[str, object]

assert desktop.vault.tables.person.metadata is desktop.vault.chain_tables.chain.metadata


def _rows(tx: Connection, pragma: str) -> list[tuple[object, ...]]:
    return sorted((tuple(row) for row in tx.execute(text(f"PRAGMA {pragma}"))), key=str)


def _indexes(tx: Connection, table: str) -> set[tuple[object, ...]]:
    listed = _rows(tx, f"index_list({table})")
    return {(row[2], row[3], *(column[2] for column in _rows(tx, f"index_info({row[1]})"))) for row in listed}


def _schema(tx: Connection) -> dict[str, Shape]:
    tables = [row for row in tx.execute(text("PRAGMA table_list")) if not row[1].startswith(OWN)]
    return {
        row[1]: {
            "strict": row[5],
            "columns": _rows(tx, f"table_xinfo({row[1]})"),
            "links": [link[2:] for link in _rows(tx, f"foreign_key_list({row[1]})")],
            "indexes": _indexes(tx, row[1]),
        }
        for row in tables
    }


def test_migrated_schema_equals_the_tables(new_vault: Vault) -> None:
    engine = create_engine("sqlite://", module=sqlcipher3, poolclass=StaticPool)
    with engine.begin() as tx:
        METADATA.create_all(tx)
        declared = _schema(tx)
    engine.dispose()
    migrated = new_vault.read(_schema)
    assert migrated.keys() == declared.keys()
    for name, shape in declared.items():
        assert migrated[name] == shape, name


def test_every_table_is_strict(new_vault: Vault) -> None:
    assert all(shape["strict"] == 1 for shape in new_vault.read(_schema).values())


def test_there_is_one_line_of_migrations() -> None:
    assert len(ScriptDirectory(str(FOLDER)).get_heads()) == 1


def test_migrations_import_no_project_code() -> None:
    for path in FOLDER.rglob("*.py"):
        imported = {
            name
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in (
                [node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names]
            )
        }
        assert not any(name.startswith("desktop") for name in imported), path.name


def test_the_sent_log_cannot_be_changed_or_shortened(new_vault: Vault) -> None:
    def enter(tx: Connection) -> None:
        insert_person(tx, Person(id="p", name="Maria Lopez"))
        tx.execute(text("INSERT INTO disclosure (id, person_id, entry, digest) VALUES ('d', 'p', '{}', '')"))

    new_vault.write(enter)
    for statement in ("UPDATE disclosure SET entry = ''", "DELETE FROM disclosure"):
        with pytest.raises(IntegrityError):
            new_vault.write(lambda tx, asked=statement: tx.execute(text(asked)))  # type: ignore[misc] # bound at once
