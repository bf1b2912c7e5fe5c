"""A layer under SQLite that writes down every write, truncation and synchronisation, in order.

It is the platform's own file layer with four functions replaced, registered as the default one, so that the program under test runs unchanged.
Structures: sqlite.org/c3ref/vfs.html and io_methods.html.
"""

import ctypes
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

Pointer = ctypes.c_void_p
# Names are plain pointers, passed on as they came: the layer below keeps them, and reads what stands behind their end.
OPEN = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, Pointer, ctypes.c_int, Pointer)
DELETE = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, ctypes.c_int)
WRITE = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, Pointer, ctypes.c_int, ctypes.c_int64)
TRUNCATE = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, ctypes.c_int64)
SYNC = ctypes.CFUNCTYPE(ctypes.c_int, Pointer, ctypes.c_int)


class Vfs(ctypes.Structure):
    """`sqlite3_vfs`."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("file_size", ctypes.c_int),
        ("longest_path", ctypes.c_int),
        ("following", Pointer),
        ("name", ctypes.c_char_p),
        ("data", Pointer),
        ("open", OPEN),
        ("delete", DELETE),
        ("others", Pointer * 13),
    )


class Methods(ctypes.Structure):
    """`sqlite3_io_methods`."""

    _fields_ = (
        ("version", ctypes.c_int),
        ("close", Pointer),
        ("read", Pointer),
        ("write", WRITE),
        ("truncate", TRUNCATE),
        ("sync", SYNC),
        ("others", Pointer * 13),
    )


class Operation(NamedTuple):
    """One thing done to a file."""

    act: str
    """`write`, `truncate`, `sync`, `delete`; or `told`, which the workload adds."""
    file: str
    """Its name without the folder; for `told`, the answer."""
    at: int = 0
    """First byte written; the size left by `truncate`."""
    content: bytes = b""


class Recorder:
    """What SQLite did, in order."""

    def __init__(self, library: Any):
        """`library`: the SQLite that Python uses."""
        self.operations: list[Operation] = []
        self._library = library
        self._names: dict[int, str] = {}
        self._patched: dict[int, Methods] = {}
        library.sqlite3_vfs_find.restype = ctypes.POINTER(Vfs)
        self._base = library.sqlite3_vfs_find(None)
        self._own = Vfs()
        ctypes.memmove(ctypes.byref(self._own), self._base, ctypes.sizeof(Vfs))
        self._own.name = b"recording"
        self._own.following = None
        self._own.open, self._own.delete = OPEN(self._open), DELETE(self._delete)

    def install(self) -> None:
        """Make it the default layer."""
        self._library.sqlite3_vfs_register(ctypes.byref(self._own), 1)

    def remove(self) -> None:
        """Give the platform's layer its place back; every connection must be closed."""
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._own))
        self._library.sqlite3_vfs_register(self._base, 1)

    def _open(self, vfs: int, name: int | None, file: int, flags: int, out: int) -> int:
        code = self._base.contents.open(ctypes.cast(self._base, Pointer), name, file, flags, out)
        methods = ctypes.cast(file, ctypes.POINTER(Pointer))
        if code == 0 and methods[0]:
            self._names[file] = _file(name) if name else ""
            methods[0] = ctypes.addressof(self._recording(methods[0]))
        return int(code)

    def _recording(self, address: int) -> Methods:
        if address not in self._patched:
            original = Methods.from_address(address)
            patched = Methods.from_buffer_copy(original)
            patched.write = WRITE(lambda file, data, size, at: self._write(original, file, data, size, at))
            patched.truncate = TRUNCATE(lambda file, size: self._truncate(original, file, size))
            patched.sync = SYNC(lambda file, flags: self._sync(original, file, flags))
            self._patched[address] = patched
        return self._patched[address]

    def _write(self, original: Methods, file: int, data: int, size: int, at: int) -> int:
        self.operations.append(Operation("write", self._names[file], at, ctypes.string_at(data, size)))
        return int(original.write(file, data, size, at))

    def _truncate(self, original: Methods, file: int, size: int) -> int:
        self.operations.append(Operation("truncate", self._names[file], size))
        return int(original.truncate(file, size))

    def _sync(self, original: Methods, file: int, flags: int) -> int:
        code = int(original.sync(file, flags))
        self.operations.append(Operation("sync", self._names[file]))
        return code

    def _delete(self, vfs: int, name: int, synced: int) -> int:
        self.operations.append(Operation("delete", _file(name)))
        return int(self._base.contents.delete(ctypes.cast(self._base, Pointer), name, synced))


def _file(name: int) -> str:
    return Path(ctypes.string_at(name).decode()).name


def library() -> Any:
    """The SQLite that Python uses; `None` where its functions cannot be reached."""
    import _sqlite3

    if sys.platform == "win32" or not getattr(_sqlite3, "__file__", None):
        return None
    found = ctypes.CDLL(_sqlite3.__file__)
    return found if hasattr(found, "sqlite3_vfs_register") else None


@contextmanager
def recording() -> Iterator[list[Operation]]:
    """Record all that SQLite does inside the block. Raises `RuntimeError` where that is not possible."""
    found = library()
    if found is None:
        raise RuntimeError("this Python hides the functions of its SQLite")
    recorder = Recorder(found)
    recorder.install()
    try:
        yield recorder.operations
    finally:
        recorder.remove()
