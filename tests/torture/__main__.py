"""All trials in full, as `make torture` runs them: some ten minutes. Exit code 1 when one of them did not hold."""

import sys
import time

from tests.torture.trials import TRIALS, Trial, run


def main() -> int:
    """Run every trial and its control; print what they counted."""
    held = [_held(trial) for trial in TRIALS]
    return 0 if all(held) else 1


def _held(trial: Trial) -> bool:
    start = time.monotonic()
    tally, control = run(trial, trial.many), run(trial, trial.controlled, trial.control)
    holds = not any(tally[name] for name in trial.never) and control[trial.fails] > 0
    print(f"{'ok    ' if holds else 'FAILED'} {trial.module} {tally}", flush=True)
    print(f"       control {trial.control} {control}   {time.monotonic() - start:.0f} s", flush=True)
    return holds


if __name__ == "__main__":
    sys.exit(main())
