"""A filter over system calls: no new process, no program, no socket, no signal to others, no peeking."""

from __future__ import annotations

from desktop.sandbox import libseccomp, own_filter


def offered() -> bool:
    """Whether there is a filter for this machine: libseccomp's or our own."""
    return libseccomp.offered() or own_filter.offered()


def forbid_processes_and_sockets(*, but: frozenset[str] = frozenset()) -> bool:
    """Install the filter for this process; True when the kernel took it. Needs no_new_privs.

    `but` names calls that stay: the box of text recognition becomes one program, which Landlock narrows down.
    """
    return libseccomp.forbid(but=but) or own_filter.forbid(but=but)
