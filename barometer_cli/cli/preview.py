"""`barometer preview`: the project in the browser while it is edited."""

from __future__ import annotations

import webbrowser
from pathlib import Path

from rich.text import Text

from barometer_cli import project
from barometer_cli.cli.exits import GOOD, WRONG, begun, complain, printer
from barometer_cli.errors import BarometerError, BuildError
from barometer_cli.languages import LANGUAGES, nearest, spoken
from barometer_cli.messages import say


def run(paths: list[Path], only: tuple[str, ...], host: str, port: int, language: str | None, browse: bool) -> int:
    """Serve the project until it is interrupted; returns the exit code."""
    try:
        from barometer_cli.preview.desk import Desk
        from barometer_cli.preview.server import in_address, listen, loopback, names, server
    except ImportError:
        complain(
            BuildError(say("the preview needs starlette, uvicorn and watchfiles"), "pip install 'barometer-cli[live]'")
        )
        return WRONG
    console = printer(stderr=True)
    try:
        own = (entry.survey.language for entry in begun(project.search(paths, only)).entries)
        chosen = spoken(language) if language else nearest(next((each for each in own if each in LANGUAGES), ""))
        listening = listen(host, port)
    except BarometerError as error:
        complain(error)
        return WRONG
    address = f"http://{in_address(names(host)[0])}:{listening.getsockname()[1]}/"
    if not loopback(host):
        told = say(
            "--host {host}: everybody who reaches this machine can see the figures, also those that are not published",
            host=host,
        )
        console.print(Text(told, style="yellow"))
    console.print(
        say(
            "Preview of {paths} at {address} (Ctrl-C ends)",
            paths=", ".join(path.as_posix() for path in paths),
            address=address,
        )
    )
    if browse:
        webbrowser.open(address)
    try:
        server(Desk(paths, only), chosen, host).run([listening])
    except KeyboardInterrupt:
        pass
    finally:
        listening.close()
    return GOOD
