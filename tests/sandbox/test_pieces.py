"""What is large is lent to a job piece by piece, and comes back while it is made; nobody gets more than was lent."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence

import pytest

from desktop.sandbox import run, worker
from desktop.sandbox.pieces import BLOCK, MOST_ASKED
from desktop.sandbox.values import MIB, JSONValue, Limits, Reason, SandboxFailure

NAMES = (
    "read_parts", "copy_while_read", "flood_in_pieces", "fail_while_answering", "ask_for", "ask_and_never_listen",
    "ask_and_die",
)  # fmt: skip
_ZYGOTE = f"""
import sys
from desktop.sandbox import jobs, zygote
jobs.JOBS.clear()
jobs.JOBS |= {{name: "tests.sandbox.piecewise:" + name for name in {NAMES}}}
jobs.LENT = frozenset(jobs.JOBS)
sys.exit(zygote.main())
"""


@pytest.fixture(autouse=True)
def piecewise(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the zygote know the jobs of this test; the locks are the real ones."""
    run.close()
    monkeypatch.setattr(worker, "LENT", frozenset(NAMES))
    monkeypatch.setattr(worker, "_command", lambda: [sys.executable, "-s", "-c", _ZYGOTE])
    yield
    run.close()


def test_a_lent_blob_reads_like_a_file() -> None:
    blobs = [os.urandom(3 * BLOCK + 17), b"", os.urandom(5)]
    spots = [0, 1, 16_000, BLOCK - 3, BLOCK, 2 * BLOCK + 9, 3 * BLOCK + 16, 3 * BLOCK + 17, 9 * BLOCK]
    asked = [(0, spot, size) for spot in (*spots, *reversed(spots)) for size in (0, 1, 300, 20_000, 2 * BLOCK)]
    asked += [(1, 0, 10), (2, 1, 3), (2, 4, 10), (0, 0, -1)]
    parts: JSONValue = [list(one) for one in asked]
    answer = run.run("read_parts", blobs, {"parts": parts})
    assert answer.value == [len(blob) for blob in blobs]
    wanted = [
        blobs[number][start:] if size < 0 else blobs[number][start : start + size] for number, start, size in asked
    ]
    assert answer.blobs == tuple(wanted)


def test_an_answer_leaves_while_it_is_made_and_more_is_read_meanwhile() -> None:
    blobs = [os.urandom(20 * BLOCK + 1), b"", b"short"]
    assert run.run("copy_while_read", blobs).blobs == (*blobs, b"and this")


def test_what_passes_through_a_job_is_not_held_there() -> None:
    empty = run.run("copy_while_read", [b"x"]).used.peak_bytes
    large = run.run("copy_while_read", [bytes(64 * MIB)]).used.peak_bytes
    assert large - empty < 16 * MIB


def test_a_job_is_answered_also_when_a_busy_computer_lets_the_sending_thread_end_late(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    send = worker.Worker._send

    def send_and_linger(self: worker.Worker, frames: Sequence[bytes]) -> None:
        send(self, frames)
        time.sleep(0.4)

    monkeypatch.setattr(worker.Worker, "_send", send_and_linger)
    assert run.run("ask_for", [b"ten bytes."], {"blob": 0, "start": 3, "size": 4}).blobs == (b" byt",)


@pytest.mark.parametrize(
    ("job", "asked", "limits", "reason"),
    [
        ("flood_in_pieces", {}, Limits(output_bytes=1 << 20), Reason.TOO_MUCH_OUTPUT),
        ("fail_while_answering", {}, Limits(), Reason.CRASHED),
        ("ask_for", {"blob": 1, "start": 0, "size": 1}, Limits(), Reason.CRASHED),
        ("ask_for", {"blob": 0, "start": 9, "size": 4}, Limits(), Reason.CRASHED),
        ("ask_for", {"blob": 0, "start": 0, "size": MOST_ASKED + 1}, Limits(), Reason.CRASHED),
        ("ask_and_never_listen", {"blob": 0, "start": 0, "size": 9}, Limits(wall_seconds=1), Reason.TIMED_OUT),
        ("ask_and_die", {"blob": 0, "start": 0, "size": 9}, Limits(wall_seconds=30), Reason.CRASHED),
    ],
)
def test_every_bad_end_is_a_reason_and_the_next_job_works(
    job: str, asked: dict[str, JSONValue], limits: Limits, reason: Reason
) -> None:
    blob = b"ten bytes." * (300_000 if job.startswith("ask_and") else 1)
    asked = {**asked, "size": MOST_ASKED} if job.startswith("ask_and") else asked
    with pytest.raises(SandboxFailure) as failed:
        run.run(job, [blob], asked, limits=limits)
    assert failed.value.reason is reason
    assert "Maria" not in repr(failed.value)
    assert run.run("ask_for", [b"ten bytes."], {"blob": 0, "start": 3, "size": 4}).blobs == (b" byt",)
