"""An organisation drawn: teams named, who bridges numbered, ties bundled, and names apart."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex
from matplotlib.legend import Legend

from winsim.figures.organisation import BRIDGE, network
from winsim.figures.style import figure_of
from winsim.organisation.generator.generator import generated
from winsim.organisation.organisation import Organisation, make_organisation
from winsim.scenario.organisation_source import Generator


def said(ax: Axes) -> list[str]:
    """What stands in the legends, line by line."""
    return [text.get_text() for legend in ax.findobj(Legend) for text in legend.get_texts()]


def firm(sizes: list[int], across: int, names: list[str] | None = None) -> Organisation:
    """Teams of these sizes, rings inside, and so many ties across, drawn with seed 1."""
    teams = [name for name, size in zip(names or map(str, range(len(sizes))), sizes, strict=True)
             for _ in range(size)]  # fmt: skip
    draws = np.random.default_rng(1).integers(0, len(teams), (2, across))
    kept = draws[:, draws[0] != draws[1]]
    ring = np.arange(len(teams) - 1)
    ties = np.r_[ring, kept[0]], np.r_[ring + 1, kept[1]], None
    return make_organisation([f"p{i}" for i in range(len(teams))], teams, ties)


@pytest.mark.parametrize("people", [1, 9, 46, 300, 1000])
def test_the_drawing_names_teams_with_their_size_and_marks_managers(people: int) -> None:
    who = generated(Generator(people=people), 1)
    ax = network(who)
    written = [text.get_text().replace("\n", " ") for text in ax.texts]
    names = {words for words in written if not words.isdigit()}
    sizes = who.team_sizes.tolist()
    wanted = {f"{name} ({size})" for name, size in zip(who.team_names, sizes, strict=True)}
    assert names == wanted
    assert ("manager" in said(ax)) == (people > 1)
    assert ax.get_title(loc="left").startswith(f"{people:,} p")


LONG = [f"Department of {what}" for what in ("Sales", "Purchasing", "Claims", "Law", "IT")]


@pytest.mark.parametrize(
    "who",
    [
        generated(Generator(people=1000), 1),
        firm([60, 40, 3, 2, 1], 100, LONG),
        firm([9] * 30, 300, [f"{LONG[i % 5]} {i}" for i in range(30)]),
    ],
    ids=["111 teams", "uneven teams", "long names"],
)
def test_names_and_numbers_lie_apart(who: Organisation) -> None:
    ax = network(who)
    figure_of(ax).draw_without_rendering()
    names = [text for text in ax.texts if not text.get_text().isdigit()]
    boxes = [text.get_window_extent() for text in names]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    numbers = [text for text in ax.texts if text.get_text().isdigit()]
    assert not any(
        box.contains(*ax.transData.transform(number.get_position()))
        for box in boxes for number in numbers
    )  # fmt: skip
    missing = who.teams - len(names)
    assert ("no room for a name" in ax.get_title(loc="left")) == (missing > 0)


def test_who_bridges_is_ringed_numbered_and_named() -> None:
    """Two teams of three, of which only a and d are tied."""
    ids = list("abcdef")
    ends = np.array([(0, 1), (1, 2), (2, 0), (0, 3), (3, 4), (4, 5), (5, 3)])
    who = make_organisation(
        ids, ["x"] * 3 + ["y"] * 3, (ends[:, 0], ends[:, 1], None), names=["Ana", *"bcdef"]
    )
    ax = network(who)
    assert {text.get_text() for text in ax.texts if text.get_text().isdigit()} == {"1", "2"}
    words = " ".join(" ".join(said(ax)).split())
    assert "1. Ana a, x" in words
    assert "2. d y" in words
    ringed = [one for one in points(ax) if BRIDGE.lower() in colours(one.get_edgecolor())]
    assert [np.shape(one.get_offsets()) for one in ringed] == [(2, 2)]


def test_who_did_not_answer_is_hollow() -> None:
    who = firm([5], 0)  # the last of a row listens to nobody
    assert any("nobody (1)" in words for words in said(network(who)))
    answered = np.array([True, False, False, True, True])
    ax = network(replace(who, answered=answered))
    assert any("nobody (2)" in words for words in said(ax))
    fills = [colours(one.get_facecolor()) for one in points(ax)]
    assert [colour == "#ffffff" for colour in fills[0]] == (~answered).tolist()


def points(ax: Axes) -> list[PathCollection]:
    """The marks of people, those in one call together."""
    marks = [one for one in ax.collections if isinstance(one, PathCollection)]
    return [one for one in marks if np.size(one.get_offsets())]


def colours(rows: Any) -> list[str]:
    """Colours as hexadecimal words."""
    return [to_hex(tuple(row)) for row in rows]


def pairs_between(*counts: int) -> Organisation:
    """A team x of thirty, and so many pairs that it shares with each of further teams of thirty."""
    teams = [team for team in "xyzabc"[: 1 + len(counts)] for _ in range(30)]
    ends = [
        (k % 30, 30 * (1 + j) + k // 30) for j, count in enumerate(counts) for k in range(count)
    ]
    first, second = np.array(ends).T
    return make_organisation([f"p{i}" for i in range(len(teams))], teams, (first, second, None))


def test_many_ties_between_teams_become_bundles_as_wide_as_they_are_many() -> None:
    few = network(pairs_between(200, 20))
    assert "tie" in said(few)
    assert len(lines_of(few)) == 220
    many = network(pairs_between(450, 45))
    assert "tie" not in said(many)
    thin, wide = sorted(lines_of(many))
    assert wide == pytest.approx(10 * thin)
    assert any(words.startswith("450 tied pairs") for words in said(many))


def lines_of(ax: Axes) -> list[float]:
    """The width of every line that is drawn for ties."""
    widths = []
    for lines in ax.collections:
        if isinstance(lines, LineCollection):
            drawn = len(lines.get_segments())
            widths += np.broadcast_to(lines.get_linewidth(), drawn).tolist()
    return widths


def test_what_is_left_out_of_a_large_organisation_is_said() -> None:
    ax = network(generated(Generator(people=5_000), 1))
    assert any("pairs, are left out" in " ".join(words.split()) for words in said(ax))
    assert "556 teams have no room for a name" in ax.get_title(loc="left")
