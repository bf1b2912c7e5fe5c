"""The program from its first line on: `unrolled`, and `python -m tui`."""

import gc


def run() -> None:
    """Run the command line."""
    # Until the first question is on the screen nothing is worth collecting, and looking for it takes a tenth of the start.
    gc.disable()
    from tui.cli import main

    main()


if __name__ == "__main__":
    run()
