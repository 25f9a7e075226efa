"""A zygote that knows the probes instead of the real jobs, with all locks or without some of them."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import pytest

from desktop.sandbox import run, worker

LAYERS = ("landlock", "libseccomp", "own_filter", "network", "rights", "limits", "clean", "fork")
_ZYGOTE = """
import os, sys
off = set(sys.argv[1].split(",")) if sys.argv[1] else set()
from desktop.sandbox import jobs, landlock, libseccomp, lockdown, own_filter, zygote
from tests.sandbox import breaking_out, probes
jobs.JOBS.clear()
for module in (probes, breaking_out):
    for name in sorted(vars(module)):
        if callable(getattr(module, name)) and not name.startswith("_") and name.islower():
            jobs.JOBS[name] = module.__name__ + ":" + name
no = lambda *_a, **_k: False
if "landlock" in off:
    landlock.forbid_files_and_tcp = no
if "libseccomp" in off:
    libseccomp.forbid = no
if "own_filter" in off:
    own_filter.forbid = no
if "network" in off:
    lockdown.leave_network = no
if "rights" in off:
    lockdown.drop_capabilities = no
if "limits" in off:
    lockdown.set_limits = no
if "group" in off:
    lockdown.own_group = no
if "clean" in off:
    os.environ["SHEAF_PASSPHRASE"] = "secret"
    os.dup2(os.open(sys.executable, os.O_RDONLY), 40)
if "fork" in off:
    def serve(order):
        zygote.write_all(2, [b"started 0\\n"])
        _value, blobs = zygote.unpack(zygote.reader(0), largest=1 << 30)
        zygote._tell_end(zygote._work(order, blobs), 0.0, 0)
    zygote._serve_forked = serve
sys.exit(zygote.main())
"""


def probe_with(patch: pytest.MonkeyPatch, *, without: Sequence[str] = ()) -> None:
    """Let the next zygotes be ones with the probes, whose locks are the real ones but for those in `without`."""
    run.close()
    command = [sys.executable, "-s", "-c", _ZYGOTE, ",".join(without)]
    patch.setattr(worker, "_command", lambda: command)
