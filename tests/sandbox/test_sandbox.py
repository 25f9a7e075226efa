"""A hostile document meets a process without files, programs, sockets or time to waste."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.foundation.errors import CancelledError
from desktop.foundation.progress import CancelToken
from desktop.sandbox import jobs, landlock, run, seccomp, worker
from desktop.sandbox.layers import isolation_layers
from desktop.sandbox.values import Limits, Reason, SandboxFailure

ROOT = Path(__file__).resolve().parents[2]
_PROBE_ZYGOTE = """
import sys
from desktop.sandbox import jobs, zygote
from tests.sandbox import probes
jobs.JOBS.clear()
for name in ("read_file write_file run_program fork open_socket signal_parent spin sleep eat_memory crash shout "
             "flood echo whose hold_memory").split():
    jobs.JOBS[name] = "tests.sandbox.probes:" + name
sys.exit(zygote.main())
"""


@pytest.fixture(autouse=True)
def probing(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the zygote know the probes instead of the real jobs; the locks are the real ones."""
    run.close()
    monkeypatch.setattr(worker, "_command", lambda: [sys.executable, "-s", "-c", _PROBE_ZYGOTE])
    yield
    run.close()


def _blocked(job: str, **arguments: str | int) -> bool:
    value = run.run(job, [], arguments).value
    assert isinstance(value, dict)
    return value["blocked"] is True


def test_blobs_and_values_come_back() -> None:
    answer = run.run("echo", [b"one", b"", b"\0three"], {"word": "señora 纸"})
    assert answer.value == "señora 纸"
    assert answer.blobs == (b"\0three", b"", b"one")


@pytest.mark.skipif(not landlock.version(), reason="this kernel has no Landlock")
def test_no_file_can_be_read_or_made(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x")
    assert _blocked("read_file", path=str(secret))
    assert _blocked("read_file", path=f"/proc/{os.getpid()}/environ")
    assert _blocked("write_file", path=str(tmp_path / "made"))
    assert not (tmp_path / "made").exists()


@pytest.mark.skipif(not seccomp.offered(), reason="no filter is written for this machine")
@pytest.mark.parametrize("job", ["run_program", "fork", "open_socket"])
def test_no_program_no_process_no_socket(job: str) -> None:
    assert _blocked(job)


@pytest.mark.skipif(not seccomp.offered(), reason="no filter is written for this machine")
def test_nobody_can_be_signalled() -> None:
    assert _blocked("signal_parent", pid=os.getpid())


@pytest.mark.parametrize(
    ("job", "limits", "reason"),
    [
        ("spin", Limits(cpu_seconds=1, wall_seconds=20), Reason.TIMED_OUT),
        ("sleep", Limits(wall_seconds=1), Reason.TIMED_OUT),
        ("eat_memory", Limits(), Reason.OUT_OF_MEMORY),
        ("flood", Limits(output_bytes=1 << 20), Reason.TOO_MUCH_OUTPUT),
        ("crash", Limits(), Reason.CRASHED),
        ("shout", Limits(), Reason.CRASHED),
    ],
)
def test_every_bad_end_is_a_reason_and_the_next_job_works(job: str, limits: Limits, reason: Reason) -> None:
    with pytest.raises(SandboxFailure) as failed:
        run.run(job, [], limits=limits)
    assert failed.value.reason is reason
    assert "Maria" not in repr(failed.value)
    assert run.run("echo", [b"fine"]).blobs == (b"fine",)


def test_a_job_that_is_not_on_the_list_does_not_run() -> None:
    with pytest.raises(SandboxFailure):
        run.run("os.system", [b"true"])


def test_a_cancel_ends_a_job_at_once() -> None:
    cancel = CancelToken()
    threading.Timer(0.5, cancel.cancel).start()
    began = time.monotonic()
    with pytest.raises(CancelledError):
        run.run("sleep", [], cancel=cancel, limits=Limits(wall_seconds=120))
    assert time.monotonic() - began < 60


def test_two_threads_work_at_once() -> None:
    answers: list[bytes] = []

    def work(number: int) -> None:
        answers.extend(run.run("echo", [str(number).encode()]).blobs)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == [b"0", b"1", b"2", b"3", b"4", b"5"]


def test_the_real_list_names_only_our_own_functions() -> None:
    for name in jobs.JOBS:
        assert callable(jobs.load(name)), name


def test_a_zygote_that_has_grown_is_retired(monkeypatch: pytest.MonkeyPatch) -> None:
    run.run("echo", [b""])
    first = run.run("whose", []).value
    assert run.run("whose", []).value == first
    monkeypatch.setattr(worker, "MOST_GROWTH", -1)
    assert run.run("whose", []).value == first
    assert run.run("whose", []).value != first


def test_an_answer_says_what_it_took() -> None:
    used = run.run("echo", [b"one"]).used
    assert 0 <= used.cpu_seconds < 5
    assert used.peak_bytes > 5 << 20


def test_the_layers_are_told_in_words() -> None:
    layers = isolation_layers()
    assert {layer.name for layer in layers} >= {"process", "files", "calls"}
    assert all(layer.words.endswith(".") for layer in layers)


def test_a_reader_that_is_cancelled_before_it_is_ready_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[worker.Worker] = []
    real = worker.Worker.__init__

    def noted(made: worker.Worker) -> None:
        real(made)
        started.append(made)

    run.close()
    stop = CancelToken()
    stop.cancel()
    with monkeypatch.context() as slow:
        slow.setattr(worker.Worker, "__init__", noted)
        slow.setattr(worker, "_command", lambda: [sys.executable, "-c", "import sys; sys.stdin.read()"])
        with pytest.raises(CancelledError):
            run.run("echo", [b"never read"], cancel=stop)
    (ended,) = started
    assert ended._process.returncode is not None
    assert all(pipe is not None and pipe.closed for pipe in (ended._process.stdin, ended._process.stdout))
    assert run.run("echo", [b"fine"]).blobs == (b"fine",)
