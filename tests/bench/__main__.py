"""Prints the figures as a table and writes bench.json: `python -m tests.bench [--results N] [--out FILE]`."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile  # noqa: TID251 - an invented vault
from dataclasses import asdict
from pathlib import Path


def main() -> int:
    """Measure, print, write."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    parser = argparse.ArgumentParser(prog="bench")
    parser.add_argument("--documents", type=int, default=10_000)
    parser.add_argument("--results", type=int, default=100_000)
    parser.add_argument("--out", type=Path, default=Path("bench.json"))
    options = parser.parse_args()
    from desktop.foundation.settings import Settings
    from desktop.ui.app import make_application
    from desktop.ui.theme import apply_theme, theme_of
    from tests.bench.measuring import HEAD
    from tests.bench.speed import figures

    application = make_application()
    apply_theme(theme_of(Settings()))
    sys.stdout.write(HEAD + "\n")
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        for figure in figures(Path(folder), documents=options.documents, results=options.results):
            taken.append(asdict(figure))
            sys.stdout.write(figure.line + "\n")
            sys.stdout.flush()
    options.out.write_text(json.dumps(taken, indent=1) + "\n", "utf-8")
    application.quit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
