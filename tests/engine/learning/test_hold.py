"""One process at a time."""

import subprocess
import sys
from pathlib import Path

import pytest

from engine.errors import StoreError
from engine.learning import hold
from engine.learning.hold import Holds

HOLDER = """
import sys, time
from pathlib import Path
from engine.learning.hold import Holds
print(Holds(Path(sys.argv[1])).take("a"), flush=True)
time.sleep(60)
"""


def test_what_one_holds_another_cannot_take_until_it_is_released(tmp_path: Path) -> None:
    mine, yours = Holds(tmp_path), Holds(tmp_path)
    assert mine.take("a")
    assert mine.take("a")
    assert not yours.take("a")
    assert yours.take("b")
    mine.release("a")
    assert yours.take("a")
    yours.release_all()
    assert list(tmp_path.iterdir()) == []


def test_a_process_that_is_killed_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout.readline() == "True\n"
        holds = Holds(tmp_path)
        assert not holds.take("a")
        child.kill()
        child.wait()
        assert holds.take("a")
        holds.release_all()


def test_waiting_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hold, "PATIENCE_SECONDS", 0.1)
    mine, yours = Holds(tmp_path), Holds(tmp_path)
    with mine.alone("repair"), pytest.raises(StoreError, match="another process has held"), yours.alone("repair"):
        pass
    with yours.alone("repair"):
        pass
