"""winsim: how small wins spread through an organisation, simulated with agents.

A scenario describes an organisation, a change and the rollouts to compare. In reading order:

Describe
    read_scenario           a scenario from a YAML file
    scenario_from           a scenario from YAML text or plain Python data
    Scenario                what is declared; `with_fields` sets fields anew, checked
    sources                 the bibliography behind rules and defaults
    load_organisation       people and ties from the files of a client
    generate_organisation   people and ties of a typical workplace, drawn at random
    from_networkx           people and ties from a graph
    to_networkx             a graph from people and ties
    Organisation            who there is and who sees whom
    describe                network statistics of an organisation
    BadInput                what is wrong with an input, and the remedy

Simulate
    simulate                every rollout with every seed, as tables
    Runs                    these tables
    simulate_one            one rollout with one seed
    Run                     its outcomes, and the state it ended in
    person_story            what moved one person, week by week
    team_story              what one team took up, and why it stood still
    story_statements        such a story in sentences

Compare
    compare                 rollouts pair by pair, on common random numbers
    Comparison              outcomes and paired differences with intervals
    OUTCOMES                what is read off a run: unit, and which direction is better
    comparison_statements   what a comparison says, in sentences
    standstill_statements   what stands still in its runs and why, to be said before that
    attribute               which lever carries how much of a difference
    uncertain_odds          the same with all assumed values drawn, too: how sure it really is
    ablate                  which mechanism carries how much of a difference
    flip                    which assumed values would change the better rollout
    one_more_win            how many further wins one more win brings
    withdrawal              what is left where the programme is withdrawn
    write_comparison        tables, figures and a manifest in a folder
    read_runs               the runs of such a folder

Sweep
    read_experiment         an experiment from a YAML file
    Experiment              factors, design, outcomes and seeds
    SweepResults            points and runs of a sweep, as tables
    sweep                   an experiment simulated: resumable; threads, processes, Dask
    read_sweep              the results in a sweep's folder
    analyse                 which factors matter, and where each rollout is better

Agents
    OrgModel                the Mesa model
    Employee                a Mesa agent: one person
    Team                    a Mesa agent: one team

Draw
    figures                 one function a figure: a table in, matplotlib axes out

`help(winsim.NAME)` says more of each; docs/reference/api.md holds it all. The rules of behaviour are
in `winsim.model.rules`, one file a mechanism.
"""

from importlib import import_module

TYPE_CHECKING = False  # as in `typing`, whose import takes longer than this module's
if TYPE_CHECKING:
    from winsim.analysis.analyse import analyse as analyse
    from winsim.counterfactual.ablation import ablate as ablate
    from winsim.counterfactual.attribution import attribute as attribute
    from winsim.counterfactual.flip import flip as flip
    from winsim.counterfactual.one_more_win import one_more_win as one_more_win
    from winsim.counterfactual.withdrawal import withdrawal as withdrawal
    from winsim.declaration.bibliography import sources as sources
    from winsim.experiment.experiment import Experiment as Experiment
    from winsim.experiment.odds import uncertain_odds as uncertain_odds
    from winsim.experiment.reading import read_experiment as read_experiment
    from winsim.experiment.results import SweepResults as SweepResults
    from winsim.experiment.results import read_sweep as read_sweep
    from winsim.experiment.sweep import sweep as sweep
    from winsim.explain.person import person_story as person_story
    from winsim.explain.team import team_story as team_story
    from winsim.explain.team_statements import story_statements as story_statements
    from winsim.model.agents import Employee as Employee
    from winsim.model.agents import Team as Team
    from winsim.model.model import OrgModel as OrgModel
    from winsim.organisation.description import describe as describe
    from winsim.organisation.files.graph import from_networkx as from_networkx
    from winsim.organisation.files.graph import to_networkx as to_networkx
    from winsim.organisation.files.reading import load_organisation as load_organisation
    from winsim.organisation.generator.generator import (
        generate_organisation as generate_organisation,
    )
    from winsim.organisation.organisation import Organisation as Organisation
    from winsim.problems import BadInput as BadInput
    from winsim.runs.compare import Comparison as Comparison
    from winsim.runs.compare import compare as compare
    from winsim.runs.outcomes import OUTCOMES as OUTCOMES
    from winsim.runs.results import read_runs as read_runs
    from winsim.runs.results import write_comparison as write_comparison
    from winsim.runs.run import Run as Run
    from winsim.runs.run import simulate_one as simulate_one
    from winsim.runs.simulate import simulate as simulate
    from winsim.runs.standstill_statements import standstill_statements as standstill_statements
    from winsim.runs.statements import comparison_statements as comparison_statements
    from winsim.runs.tables import Runs as Runs
    from winsim.scenario.reading import read_scenario as read_scenario
    from winsim.scenario.reading import scenario_from as scenario_from
    from winsim.scenario.scenario import Scenario as Scenario

__all__ = [  # noqa: RUF022 (reading order)
    "read_scenario",
    "scenario_from",
    "Scenario",
    "sources",
    "load_organisation",
    "generate_organisation",
    "from_networkx",
    "to_networkx",
    "Organisation",
    "describe",
    "BadInput",
    "simulate",
    "Runs",
    "simulate_one",
    "Run",
    "person_story",
    "team_story",
    "story_statements",
    "compare",
    "Comparison",
    "OUTCOMES",
    "comparison_statements",
    "standstill_statements",
    "attribute",
    "uncertain_odds",
    "ablate",
    "flip",
    "one_more_win",
    "withdrawal",
    "write_comparison",
    "read_runs",
    "read_experiment",
    "Experiment",
    "SweepResults",
    "sweep",
    "read_sweep",
    "analyse",
    "OrgModel",
    "Employee",
    "Team",
    "figures",
]

_HOMES = {
    "read_scenario": "winsim.scenario.reading",
    "scenario_from": "winsim.scenario.reading",
    "Scenario": "winsim.scenario.scenario",
    "sources": "winsim.declaration.bibliography",
    "load_organisation": "winsim.organisation.files.reading",
    "generate_organisation": "winsim.organisation.generator.generator",
    "from_networkx": "winsim.organisation.files.graph",
    "to_networkx": "winsim.organisation.files.graph",
    "Organisation": "winsim.organisation.organisation",
    "describe": "winsim.organisation.description",
    "BadInput": "winsim.problems",
    "simulate": "winsim.runs.simulate",
    "Runs": "winsim.runs.tables",
    "simulate_one": "winsim.runs.run",
    "Run": "winsim.runs.run",
    "person_story": "winsim.explain.person",
    "team_story": "winsim.explain.team",
    "story_statements": "winsim.explain.team_statements",
    "compare": "winsim.runs.compare",
    "Comparison": "winsim.runs.compare",
    "OUTCOMES": "winsim.runs.outcomes",
    "comparison_statements": "winsim.runs.statements",
    "standstill_statements": "winsim.runs.standstill_statements",
    "attribute": "winsim.counterfactual.attribution",
    "uncertain_odds": "winsim.experiment.odds",
    "ablate": "winsim.counterfactual.ablation",
    "flip": "winsim.counterfactual.flip",
    "one_more_win": "winsim.counterfactual.one_more_win",
    "withdrawal": "winsim.counterfactual.withdrawal",
    "write_comparison": "winsim.runs.results",
    "read_runs": "winsim.runs.results",
    "read_experiment": "winsim.experiment.reading",
    "Experiment": "winsim.experiment.experiment",
    "SweepResults": "winsim.experiment.results",
    "sweep": "winsim.experiment.sweep",
    "read_sweep": "winsim.experiment.results",
    "analyse": "winsim.analysis.analyse",
    "OrgModel": "winsim.model.model",
    "Employee": "winsim.model.agents",
    "Team": "winsim.model.agents",
    "figures": "winsim.figures",
}
"""The module in which each public name is found; it is imported when the name is first used."""


def __getattr__(name: str) -> object:
    if name == "__version__":
        from importlib.metadata import version

        return version("winsim")
    if name not in _HOMES:
        raise AttributeError(f"module 'winsim' has no attribute {name!r}")
    home = import_module(_HOMES[name])
    return home if home.__name__ == f"winsim.{name}" else getattr(home, name)


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
