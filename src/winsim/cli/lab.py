"""The command `lab`: the player's page with levers, served on this machine alone."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from winsim.cli import options
from winsim.cli.play import group_option, names_option
from winsim.cli.startup import ready_kernel, restore_garbage_collection
from winsim.cli.terminal import note

if TYPE_CHECKING:
    from winsim.player.lab.service import LabService

HOST = "127.0.0.1"


@click.command()
@click.argument("scenario", type=options.path_type, default=Path("scenarios"))
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True,
              metavar="N", help="The port to listen at.")  # fmt: skip
@options.seeds_option
@options.jobs_option
@names_option
@group_option
@options.loudness_options
def lab(scenario: Path, port: int, seeds: int, jobs: int, names: bool, smallest: int) -> None:
    """Serve the page of `winsim play` with levers, at 127.0.0.1 and to nobody else.

    Starts from SCENARIO, or the first of a folder (scenarios/ without one); the scenarios beside
    it are presets. Needs `pip install 'winsim[play]'`. Ctrl-C ends it.
    """
    refuse_taken(port)
    service = lab_service(scenario, seeds, jobs, names, smallest)
    ready_kernel()
    restore_garbage_collection()
    serve(service, port)


def refuse_taken(port: int) -> None:
    """Raise BadInput where nothing can be served at the port, as where another program does."""
    import socket

    from winsim.problems import BadInput, Problem

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as error:
            remedy = f"nothing can be served there ({error.strerror}); choose another --port"
            raise BadInput(Problem("", "--port", str(port), remedy)) from None


def lab_service(scenario: Path, seeds: int, jobs: int, names: bool, smallest: int) -> "LabService":
    """The lab's service for a scenario and its presets.

    Raises:
        click.ClickException: If a library of `winsim[play]` is missing.
        BadInput: If there is no scenario, or it has problems.
    """
    try:
        import uvicorn  # noqa: F401  # whether it is there

        from winsim.player.lab.presets import presets_of
        from winsim.player.lab.server import application  # noqa: F401
        from winsim.player.lab.service import LabService
    except ImportError as missing:
        remedy = f"the lab needs {missing.name}: pip install 'winsim[play]'"
        raise click.ClickException(remedy) from None
    return LabService(presets_of(scenario), seeds, jobs, names, smallest)


def serve(service: "LabService", port: int) -> None:
    """Serve the lab at a port of this machine until it is interrupted."""
    import uvicorn

    from winsim.player.lab.server import application

    note(f"the lab is open at http://{HOST}:{port}/ (Ctrl-C closes it)")
    uvicorn.run(
        application(service),
        host=HOST, port=port, log_level="warning", timeout_graceful_shutdown=1,
    )  # fmt: skip
