"""NumPy's .npz files: headers are read first, objects never, elements only as many as the header promised."""

import struct
import tokenize
import warnings
import zlib
from io import BytesIO
from math import prod
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

import numpy as np
from numpy.lib import format as npy
from numpy.typing import NDArray

from engine import limits
from engine.errors import FormulaError
from tui.weights.stored import Contents, Stored, told

FAULTS = (
    BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
    # What a header can do to the parser of Python literals that NumPy hands it to.
    SyntaxError,
    tokenize.TokenError,
    TypeError,
    RecursionError,
    MemoryError,
)
"""What a damaged file makes the readers of zip files and of array headers raise."""

HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
"""Version of an array's header -> its reader; later versions are for arrays of records."""


class Header(NamedTuple):
    """What stands before an array's elements."""

    shape: tuple[int, ...]
    by_columns: bool
    """Whether the first index runs fastest."""
    dtype: np.dtype
    start: int
    """Bytes before the first element."""


def contents(path: Path) -> Contents:
    """The arrays of an .npz file. Raises `FormulaError`."""
    with told(f"{path}: this", "an .npz file", *FAULTS), ZipFile(path) as archive:
        members = [member for member in archive.infolist() if member.filename.endswith(".npy")]
        if len(members) > limits.WEIGHT_ARRAYS:
            raise FormulaError(f"{path} holds {len(members):,} arrays, expected at most {limits.WEIGHT_ARRAYS:,}")
        return Contents({one.name: one for one in (_stored(path, archive, member) for member in members)})


def _stored(path: Path, archive: ZipFile, member: ZipInfo) -> Stored:
    name = member.filename.removesuffix(".npy")
    header = _header(archive, member)
    if header.dtype.hasobject:
        raise FormulaError(f"{path}: {name} holds pickled objects, which are never read; save arrays of numbers alone")
    expected = prod(header.shape) * header.dtype.itemsize
    found = member.file_size - header.start
    if found != expected:
        raise FormulaError(f"{path}: {name} holds {found:,} bytes, expected {expected:,}; save the weights again")
    return Stored(name, header.shape, header.dtype.name, lambda: _elements(path, member, header))


def _header(archive: ZipFile, member: ZipInfo) -> Header:
    if member.flag_bits & 1 or member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise BadZipFile(f"{member.filename} is encrypted or packed in an unusual way")
    with archive.open(member) as packed:
        head = BytesIO(packed.read(limits.NPY_HEADER_BYTES))
    version = npy.read_magic(head)
    if version not in HEADERS:
        raise ValueError(f"{member.filename} is written in version {version[0]}.{version[1]} of the format")
    with warnings.catch_warnings():
        # NumPy warns of spellings of old releases, which it reads all the same.
        warnings.simplefilter("ignore")
        shape, by_columns, dtype = HEADERS[version](head)
    if any(size < 0 for size in shape):
        raise ValueError(f"{member.filename} has shape {shape}")
    return Header(shape, by_columns, dtype, head.tell())


def _elements(path: Path, member: ZipInfo, header: Header) -> NDArray[np.generic]:
    size = prod(header.shape) * header.dtype.itemsize
    with (
        told("its numbers", "those of an .npz file", *FAULTS),
        ZipFile(path) as archive,
        archive.open(member) as packed,
    ):
        packed.read(header.start)
        flat = np.frombuffer(packed.read(size), dtype=header.dtype)
        return flat.reshape(header.shape, order="F" if header.by_columns else "C")
