"""The shipped banks and their guide."""

from functools import cache
from pathlib import Path

from engine.bank.load import Bank, load

FOLDER = Path(__file__).parents[2] / "questions"
GUIDE = FOLDER / "README.md"


@cache
def bank() -> Bank:
    return load([FOLDER]).sound()
