"""A logind on a bus of its own: answers what Sheaf asks, and says on standard input's word what logind would say.

Words, one a line: sleep, wake, lock, leave (the session is not active any more), hint (locked by its hint), brakes.
Each is answered with one line; "brakes" with how many programs hold the computer's sleep.
"""

from __future__ import annotations

import os
import select
import socket  # noqa: TID251 - the brake is one end of a pair
import sys
import threading

from jeepney import DBusAddress, HeaderFields, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

ROOT, SESSION = "/org/freedesktop/login1", "/org/freedesktop/login1/session/_31"
MANAGER, OF_SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
_brakes: list[socket.socket] = []


def _answer(connection: DBusConnection) -> None:
    """Answer one call."""
    message = connection.receive()
    if message.header.message_type is not MessageType.method_call:
        return
    called = message.header.fields.get(HeaderFields.member)
    if called == "Inhibit":
        ours, theirs = socket.socketpair()
        _brakes.append(ours)
        connection.send(new_method_return(message, "h", (theirs,)))
        theirs.close()
    elif called == "GetSession":
        connection.send(new_method_return(message, "o", (SESSION,)))
    else:
        connection.send(new_error(message, "org.freedesktop.DBus.Error.UnknownMethod"))


def _held() -> int:
    """Count the brakes whose other end is still open."""
    count = 0
    for brake in _brakes:
        readable, _, _ = select.select([brake], [], [], 0)
        count += not readable
    return count


def _say(connection: DBusConnection, word: str) -> str:
    root, session = DBusAddress(ROOT, interface=MANAGER), DBusAddress(SESSION, interface=OF_SESSION)
    properties = DBusAddress(SESSION, interface="org.freedesktop.DBus.Properties")
    signals = {
        "sleep": new_signal(root, "PrepareForSleep", "b", (True,)),
        "wake": new_signal(root, "PrepareForSleep", "b", (False,)),
        "lock": new_signal(session, "Lock"),
        "leave": new_signal(properties, "PropertiesChanged", "sa{sv}as", (OF_SESSION, {"Active": ("b", False)}, [])),
        "hint": new_signal(properties, "PropertiesChanged", "sa{sv}as", (OF_SESSION, {"LockedHint": ("b", True)}, [])),
        "idle": new_signal(properties, "PropertiesChanged", "sa{sv}as", (OF_SESSION, {"IdleHint": ("b", True)}, [])),
    }
    if word == "brakes":
        return str(_held())
    connection.send(signals[word])
    return "said"


def main() -> None:
    """Serve until standard input ends."""
    connection = open_dbus_connection(bus=os.environ["DBUS_SYSTEM_BUS_ADDRESS"], enable_fds=True)
    connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
    lock = threading.Lock()

    def serve() -> None:
        while True:
            readable, _, _ = select.select([connection.sock], [], [], 0.02)
            if readable:
                with lock:
                    _answer(connection)

    threading.Thread(target=serve, daemon=True).start()
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    for line in sys.stdin:
        with lock:
            said = _say(connection, line.strip())
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
