"""Prints the figures as a table and writes bench.json: `python -m tests.bench [--results N] [--out FILE]`."""

from __future__ import annotations

import argparse
import os
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
    from tests.bench.measuring import print_and_keep
    from tests.bench.speed import figures

    application = make_application()
    apply_theme(theme_of(Settings()))
    print_and_keep(
        lambda folder: figures(folder, documents=options.documents, results=options.results),
        options.out,
    )
    application.quit()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
