"""The app as a browser page shows it, a program of its own: `python -m tui.web.served PARENT [BANK …]`.

`PARENT` is the process that serves; when it is gone, the app saves and leaves.
"""

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from textual.driver import Driver
from textual.drivers.web_driver import WebDriver

from engine.bank.load import Bank, load
from engine.learning.store import Store
from tui.app import UnrolledApp
from tui.sitting import using_store

LOOKS: Final = 1.0
"""Seconds between two looks for the parent."""


class PageDriver(WebDriver):
    """Writes for a page, which may be gone at any moment."""

    def write(self, data: str) -> None:
        """Show something, if there is still somebody to show it to."""
        with suppress(BrokenPipeError):
            super().write(data)

    def write_meta(self, data: dict[str, object]) -> None:
        """Tell the page something, if it is still there."""
        with suppress(BrokenPipeError):
            super().write_meta(data)


class ServedApp(UnrolledApp):
    """The app, with an eye on the process that serves it."""

    def __init__(self, bank: Bank, store: Store, parent: int) -> None:
        """`parent`: the id of the process that serves."""
        super().__init__(bank, store)
        self._parent_process = parent

    def get_driver_class(self) -> type[Driver]:
        """A page in place of a terminal."""
        return PageDriver

    def on_ready(self) -> None:
        """Look for the parent now and then."""
        self.set_interval(LOOKS, self._look)

    async def _look(self) -> None:
        # The parent may have been killed, and then nobody else says that nobody looks at this app any more.
        if os.getppid() != self._parent_process:
            await self.action_quit()


def main(arguments: Sequence[str]) -> int:
    """Run the app until its page is closed. Returns the exit code."""
    parent, *banks = arguments
    bank = load([Path(name) for name in banks]).sound()

    def run(store: Store) -> int:
        app = ServedApp(bank, store, int(parent))
        app.run()
        return app.return_code or 0

    return using_store(run)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
