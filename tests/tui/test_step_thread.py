"""Steps are taken one after another, in the order in which they were asked for."""

import asyncio
import threading
import time

import pytest

from tui.step_thread import StepThread


async def test_steps_keep_their_order_on_one_thread_that_is_not_the_screens() -> None:
    steps = StepThread()
    taken: list[int] = []
    threads: set[int] = set()

    def step(number: int) -> int:
        time.sleep(0.01 * (4 - number))
        taken.append(number)
        threads.add(threading.get_ident())
        return number

    assert await asyncio.gather(*(steps.take(lambda number=number: step(number)) for number in range(4))) == [
        0,
        1,
        2,
        3,
    ]
    assert taken == [0, 1, 2, 3]
    assert len(threads) == 1
    assert threading.get_ident() not in threads
    steps.close()


async def test_a_step_under_way_comes_to_its_end_when_nobody_waits_for_it() -> None:
    steps = StepThread()
    done = threading.Event()

    def slow() -> None:
        time.sleep(0.1)
        done.set()

    waiting = asyncio.create_task(steps.take(slow))
    await asyncio.sleep(0.01)
    waiting.cancel()
    steps.close()
    assert done.is_set()
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_what_a_step_raises_is_raised_where_it_was_asked_for() -> None:
    steps = StepThread()
    with pytest.raises(ZeroDivisionError):
        await steps.take(lambda: 1 // 0)
    steps.close()
