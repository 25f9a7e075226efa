"""Every way out of the reader that we know is closed, and is open when its locks are off: so the locks do it."""

from __future__ import annotations

import os
import socket  # noqa: TID251 - something must listen, to be not reached
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop.sandbox import landlock, libseccomp, own_filter, run
from desktop.sandbox.landlock import TCP_SINCE
from desktop.sandbox.values import Held, JSONValue, SandboxFailure
from tests.sandbox.probing import probe_with

pytestmark = pytest.mark.skipif(
    not (landlock.version() >= TCP_SINCE and own_filter.offered()),
    reason="the layers that this needs are not on this computer; Settings > Security says so",
)
FILTERS = ("libseccomp", "own_filter")
BY_LANDLOCK = (
    *("read_file", "write_file", "list_folder", "delete_file"),
    *("read_parent_environment", "read_parent_memory"),
)
BY_FILTER = (
    *("change_mode", "change_times", "change_folder", "run_unnamed_program", "fork", "connect_udp", "connect_unix"),
    *("signal_by_pipe", "limit_parent", "slow_parent", "peek_into_parent", "trace_parent", "key_ring", "io_uring"),
    *("new_user_namespace", "control_process", "share_memory"),
)
BY_BOTH = ("run_program", "connect_tcp", "connect_abstract", "signal_parent")
LOCKS: dict[str, tuple[tuple[str, ...], ...]] = {
    **dict.fromkeys(BY_LANDLOCK, (("landlock",),)),
    **dict.fromkeys(BY_FILTER, (FILTERS,)),
    **dict.fromkeys(BY_BOTH, (("landlock",), FILTERS)),
}
"""The locks of each way out: each of them alone closes it."""
ALSO_OFF = ("network", "rights")
"""Layers behind the others; off where a single lock is looked at."""


@pytest.fixture
def around(tmp_path: Path) -> Iterator[dict[str, JSONValue]]:
    """Give the probes something to reach: a file, two listeners, this process."""
    held = tmp_path / "held"
    held.write_text("x", "utf-8")
    name = f"sheaf-probe-{os.getpid()}"
    path = os.path.relpath(tmp_path / "s", Path.cwd())
    with (
        socket.socket(socket.AF_UNIX) as unix,
        socket.socket(socket.AF_UNIX) as hidden,
    ):
        unix.bind(path)
        hidden.bind(b"\0" + name.encode())
        for listener in (unix, hidden):
            listener.listen()
        yield {
            "path": str(held),
            "made": str(tmp_path / "made"),
            "pid": os.getpid(),
            "unix_path": path,
            "abstract_name": name,
        }


@pytest.fixture(autouse=True)
def tidy() -> Iterator[None]:
    """End the zygotes with the probes."""
    yield
    run.close()


def _blocked(job: str, arguments: dict[str, JSONValue]) -> bool:
    try:
        value = run.run(job, [], arguments).value
    except SandboxFailure:
        return False  # the process became another program, or another thing that is not us
    assert isinstance(value, dict)
    return value["blocked"] is True


def test_every_way_out_is_closed(around: dict[str, JSONValue], monkeypatch: pytest.MonkeyPatch) -> None:
    probe_with(monkeypatch)
    assert [job for job in LOCKS if not _blocked(job, around)] == []
    assert Path(str(around["path"])).read_text("utf-8") == "x"
    assert not Path(str(around["made"])).exists()


@pytest.mark.parametrize("missing", FILTERS)
def test_either_filter_closes_them(missing: str, around: dict[str, JSONValue], monkeypatch: pytest.MonkeyPatch) -> None:
    if missing == "own_filter" and not libseccomp.offered():
        pytest.skip("libseccomp is not on this computer")
    probe_with(monkeypatch, without=("landlock", missing, *ALSO_OFF))
    assert [job for job in (*BY_FILTER, *BY_BOTH) if not _blocked(job, around)] == []


def test_landlock_alone_closes_its_own(around: dict[str, JSONValue], monkeypatch: pytest.MonkeyPatch) -> None:
    probe_with(monkeypatch, without=(*FILTERS, *ALSO_OFF))
    scoped = landlock.version() >= landlock.SCOPE_SINCE
    jobs = [*BY_LANDLOCK, "run_program", "connect_tcp", *(("connect_abstract", "signal_parent") if scoped else ())]
    assert [job for job in jobs if not _blocked(job, around)] == []


def test_every_way_is_open_without_its_locks(around: dict[str, JSONValue], monkeypatch: pytest.MonkeyPatch) -> None:
    probe_with(monkeypatch, without=("landlock", *FILTERS, *ALSO_OFF, "limits"))
    last = ("delete_file",)
    jobs = [*(job for job in LOCKS if job not in last), *last]
    assert [job for job in jobs if _blocked(job, around)] == []


def test_the_network_has_no_device(around: dict[str, JSONValue], monkeypatch: pytest.MonkeyPatch) -> None:
    probe_with(monkeypatch, without=("landlock", *FILTERS))
    if not run.in_force() & Held.NETWORK:
        pytest.skip("network namespaces are not allowed on this computer; Settings > Security says so")
    assert _blocked("connect_tcp", around)
    probe_with(monkeypatch, without=("landlock", *FILTERS, "network"))
    assert not _blocked("connect_tcp", around)


def _held(monkeypatch: pytest.MonkeyPatch, *without: str) -> dict[str, JSONValue]:
    probe_with(monkeypatch, without=(*FILTERS, *without))
    value = run.run("held_rights", []).value
    assert isinstance(value, dict)
    return value


def test_a_reader_holds_its_pipes_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHEAF_PASSPHRASE", "secret")
    held = _held(monkeypatch)
    assert held["handles"] == {"0": "pipe", "1": "pipe", "2": "device"}
    allowed = {"LANG", "LC_CTYPE", "LD_LIBRARY_PATH", "PATH", "PYTHONDONTWRITEBYTECODE", "PYTHONPATH"}
    allowed |= {"OPENBLAS_NUM_THREADS"}
    assert isinstance(held["environment"], list)
    assert {str(name) for name in held["environment"]} <= allowed
    assert held["capabilities"] == [0] * 6
    assert held["no_new_privileges"] == 1


def test_what_a_zygote_held_would_be_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    held = _held(monkeypatch, "clean", "rights")
    assert isinstance(held["environment"], list)
    assert "SHEAF_PASSPHRASE" in held["environment"]
    if os.geteuid() == 0:
        assert held["capabilities"] != [0] * 6


def test_the_limits_are_those_that_were_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {"CPU": [20, 20], "AS": [1 << 30, 1 << 30], "NOFILE": [64, 64], "CORE": [0, 0], "FSIZE": [0, 0]}
    assert _held(monkeypatch)["limits"] == wanted
    assert _held(monkeypatch, "limits")["limits"] != wanted


MARKER = "Maria-has-diabetes-0471-9c1f"


def _met_again(monkeypatch: pytest.MonkeyPatch, *without: str) -> int:
    probe_with(monkeypatch, without=("landlock", *FILTERS, "limits", *without))
    document = (MARKER.encode() + b" ") * 5000
    assert run.run("meet_document", [document]).value == len(document)
    found = run.run("search_memory", [], {"backwards": MARKER[::-1]}).value
    assert isinstance(found, int)
    return found


def test_no_byte_of_a_document_is_met_by_the_next_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _met_again(monkeypatch) == 0


def test_one_process_for_all_would_meet_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _met_again(monkeypatch, "fork") > 0


def test_a_missing_layer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    probe_with(monkeypatch)
    everything = run.in_force()
    assert everything & Held.FILES
    assert everything & Held.CALLS
    probe_with(monkeypatch, without=("landlock", *FILTERS, *ALSO_OFF, "limits"))
    assert not run.in_force() & (Held.FILES | Held.TCP | Held.CALLS | Held.NETWORK | Held.LIMITS)


def test_the_zygote_has_one_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    probe_with(monkeypatch)
    assert run.in_force() & Held.FORK
