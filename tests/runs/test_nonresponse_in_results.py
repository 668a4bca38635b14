"""What rollouts bring in an organisation of which a third did not answer, beside all answers."""

from pathlib import Path

import numpy as np
import pytest

from tests.support.tiny_change import tiny
from winsim.organisation.files.writing import write_organisation
from winsim.organisation.generator.generator import generate_organisation
from winsim.runs.simulate import simulate
from winsim.scenario.reading import scenario_from

SEEDS = range(1, 61)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Path]:
    """People, their ties, and the ties without the answers of every third person."""
    folder = tmp_path_factory.mktemp("client")
    people, ties = write_organisation(generate_organisation(people=60, team_size=6), folder)
    assert ties is not None
    header, *lines = ties.read_text().splitlines()
    answered = [line for line in lines if int(line.partition(",")[0]) % 3]
    missing = folder / "missing.csv"
    missing.write_text("\n".join([header, *answered, ""]))
    return people, ties, missing


def adoption(people: Path, ties: Path, nonresponse: str = "as_told") -> np.ndarray:
    """The share of people working the new way at the end, by seed."""
    source = f"{{people: {people}, ties: {ties}, nonresponse: {nonresponse}}}"
    scenario = scenario_from(tiny(40, organisation=source), "tiny.yaml")
    return simulate(scenario, ("big_bang",), SEEDS).runs["adoption"].to_numpy()


def test_reciprocity_brings_what_all_answers_bring_and_silence_does_not(
    files: tuple[Path, Path, Path],
) -> None:
    people, ties, missing = files
    all_answers = adoption(people, ties)
    told = adoption(people, missing) - all_answers
    returned = adoption(people, missing, "reciprocity") - all_answers
    error = returned.std(ddof=1) / np.sqrt(returned.size)
    assert abs(returned.mean()) < 2 * error + 0.005
    # Were the treatment idle, the check above would meet this difference and fail:
    assert abs(told.mean()) > 0.1
