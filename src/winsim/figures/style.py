"""How figures look: seaborn's theme, our colours, and the paper they are drawn on, declared once.

Every figure begins with `paper`, is decorated with `styled`, and ends in `save`; colours of rollouts
come from `palette`, so that a rollout has one colour in all figures of a comparison.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache, wraps
from pathlib import Path
from typing import IO, Any, Literal, ParamSpec, TypeVar

import matplotlib
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure

from winsim.numerics.arrays import Floats

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")
Kind = Literal["png", "svg", "pdf"]

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000")
"""Okabe and Ito's colours, which people with any colour vision can tell apart."""
DASHES: tuple[Any, ...] = (
    "", (3.7, 1.6), (1, 1.3), (6.4, 1.6, 1, 1.6), (7.5, 2.2), (4, 1.3, 1, 1.3, 1, 1.3),
)  # fmt: skip
"""Lengths of dashes and gaps, in line widths, that tell many rollouts apart beside their colours."""
FEW = 3
"""Up to so many rollouts have solid lines, and bands that can be told apart on the same axes."""
CONTRAST = 4.5
"""Least contrast of letters with the white behind them, from 1 to 21, so that they can be read."""
GREY, FAINT = "#555555", "#DDDDDD"
SEQUENTIAL = "cividis"
"""Colour map of heat maps: even in brightness, and safe for any colour vision."""
BAND, EDGE, BUNDLE = 0.14, 0.6, 0.14
"""Opacity of a 5–95 % band, of its edges, and of one run in a bundle of runs."""

DOTS = 150
"""Dots an inch: room for letters is measured as they are drawn, or long labels would be cut off."""
LETTERS = 13 / 12
"""Size of letters against seaborn's, so that a figure can be read from the back of a room."""
OURS: Any = {
    "font.family": "DejaVu Sans",
    "axes.titlesize": 15,
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
    "lines.linewidth": 2.5,
    "legend.frameon": False,
    "patch.edgecolor": "black",
    "patch.force_edgecolor": False,
    "xtick.major.size": 4,
    "ytick.major.size": 4,
    "savefig.facecolor": "white",
    "svg.hashsalt": "winsim",
    "pdf.fonttype": 42,
}
"""Settings in which a figure departs from seaborn's theme."""
DATELESS: dict[str, dict[str, None]] = {
    "png": {"Software": None},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}


@cache
def theme() -> Any:
    """matplotlib's settings for a figure: seaborn's theme with ticks, and where we depart from it.

    Returns:
        A mapping for `matplotlib.rc_context`, made once a process; the first call loads seaborn.
    """
    import seaborn as sns

    return {**sns.axes_style("ticks"), **sns.plotting_context("notebook", LETTERS), **OURS}


def styled(function: Callable[Parameters, Result]) -> Callable[Parameters, Result]:
    """A function that draws in this style and leaves matplotlib's settings as they were.

    Every function that makes axes or text is decorated: sizes and fonts are fixed as they are made.
    """

    @wraps(function)
    def drawn(*args: Parameters.args, **kwargs: Parameters.kwargs) -> Result:
        with matplotlib.rc_context(theme()):
            return function(*args, **kwargs)

    return drawn


@styled
def paper(
    rows: int = 1, columns: int = 1, size: tuple[float, float] = (10, 6), **shared: Any
) -> list[Axes]:
    """The axes of a new figure, row by row; it belongs to no window and to no global state.

    Args:
        rows: how many rows of axes.
        columns: how many in each.
        size: width and height of the figure, in inches.
        **shared: what else matplotlib's `subplots` takes, such as `sharex` and `height_ratios`.

    Returns:
        All rows · columns axes, from left to right and then downwards.
    """
    figure = Figure(figsize=size, dpi=DOTS, layout="constrained")
    FigureCanvasAgg(figure)
    return list(figure.subplots(rows, columns, squeeze=False, **shared).flat)


def figure_of(ax: Axes) -> Figure:
    """The figure that axes are part of."""
    figure = ax.get_figure(root=True)
    assert figure is not None
    return figure


def dots(colour: str, size: float = 7) -> dict[str, Any]:
    """What seaborn's `scatterplot` is told of filled dots above all lines.

    Args:
        colour: of the dots.
        size: their width, in points.
    """
    return {"color": colour, "s": size**2, "linewidth": 0, "zorder": 3}


def without_legend(ax: Axes) -> None:
    """Take away the legend, where axes have one; what it names can still be asked for."""
    legend = ax.get_legend()
    if legend is not None:
        legend.remove()


def save(figure: Figure, path: Path) -> None:
    """Write a figure as PNG, SVG or PDF after the path's ending; equal figures, equal bytes.

    Args:
        figure: the figure, drawn with `paper`.
        path: the file, which is replaced if it is there; its ending is small letters.

    Raises:
        KeyError: for another ending.
        OSError: where the file cannot be written.
    """
    with path.open("wb") as file:
        save_to(figure, file, path.suffix.removeprefix("."))


def save_to(figure: Figure, file: IO[bytes], kind: str) -> None:
    """Write a figure into an open file, at `DOTS` an inch; equal figures, equal bytes.

    Args:
        figure: the figure.
        file: open for writing bytes.
        kind: `png`, `svg` or `pdf`.

    Raises:
        KeyError: for another kind.
    """
    options: dict[str, Any] = {"pil_kwargs": {"compress_level": 3}} if kind == "png" else {}
    with matplotlib.rc_context(theme()), _laid_out(figure):
        figure.savefig(file, format=kind, dpi=DOTS, metadata=DATELESS[kind], **options)


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


def palette(names: Sequence[str]) -> dict[str, str]:
    """The colour of each name, the same wherever the names come in the same order."""
    return {name: COLOURS[place % len(COLOURS)] for place, name in enumerate(names)}


@cache
def ink(colour: str) -> str:
    """A colour for letters: the same, darkened until white paper gives it `CONTRAST`.

    Args:
        colour: in any form that matplotlib takes.

    Returns:
        Its hexadecimal form. Contrast is that of WCAG 2: (1 + 0.05) / (luminance + 0.05).
    """
    shade = np.array(to_rgb(colour))
    while 1.05 / (_luminance(shade) + 0.05) < CONTRAST:
        shade *= 0.97
    return to_hex(tuple(shade))


def _luminance(colour: Floats) -> float:
    """Relative luminance of an sRGB colour, shape (3,), from 0 (black) to 1 (white)."""
    linear = np.where(colour <= 0.04045, colour / 12.92, ((colour + 0.055) / 1.055) ** 2.4)
    return float(linear @ (0.2126, 0.7152, 0.0722))


def dashes_of(names: Sequence[str]) -> dict[str, Any]:
    """The dashes of each name: more than `FEW` are told apart by them, not by colour alone.

    Args:
        names: the rollouts in their order.

    Returns:
        Lengths of dashes and gaps, as seaborn takes them; an empty text is a solid line.
    """
    many = len(names) > FEW
    return {name: DASHES[place % len(DASHES) if many else 0] for place, name in enumerate(names)}


def colours_of(names: Sequence[str]) -> dict[str, Any]:
    """What seaborn is told of a table's column `rollout`: the colour of each."""
    return {"hue": "rollout", "hue_order": names, "palette": palette(names), "legend": False}


def by_rollout(names: Sequence[str]) -> dict[str, Any]:
    """What seaborn's `lineplot` is told of a table's column `rollout`: the colour and the dashes of each.

    Args:
        names: the rollouts in their order.

    Returns:
        Keyword arguments, which leave out the legend.
    """
    style = {"style": "rollout", "style_order": names, "dashes": dashes_of(names)}
    return {**colours_of(names), **style}
