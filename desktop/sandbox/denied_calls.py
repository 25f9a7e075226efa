"""The system calls that a reader never needs, by name, with their numbers on x86-64 and on 64-bit ARM.

Numbers: the tables of the kernel (arch/x86/entry/syscalls/syscall_64.tbl, include/uapi/asm-generic/unistd.h);
None where a machine has no such call.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Call:
    """One system call: its name and its numbers."""

    name: str
    x86_64: int | None
    aarch64: int | None


def _calls(table: str) -> tuple[Call, ...]:
    found = []
    for entry in table.split(";"):
        name, intel, *arm = entry.split()
        second = arm[0] if arm else intel
        found.append(Call(name, None if intel == "-" else int(intel), None if second == "-" else int(second)))
    return tuple(found)


DENIED = _calls(
    # sockets
    "socket 41 198; socketpair 53 199; bind 49 200; listen 50 201; accept 43 202; connect 42 203; sendto 44 206;"
    "recvfrom 45 207; sendmsg 46 211; recvmsg 47 212; accept4 288 242; sendmmsg 307 269; recvmmsg 299 243;"
    # processes and programs
    "fork 57 -; vfork 58 -; execve 59 221; execveat 322 281; setsid 112 157; setpgid 109 154; personality 135 92;"
    # other processes
    "ptrace 101 117; process_vm_readv 310 270; process_vm_writev 311 271; process_madvise 440; process_mrelease 448;"
    "kcmp 312 272; migrate_pages 256 238; move_pages 279 239; pidfd_open 434; pidfd_getfd 438; pidfd_send_signal 424;"
    "setpriority 141 140; ioprio_set 251 30; sched_setaffinity 203 122; sched_setscheduler 144 119;"
    "sched_setparam 142 118; sched_setattr 314 274;"
    # mounts, namespaces, rights
    "mount 165 40; umount2 166 39; pivot_root 155 41; chroot 161 51; setns 308 268; unshare 272 97; open_tree 428;"
    "move_mount 429; fsopen 430; fsconfig 431; fsmount 432; fspick 433; mount_setattr 442; setuid 105 146;"
    "setgid 106 144; setresuid 117 147; setresgid 119 149; setgroups 116 159; capset 126 91; prctl 157 167;"
    "seccomp 317 277; name_to_handle_at 303 264; open_by_handle_at 304 265;"
    # what Landlock leaves open on files
    "chdir 80 49; fchdir 81 50; chmod 90 -; fchmod 91 52; fchmodat 268 53; fchmodat2 452; chown 92 -; fchown 93 55;"
    "lchown 94 -; fchownat 260 54; utime 132 -; utimes 235 -; futimesat 261 -; utimensat 280 88; setxattr 188 5;"
    "lsetxattr 189 6; fsetxattr 190 7; removexattr 197 14; lremovexattr 198 15; fremovexattr 199 16;"
    "inotify_init 253 -; inotify_init1 294 26; fanotify_init 300 262;"
    # memory shared with others, queues, unnamed files
    "shmget 29 194; shmat 30 196; shmctl 31 195; msgget 68 186; msgsnd 69 189; msgrcv 70 188; msgctl 71 187;"
    "semget 64 190; semop 65 193; semtimedop 220 192; semctl 66 191; mq_open 240 180; mq_unlink 241 181;"
    "memfd_create 319 279; memfd_secret 447;"
    # large doors into the kernel
    "bpf 321 280; perf_event_open 298 241; keyctl 250 219; add_key 248 217; request_key 249 218; userfaultfd 323 282;"
    "io_uring_setup 425; io_uring_enter 426; io_uring_register 427; io_setup 206 0; io_submit 209 2;"
    "kexec_load 246 104; reboot 169 142; init_module 175 105; finit_module 313 273; delete_module 176 106;"
    "swapon 167 224; acct 163 89; syslog 103 116; quotactl 179 60; settimeofday 170; clock_settime 227 112;"
    "adjtimex 159 171; iopl 172 -; ioperm 173 -; vhangup 153 58"
)

ONLY_TO_ITSELF = _calls(
    "kill 62 129; tkill 200 130; tgkill 234 131; rt_sigqueueinfo 129 138; rt_tgsigqueueinfo 297 240"
)
"""Allowed when the first argument is the process itself: it may abort."""

ONLY_OWN_LIMITS = _calls("prlimit64 302 261")
"""Allowed when the first argument is 0, which is the process itself."""

(CLONE,) = _calls("clone 56 220")
"""Allowed only for a thread."""

(CLONE3,) = _calls("clone3 435")
"""Answered as unknown, so that the C library falls back to clone, whose flags a filter can see."""

(FCNTL,) = _calls("fcntl 72 25")
SIGNAL_COMMANDS = (8, 10, 15)
"""F_SETOWN, F_SETSIG, F_SETOWN_EX: they make the kernel send signals to others."""
