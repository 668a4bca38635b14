"""How figures look: colours, sizes and the paper they are drawn on, declared once."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import IO, Any, Literal, ParamSpec, TypeVar

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Kind = Literal["png", "svg", "pdf"]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe and Ito's colours, which people with any colour vision can tell apart."""
LINES = ("-", "--", ":", "-.")
"""Line styles that tell rollouts apart once the colours are used up."""
GREY, FAINT = "#555555", "#DDDDDD"
SEQUENTIAL = "cividis"
"""Colour map of heat maps: even in brightness, and safe for any colour vision."""
BAND, EDGE, BUNDLE = 0.14, 0.6, 0.14
"""Opacity of a 5–95 % band, of its edges, and of one run in a bundle of runs."""

STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 13,
    "axes.titlesize": 15,
    "axes.labelsize": 13,
    "xtick.labelsize": 12,
    "ytick.labelsize": 12,
    "legend.fontsize": 12,
    "axes.titlelocation": "left",
    "axes.titlepad": 10,
    "axes.titley": 1.0,  # nothing lies above the axes, so nobody need look for it
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": GREY,
    "axes.labelcolor": "#222222",
    "axes.grid": True,
    "axes.grid.axis": "y",
    "grid.color": FAINT,
    "axes.axisbelow": True,
    "lines.linewidth": 2.5,
    "legend.frameon": False,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "svg.hashsalt": "winsim",
    "pdf.fonttype": 42,
}
DATELESS: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}


def styled(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """A function that draws in this style and leaves matplotlib's settings as they were."""

    @wraps(function)
    def drawn(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        with matplotlib.rc_context(STYLE):
            return function(*args, **kwargs)

    return drawn


@styled
def paper(
    rows: int = 1, columns: int = 1, size: tuple[float, float] = (10, 6), **shared: Any
) -> list[Axes]:
    """The axes of a new figure, row by row; it belongs to no window and to no global state."""
    figure = Figure(figsize=size, layout="constrained")
    FigureCanvasAgg(figure)
    return list(figure.subplots(rows, columns, squeeze=False, **shared).flat)


def figure_of(ax: Axes) -> Figure:
    """The figure that axes are part of."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    return figure


def save(figure: Figure, path: Path) -> None:
    """Write a figure as PNG, SVG or PDF after the path's ending; equal figures, equal bytes."""
    with path.open("wb") as file:
        save_to(figure, file, path.suffix.removeprefix("."))


def save_to(figure: Figure, file: IO[bytes], kind: str) -> None:
    """Write a figure into an open file; equal figures, equal bytes."""
    options: dict[str, Any] = {"pil_kwargs": {"compress_level": 3}} if kind == "png" else {}
    with matplotlib.rc_context(STYLE), _laid_out(figure):
        figure.savefig(file, format=kind, dpi=150, metadata=DATELESS[kind], **options)


@contextmanager
def _laid_out(figure: Figure) -> Iterator[None]:
    """A figure whose layout is worked out once; saving would do so twice, at half the speed."""
    engine = figure.get_layout_engine()
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine(None)
    try:
        yield
    finally:
        figure.set_layout_engine(engine)


def looks(names: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Colour and line style of each name, the same wherever the names come in the same order."""
    return {
        name: {
            "color": COLOURS[place % len(COLOURS)],
            "linestyle": LINES[place // len(COLOURS) % len(LINES)],
        }
        for place, name in enumerate(names)
    }
