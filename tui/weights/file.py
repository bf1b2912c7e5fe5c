"""A file of weights, whatever its format."""

import stat
from collections.abc import Callable, Mapping
from pathlib import Path

from engine import limits
from engine.errors import FormulaError
from tui.weights import npz, onnx, safetensors
from tui.weights.stored import Contents

FORMATS: Mapping[str, Callable[[Path], Contents]] = {
    ".npz": npz.contents,
    ".onnx": onnx.contents,
    ".safetensors": safetensors.contents,
}


def contents(path: Path) -> Contents:
    """What a file holds; its format is told by its suffix.

    Raises `FormulaError` for a file that is of none of these formats, too large or damaged.
    """
    read = FORMATS.get(path.suffix.lower())
    if read is None:
        raise FormulaError(f"{path}: expected a file that ends in {' or '.join(FORMATS)}{_advice(path)}")
    try:
        status = path.stat()
    except (OSError, ValueError) as error:
        raise FormulaError(f"{path}: {getattr(error, 'strerror', None) or error}") from None
    if not stat.S_ISREG(status.st_mode):
        raise FormulaError(f"{path}: this is no ordinary file")
    if status.st_size > limits.WEIGHT_FILE_BYTES:
        raise FormulaError(
            f"{path}: found {status.st_size:,} bytes, expected at most {limits.WEIGHT_FILE_BYTES:,}; save the recurrent layers alone"
        )
    return read(path)


def _advice(path: Path) -> str:
    """How to save what is in a file that is never read because it could run a program."""
    if path.suffix.lower() not in (".pt", ".pth", ".bin"):
        return ""
    return "; in PyTorch: numpy.savez('model.npz', **{name: w.numpy() for name, w in model.state_dict().items()})"
