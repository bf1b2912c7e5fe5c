"""The thread on which a sitting's steps are taken: one after another, in their order, while the screen goes on."""

from asyncio import get_running_loop
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Result = TypeVar("Result")


class StepThread:
    """One thread, started with the first step."""

    @cached_property
    def _executor(self) -> "ThreadPoolExecutor":
        from concurrent.futures import ThreadPoolExecutor

        return ThreadPoolExecutor(1, "sitting")

    async def take(self, step: Callable[[], Result]) -> Result:
        """Take a step after those asked for before; what it raises is raised here."""
        return await get_running_loop().run_in_executor(self._executor, step)

    def close(self) -> None:
        """Wait until the step that is under way is done; none may be asked for after this."""
        self._executor.shutdown()
