"""Ties as rows, and large files read in stretches: the same as done plainly."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from winsim.numerics.normal import quantiles
from winsim.organisation.files.formats.csv import STRETCH
from winsim.organisation.files.reading import organisation_with_notes
from winsim.organisation.generator.adjacency import mutual_ties
from winsim.problems import BadInput
from winsim.scenario.organisation_source import OrganisationSource

pairs = st.sets(st.tuples(st.integers(0, 30), st.integers(0, 30)).filter(lambda p: p[0] < p[1]))


@given(pairs.flatmap(lambda found: st.permutations(sorted(found))))
def test_rows_hold_everyones_contacts_in_order(ties: list[tuple[int, int]]) -> None:
    low, high = (np.array([tie[end] for tie in ties], dtype=np.uint32) for end in (0, 1))
    rows = mutual_ties(low, high, 31)
    for person in range(31):
        found = rows.listener[rows.listener_start[person] : rows.listener_start[person + 1]]
        mine = [tie for tie in ties if person in tie]
        assert found.tolist() == sorted(a + b - person for a, b in mine)


def test_a_hub_with_thousands_of_contacts_keeps_them_in_order() -> None:
    others = np.random.default_rng(1).permutation(np.arange(1, 5_000)).astype(np.uint32)
    rows = mutual_ties(np.zeros_like(others), others, 5_000)
    assert rows.listener[:4_999].tolist() == list(range(1, 5_000))
    assert set(rows.listener[4_999:].tolist()) == {0}


@given(st.lists(st.floats(1e-12, 1 - 1e-12), min_size=1))
def test_quantiles_of_the_normal_distribution_are_those_of_scipy(shares: list[float]) -> None:
    found = quantiles(np.array(shares))
    assert found == pytest.approx(special.ndtri(shares), rel=1e-14, abs=1e-16)


def test_what_a_reader_knows_of_the_normal_distribution() -> None:
    found = quantiles(np.array([0.5, 0.975, 0.025, 0.8413447460685429]))
    assert found == pytest.approx([0.0, 1.959964, -1.959964, 1.0], abs=1e-6)


def files(folder: Path, ties: int, bad: int | None = None) -> OrganisationSource:
    """A ring of people; cells run over lines now and then; tie `bad` names a stranger."""
    people = ["id,team,remark"]
    people += [
        f'p{n},t{n // 10},"a\nremark"' if n % 3 == 0 else f"p{n},t{n // 10}," for n in range(ties)
    ]
    lines = ["source,target", *(f"p{n}, p{(n + 1) % ties} " for n in range(ties))]
    if bad is not None:
        lines[bad + 1] = "stranger,p0"
    (folder / "people.csv").write_text("\n".join(people), "utf-8")
    (folder / "ties.csv").write_text("\n\n".join(lines), "utf-8")
    return OrganisationSource(people="people.csv", ties="ties.csv")


def test_a_file_of_several_stretches_is_read_as_a_whole(tmp_path: Path) -> None:
    count = 2 * STRETCH + 7
    who = organisation_with_notes(files(tmp_path, count), 1, tmp_path).organisation
    assert who.people == who.network.listener.size == count
    assert who.columns["remark"][:4].tolist() == ["a\nremark", "", "", "a\nremark"]


@pytest.mark.parametrize("bad", [3, STRETCH + 5])
def test_a_problem_in_a_later_stretch_has_its_line(tmp_path: Path, bad: int) -> None:
    source = files(tmp_path, 2 * STRETCH + 7, bad)
    with pytest.raises(BadInput) as refused:
        organisation_with_notes(source, 1, tmp_path)
    # A header line, an empty line after each line, and the ties before.
    assert [problem.where.rpartition(":")[2] for problem in refused.value.problems] == [
        str(2 * bad + 3)
    ]


def test_a_second_use_of_an_id_names_both_lines_across_cells_that_run_over_lines(
    tmp_path: Path,
) -> None:
    (tmp_path / "people.csv").write_text('id,team,level\n"a\nb",x,1\nc,x,1\nc,y,2\n', "utf-8")
    with pytest.raises(BadInput) as refused:
        organisation_with_notes(OrganisationSource(people="people.csv"), 1, tmp_path)
    (problem,) = refused.value.problems
    assert problem.where.endswith("people.csv:5")
    assert "people.csv:4" in problem.remedy
