"""The command `lab`: the player's page with levers, served on this machine alone."""

from pathlib import Path

import click

from winsim.cli import options
from winsim.cli.play import group_option, names_option
from winsim.cli.startup import ready_kernel, settle_in
from winsim.cli.terminal import note

HERE = "127.0.0.1"


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
    try:
        import uvicorn

        from winsim.player.lab.presets import presets_of
        from winsim.player.lab.server import application
        from winsim.player.lab.workbench import Workbench
    except ImportError as missing:
        raise click.ClickException(
            f"the lab needs {missing.name}: pip install 'winsim[play]'"
        ) from None
    presets = presets_of(scenario)
    ready_kernel()
    settle_in()
    note(f"the lab is open at http://{HERE}:{port}/ (Ctrl-C closes it)")
    served = application(Workbench(presets, seeds, jobs, names, smallest))
    uvicorn.run(served, host=HERE, port=port, log_level="warning", timeout_graceful_shutdown=1)


def refuse_taken(port: int) -> None:
    """Raise BadInput where one cannot listen at the port, as where something else does."""
    import socket

    from winsim.problems import BadInput, Problem

    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HERE, port))
        except OSError as error:
            remedy = f"nothing can be served there ({error.strerror}); choose another --port"
            raise BadInput(Problem("", "--port", str(port), remedy)) from None
