"""Every option of the packet's commands stands in their help and in the guide."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from desktop.commands.program import make_parser
from desktop.records.sensitive import SensitiveTag

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "user-guide" / "packets-by-command.md"
COMMANDS = (
    "packet",
    "packets",
    "remove-packet",
    "packet-versions",
    "disclosures",
    "received",
    "sent-note",
    "ask-on",
    "handover",
)


def test_the_guide_names_every_option_and_no_other() -> None:
    guide = GUIDE.read_text("utf-8")
    (chosen,) = (one for one in make_parser()._actions if isinstance(one, argparse._SubParsersAction))
    options = set[str]()
    for name in COMMANDS:
        assert f"sheaf {name} VAULT" in guide, name
        for action in chosen.choices[name]._actions:
            assert action.help or action.choices or action.metavar, (name, action.dest)
            options |= {option for option in action.option_strings if option not in {"-h", "--help"}}
    named = set(re.findall(r"--[a-z][a-z-]+", guide))
    assert named == options
    assert all(tag.value in guide for tag in SensitiveTag)


def test_every_command_about_packets_shows_how_it_is_typed() -> None:
    (chosen,) = (one for one in make_parser()._actions if isinstance(one, argparse._SubParsersAction))
    for name in (*COMMANDS, "medication-list"):
        assert f"  sheaf {name} family.sheaf" in (chosen.choices[name].epilog or ""), name


def test_every_command_that_is_named_anywhere_is_one() -> None:
    root = Path(__file__).resolve().parents[2]
    (chosen,) = (one for one in make_parser()._actions if isinstance(one, argparse._SubParsersAction))
    told = [*(root / "desktop").rglob("*.py"), *(root / "docs").rglob("*.md"), root / "README.md"]
    named = {
        (path.name, name) for path in told for name in re.findall(r"\bsheaf ([a-z-]+) VAULT", path.read_text("utf-8"))
    }
    assert named
    assert {(file, name) for file, name in named if name not in chosen.choices} == set()
