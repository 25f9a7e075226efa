"""The first page does not wait for the database and everything behind it."""

from __future__ import annotations

from tests.vault.other_process import run_python

HEAVY = ("sqlalchemy", "pypdf", "pikepdf", "typst", "cryptography", "desktop.services.workspace")


def test_the_window_comes_before_the_core() -> None:
    said = run_python(
        "import sys\n"
        "import desktop.ui.app as app\n"
        f"heavy = {HEAVY!r}\n"
        "app.run_window = lambda *words: print([name for name in heavy if name in sys.modules]) or 0\n"
        "from desktop.__main__ import main\n"
        "main([])\n"
    )
    assert said.stdout.strip() == "[]", said.stderr
