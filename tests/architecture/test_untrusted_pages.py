"""The engines that read PDFs are started by the sandbox alone: what the window's process loads reaches none of them."""

from __future__ import annotations

import ast
from pathlib import Path

import grimp
import pytest

from desktop.sandbox.jobs import modules

ROOT = Path(__file__).resolve().parents[2]
ENGINES = ("pypdf", "pikepdf", "pypdfium2")


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("desktop", include_external_packages=True, cache_dir=None)


def _touching(imports: grimp.ImportGraph) -> set[str]:
    """Return the modules that import an engine, directly or by way of others."""
    return {module for engine in ENGINES for module in imports.find_downstream_modules(engine)}


def test_no_module_outside_the_readers_and_packets_reaches_a_pdf_engine(imports: grimp.ImportGraph) -> None:
    rooms = {module.split(".")[1] for module in _touching(imports) if "." in module}
    assert rooms == {"importers", "packet"}


def test_every_module_with_a_pdf_engine_works_for_a_job_of_the_sandbox(imports: grimp.ImportGraph) -> None:
    reached = set(modules()).union(*(imports.find_upstream_modules(job) for job in modules()))
    assert {module for module in _touching(imports) if "." in module} <= reached


def test_no_job_is_imported_by_name_outside_the_sandbox() -> None:
    """A module named in a text and imported at run time would be seen by no graph of imports."""
    found = []
    for path in (ROOT / "desktop").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            called = node.func if isinstance(node, ast.Call) else None
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if name in {"import_module", "__import__"}:
                found.append(path.relative_to(ROOT).as_posix())
    assert "desktop/sandbox/jobs.py" in found
    outside = [one for one in found if not one.startswith("desktop/sandbox/")]
    for one in outside:
        text = (ROOT / one).read_text("utf-8")
        assert not any(room in text for room in ("desktop.importers", "desktop.packet", *ENGINES)), one
