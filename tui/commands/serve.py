"""`unrolled serve`: the app in a browser."""

import os
import sys
from importlib.util import find_spec
from pathlib import Path

import click

from tui.cli import bank_option, sound_bank


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8642, show_default=True, help="0 for any free port.")
@click.option("--open", "opens", is_flag=True, help="Open the browser too.")
@bank_option
@click.pass_obj
def serve(outer: tuple[Path, ...], port: int, opens: bool, banks: tuple[Path, ...]) -> None:
    """Show the app in a browser on this machine.

    Nobody else can reach it: the address printed works once, for one browser, under no other name. ctrl+c ends it; every
    answer is saved.
    """
    if find_spec("textual_serve") is None or find_spec("aiohttp") is None:
        raise click.UsageError("The browser needs the extra `web`: pip install 'unrolled[web]'")
    import asyncio

    paths = [str(path.resolve()) for path in (*outer, *banks)]
    sound_bank((*outer, *banks))
    asyncio.run(_served([sys.executable, "-m", "tui.web.served", str(os.getpid()), *paths], port, opens))


async def _served(command: list[str], port: int, opens: bool) -> None:
    import asyncio
    import signal

    from tui.web.server import Server

    try:
        server = Server(command, port)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise click.UsageError(f"Port {port}: {reason}; choose another with --port") from None
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    address = server.doorkeeper.address
    click.echo(f"Open {address}\nOnly this machine can, and once. ctrl+c ends it.")
    if opens:
        click.launch(address)
    await server.run(told)
