"""Set up what is missing, then: demo, run, test, lint, lock, screenshots."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence

MINIMUM = (3, 11)
if sys.version_info < MINIMUM:
    raise SystemExit("Sheaf needs Python 3.11 or newer. This is " + sys.version.split()[0] + ".")

import environment  # noqa: E402 - after the version check, so that an old Python says so
from environment import ROOT  # noqa: E402


def _call(*arguments: str, **more_environment: str) -> int:
    """Run the environment's Python with `arguments` in the project's folder."""
    command = [str(environment.python()), *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **more_environment}, check=False).returncode


def _demo(rest: Sequence[str]) -> int:
    return _call("main.py", "demo", *rest)


def _run(rest: Sequence[str]) -> int:
    return _call("main.py", *rest)


def _lint(_rest: Sequence[str]) -> int:
    tool = "-m"
    steps = (
        (tool, "ruff", "check", "."),
        (tool, "ruff", "format", "--check", "."),
        (tool, "mypy"),
        (tool, "mypy", "packaging/dev.py", "packaging/environment.py", "packaging/system_libraries.py"),
        ("-c", "from importlinter.cli import lint_imports_command as main; main()"),
    )
    for step in steps:
        more = {"MYPYPATH": "packaging"} if "packaging/dev.py" in step else {}
        failed = _call(*step, **more)
        if failed:
            return failed
    return 0


def _test(rest: Sequence[str]) -> int:
    failed = _lint(())
    if failed:
        return failed
    parallel = () if any(word.startswith("-n") for word in rest) else ("-n", "auto", "--dist", "worksteal")
    scratch = ROOT / ".test-scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir()
    _call("-m", "compileall", "-q", "desktop", "tests", "main.py")  # hundreds of processes would each compile anew
    try:
        return _call("-m", "pytest", *parallel, *rest, QT_QPA_PLATFORM="offscreen", TMPDIR=str(scratch))
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _lock(_rest: Sequence[str]) -> int:
    compile_lock = "uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes"
    options = "--no-emit-index-url --no-header --quiet --upgrade -o packaging/requirements.lock"
    return _call("-m", *compile_lock.split(), *options.split())


def _screenshots(rest: Sequence[str]) -> int:
    """Make a demo, take the pictures of every screen on it, and remove it again."""
    demo = ROOT / ".test-scratch" / "screenshots"
    shutil.rmtree(demo, ignore_errors=True)
    state = {"SHEAF_STATE_DIR": str(demo / "state"), "QT_QPA_PLATFORM": "offscreen"}
    try:
        made = _call("main.py", "demo", "--no-window", str(demo / "demo"), **state)
        vault, secret = demo / "demo" / "sample.sheaf", demo / "demo" / "passphrase.txt"
        places = ("--vault", str(vault), "--passphrase-file", str(secret), "--papers", str(demo / "demo" / "originals"))
        return made or _call("main.py", "--screenshots", *rest, *places, **state)
    finally:
        shutil.rmtree(demo, ignore_errors=True)


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "demo": _demo,
    "run": _run,
    "test": _test,
    "lint": _lint,
    "lock": _lock,
    "screenshots": _screenshots,
}


def main() -> int:
    """Make the environment ready and run one command with the rest of the arguments."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("command", choices=sorted(COMMANDS))
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="handed on to the command")
    chosen = parser.parse_args()
    if not environment.ensure(for_tests=chosen.command == "test"):
        return 6
    return COMMANDS[chosen.command](chosen.rest)


if __name__ == "__main__":
    raise SystemExit(main())
