"""The program from its first line on: `unrolled`, and `python -m tui`."""

import gc
import sys


def run() -> None:
    """Open the app by the shortcut where that is all that is asked, else run the command line."""
    # Until the first question is on the screen nothing is worth collecting, and looking for it takes a tenth of the start.
    gc.disable()
    from tui.shortcut import taken

    if not taken(sys.argv[1:]):
        from tui.cli import main

        main()


if __name__ == "__main__":
    run()
