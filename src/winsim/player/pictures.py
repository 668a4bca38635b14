"""A week of a play as a picture, and all weeks as an animation: drawn without a browser.

They show what the page shows: above, everyone in every rollout, below, adoption in this run before
the bands of all seeds.
"""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PatchCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle
from matplotlib.ticker import PercentFormatter
from numpy.typing import NDArray

from winsim.figures.layout import DISTANCE, Points
from winsim.figures.style import BAND, COLOURS, GREY, Kind, save_to, styled
from winsim.model.measures import measured
from winsim.parallel import Progress
from winsim.player.bands import CURVES
from winsim.player.loop import STATES
from winsim.player.play import Play
from winsim.player.recording import AWARE, CONVINCED, UNAWARE, UNCONVINCED, Recording

SIZE = (13.0, 7.6)
"""Inches of a picture: the shape of a slide."""
GOLD, BLACK = "#E69F00", "#111111"
FACES = {UNAWARE: "#FFFFFF", AWARE: "#B8B8B8", UNCONVINCED: "#FFFFFF"}
EDGES = {UNAWARE: "#BBBBBB", AWARE: "#777777"}
ACROSS = 1000
"""Pixels from left to right of an animation."""
LAST_FRAME, FRAME = 3000, 220
"""Milliseconds for which the last frame of an animation stands, and each other."""


def picture(shown: Play, week: int, kind: Kind = "png") -> bytes:
    """A week of a play at slide size.

    Args:
        shown: The play.
        week: From 0 to the scenario's last.
        kind: `png`, `svg` or `pdf`.

    Returns:
        The content of the file.

    Raises:
        IndexError: For a week after the last.
    """
    drawn = Drawing(shown)
    drawn.turn(week)
    content = BytesIO()
    save_to(drawn.figure, content, kind)
    return content.getvalue()


def animation(shown: Play, progress: Progress | None = None) -> bytes:
    """All weeks of a play as a GIF that repeats.

    Args:
        shown: The play.
        progress: Called after each frame with how many are drawn, and of how many.

    Returns:
        The content of the file: a frame a week, `ACROSS` pixels wide, in 64 colours.
    """
    from PIL import Image

    drawn, frames = Drawing(shown), []
    for week in range(shown.scenario.weeks + 1):
        drawn.turn(week)
        frame = Image.fromarray(drawn.pixels(ACROSS / SIZE[0]))
        frames.append(frame.quantize(64, dither=Image.Dither.NONE))
        if progress is not None:
            progress(week + 1, shown.scenario.weeks + 1)
    content, times = BytesIO(), [FRAME] * (len(frames) - 1) + [LAST_FRAME]
    frames[0].save(content, "GIF", save_all=True, append_images=frames[1:], duration=times, loop=0)
    return content.getvalue()


class Drawing:
    """A play drawn once, and turned to one week after another.

    Attributes:
        figure: The figure, of `SIZE` inches.
        panes: The people of each rollout, side by side.
        lines: The adoption of the run that is played, by rollout, up to the week shown.
        now: The line that marks the week shown.
    """

    @styled
    def __init__(self, shown: Play) -> None:
        self.shown = shown
        runs = shown.runs
        self.figure = Figure(figsize=SIZE)
        FigureCanvasAgg(self.figure)
        self.figure.set_layout_engine("constrained", rect=(0, 0, 1, 0.97))
        grid = self.figure.add_gridspec(2, len(runs), height_ratios=(5, 3))
        self.panes = [
            Pane(shown, run, place, self.figure.add_subplot(grid[0, place]))
            for place, run in enumerate(runs)
        ]
        curve = self.figure.add_subplot(grid[1, :])
        self.lines = _curves(shown, curve)
        self.now = curve.axvline(0, color=BLACK, lw=1.5)
        self.turn(0)
        self.figure.canvas.draw()
        self.figure.set_layout_engine(None)  # laid out once: every week has the same room

    @styled
    def turn(self, week: int) -> None:
        """Show a week."""
        for pane in self.panes:
            pane.turn(week)
        self.now.set_xdata([week, week])
        for line, run in zip(self.lines, self.shown.runs, strict=True):
            adopted = measured(run.state.record.weeks, "adopted")
            line.set_data(np.arange(week + 1), adopted[: week + 1])
        title = self.shown.scenario.title or self.shown.scenario.name
        self.figure.suptitle(f"{title}: week {week}", x=0.01, y=0.985, ha="left", fontsize=17)

    @styled
    def pixels(self, dots: float) -> NDArray[np.uint8]:
        """The drawing as an image, shape (height, width, 3), at so many dots an inch."""
        canvas: Any = self.figure.canvas
        self.figure.set_dpi(dots)
        canvas.draw()
        return np.asarray(canvas.buffer_rgba())[..., :3].copy()


class Pane:
    """The people of one rollout: teams as discs, people as marks, wins as rings, setbacks as crosses.

    Args:
        shown: The play.
        run: The run of this rollout.
        place: Which rollout of the play it is; its colour follows from that.
        ax: Axes to draw on.
    """

    def __init__(self, shown: Play, run: Recording, place: int, ax: Axes) -> None:
        self.shown, self.run, self.ax, self.colour = shown, run, ax, COLOURS[place]
        self.loop = shown.loops[place]
        self.place, self.centre, self.radius = shown.roster.layout
        self._frame()
        discs = [Circle((x, y), r) for (x, y), r in zip(self.centre, self.radius, strict=True)]
        ax.add_collection(PatchCollection(discs, facecolor=self.colour, alpha=0.1, lw=0, zorder=1))
        self.flashes = PatchCollection(discs, facecolor="none", edgecolor=GOLD, zorder=2)
        ax.add_collection(self.flashes)
        _ties(ax, shown, self.place)
        self.marks = [self._people(manages) for manages in (False, True)]
        self.crosses = ax.scatter([], [], marker="x", color=BLACK, lw=3, zorder=6)

    def _frame(self) -> None:
        low = (self.centre - self.radius[:, None]).min(axis=0) - 0.3
        high = (self.centre + self.radius[:, None]).max(axis=0) + 0.3
        self.ax.set_xlim(low[0], high[0])
        self.ax.set_ylim(low[1], high[1])
        self.ax.set_aspect("equal")
        self.ax.set_axis_off()
        self.point = 72 * 4.0 / max(high[1] - low[1], (high[0] - low[0]) * 0.7)

    def _people(self, manages: bool) -> tuple[NDArray[np.int64], Any]:
        """The marks of those who manage, or of those who do not."""
        who = np.flatnonzero(self.shown.roster.shown.network.is_manager.astype(bool) == manages)
        across = 0.8 * DISTANCE * self.point
        drawn = self.ax.scatter(
            self.place[who, 0],
            self.place[who, 1],
            s=(across * (1.1 if manages else 1.0)) ** 2,
            marker="s" if manages else "o",
            linewidths=across * (0.2 if manages else 0.15),
            zorder=5 if manages else 4,
        )
        return who, drawn

    def turn(self, week: int) -> None:
        """Show a week."""
        roster = self.shown.roster
        standing = self.run.standing[week][roster.person]
        for who, drawn in self.marks:
            drawn.set_facecolor([FACES.get(int(one), self.colour) for one in standing[who]])
            manages = roster.shown.network.is_manager[who]
            drawn.set_edgecolor(
                [
                    BLACK if manager else EDGES.get(int(one), self.colour)
                    for one, manager in zip(standing[who], manages, strict=True)
                ]
            )
        won = np.bincount(roster.group, self.run.wins[week], minlength=roster.shown.teams)
        self.flashes.set_linewidth(list(np.where(won > 0, 0.4 * self.point, 0.0)))
        hurt = np.bincount(roster.group, self.run.setback[week] > 0, minlength=roster.shown.teams)
        self.crosses.set_offsets(self.centre[hurt > 0])
        self.crosses.set_sizes([(1.6 * self.point) ** 2])
        self._words(week, standing)

    def _words(self, week: int, standing: NDArray[Any]) -> None:
        adopted = np.isin(standing, (CONVINCED, UNCONVINCED)).mean()
        state = STATES[int(self.loop.state[week])]
        words = f"{self.run.rollout}: {100 * adopted:.0f} %, {state}"
        self.ax.set_title(words, loc="center", color=self.colour, fontweight="bold")


def _ties(ax: Axes, shown: Play, place: Points) -> None:
    listens, to, _ = shown.roster.shown.ties
    faint = float(np.clip(4 / np.sqrt(listens.size + 1), 0.03, 0.15))
    lines = np.stack([place[listens], place[to]], axis=1)
    ax.add_collection(
        LineCollection(list(lines), colors=GREY, lw=0.5, alpha=faint, zorder=0, rasterized=True),
        autolim=False,
    )


def _curves(shown: Play, ax: Axes) -> Sequence[Any]:
    """The bands of adoption over all seeds; the lines of the played runs are returned."""
    lines, weeks = [], np.arange(shown.scenario.weeks + 1)
    for place, (low, median, high) in enumerate(shown.bands.quantiles[CURVES.index("adopted")]):
        colour = COLOURS[place]
        ax.fill_between(weeks, low, high, color=colour, alpha=BAND, lw=0)
        ax.plot(weeks, median, color=colour, lw=1, alpha=0.8)
        lines += ax.plot([], [], color=colour, lw=3)
    ax.set_xlim(0, weeks[-1])
    ax.set_ylim(0, 1.01)
    ax.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    ax.set_xlabel("weeks since the start")
    ax.set_ylabel("working the new way")
    count = len(shown.bands.seeds)
    ax.set_title(f"Thick: this run. Thin line and band: median and 5–95 % of {count} runs")
    return lines
