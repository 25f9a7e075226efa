"""What macOS says when the person leaves (lock, sleep, user switch); written by its documentation, not run here."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

DISTRIBUTED: Final = ("com.apple.screenIsLocked", "com.apple.screensaver.didstart")
WORKSPACE: Final = ("NSWorkspaceWillSleepNotification", "NSWorkspaceSessionDidResignActiveNotification")
_CLASS: Final = b"SheafSessionListener"
_Told = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


@lru_cache(maxsize=1)
def _runtime() -> ctypes.CDLL:
    library = ctypes.CDLL("/usr/lib/libobjc.A.dylib")
    for name in ("objc_getClass", "sel_registerName", "objc_allocateClassPair"):
        getattr(library, name).restype = ctypes.c_void_p
    library.objc_allocateClassPair.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t]
    library.objc_registerClassPair.argtypes = [ctypes.c_void_p]
    library.class_addMethod.argtypes = [ctypes.c_void_p, ctypes.c_void_p, _Told, ctypes.c_char_p]
    return library


def send(receiver: int, message: str, *words: Any) -> int:  # noqa: ANN401 - C values of any kind
    """Send an Objective-C message whose answer is an object or nothing; returns the object's address or 0.

    Raises OSError where there is no such runtime.
    """
    library = _runtime()
    selector = ctypes.c_void_p(library.sel_registerName(message.encode()))
    kinds: list[Any] = [ctypes.c_void_p, ctypes.c_void_p, *(type(word) for word in words)]
    call = ctypes.CFUNCTYPE(ctypes.c_void_p, *kinds)(("objc_msgSend", library))
    return call(ctypes.c_void_p(receiver), selector, *words) or 0


def _class(name: str) -> int:
    return _runtime().objc_getClass(name.encode()) or 0


def _text(words: str) -> ctypes.c_void_p:
    return ctypes.c_void_p(send(_class("NSString"), "stringWithUTF8String:", ctypes.c_char_p(words.encode())))


class MacSession:
    """Listens to the two notification centers that tell of the person leaving."""

    def __init__(self, away: Callable[[], object]) -> None:
        """Call `away` on the main thread, where these notifications arrive. Raises OSError elsewhere than on macOS."""
        _runtime()
        self._away = away
        self._told = _Told(lambda _self, _selector, _notification: self._leave())
        self._listener = 0

    def _leave(self) -> None:
        self._away()

    def start(self) -> None:
        """Listen."""
        library = _runtime()
        kind = library.objc_allocateClassPair(_class("NSObject"), _CLASS, 0) or _class(_CLASS.decode())
        selector = library.sel_registerName(b"left:")
        library.class_addMethod(kind, selector, self._told, b"v@:@")
        library.objc_registerClassPair(kind)
        self._listener = send(kind, "new")
        workspace = send(_class("NSWorkspace"), "sharedWorkspace")
        self._observe(send(_class("NSDistributedNotificationCenter"), "defaultCenter"), DISTRIBUTED)
        self._observe(send(workspace, "notificationCenter"), WORKSPACE)

    def _observe(self, center: int, names: tuple[str, ...]) -> None:
        selector = ctypes.c_void_p(_runtime().sel_registerName(b"left:"))
        for name in names:
            nothing = ctypes.c_void_p(None)
            listener = ctypes.c_void_p(self._listener)
            send(center, "addObserver:selector:name:object:", listener, selector, _text(name), nothing)

    def stop(self) -> None:
        """Listen no more; the process ends soon after."""
        self._away = lambda: None
