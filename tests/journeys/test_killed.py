"""The program is stopped in the middle of an import: what it had acknowledged is there when it opens again."""

from __future__ import annotations

import os
import signal
import subprocess
from itertools import islice

from tests.faults.killing import Killer
from tests.journeys.terminal import ROOT, Terminal
from tests.papers import letter


def test_acknowledged_documents_survive_a_kill(terminal: Terminal) -> None:
    killer = Killer(terminal, seed=2, papers=8)
    for _ in range(2):
        killer.strike()
    killer.look()
    assert killer.tally.kills == 2


def test_ctrl_c_keeps_what_was_acknowledged_read_and_leaves_no_trace_of_the_rest(terminal: Terminal) -> None:
    papers = [terminal.file(f"{number:02}.pdf", letter(f"Number {number}")) for number in range(30)]
    words = terminal.words("add", *papers)
    with subprocess.Popen(  # noqa: S603 - our own program
        words, cwd=ROOT, env=os.environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        lines = list(islice(program.stdout, 2))
        os.killpg(program.pid, signal.SIGINT)  # a terminal tells everything that runs in it
        lines += program.stdout.readlines()
        assert program.stderr.read() == b""
    assert program.returncode == 130
    said = [line.decode() for line in lines]
    told = [line.removesuffix(": stored\n") for line in said if line.endswith(": stored\n")]
    not_taken = [line.removesuffix(": not taken\n") for line in said if line.endswith(": not taken\n")]
    assert 2 <= len(told) < len(papers)
    assert [*told, *not_taken] == [path.name for path in papers]
    listed = terminal.on("documents").json
    assert len(listed) == len(told)
    assert {one["status"] for one in listed} == {"proposed"}
