"""The figure of odds: a line a layer, and beside it in how many futures the rollout is better."""

from tests.support.tiny_change import tiny
from winsim import figures
from winsim.experiment.odds import uncertain_odds
from winsim.runs.simulate import simulate
from winsim.scenario.reading import scenario_from


def test_every_layer_has_its_count_and_zero_is_marked() -> None:
    result = uncertain_odds(simulate(scenario_from(tiny(12)), seeds=range(1, 5)))
    value, adoption = figures.odds(result)
    assert [ax.get_title(loc="left") for ax in (value, adoption)] == [
        "net value",
        "people working the new way at the end",
    ]
    counts = [text.get_text() for text in value.texts]
    assert len(counts) == 3
    assert all(count.endswith("of 4") for count in counts)
    assert value.get_xlabel() == "better to the right; person-weeks"
    assert [label.get_text() for label in value.get_yticklabels()] == ["pilots"]
