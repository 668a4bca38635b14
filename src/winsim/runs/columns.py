"""What the columns of the tables of runs and of a comparison hold, for the data dictionary.

Outcomes and weekly measures bring their own units and meanings; only the rest is said here.
"""

from __future__ import annotations

from winsim.model import measures
from winsim.runs.dictionary import Column, Table, count, flag, interval, share, text
from winsim.runs.outcomes import OUTCOMES, Outcome
from winsim.runs.units import LEVEL, PEOPLE, PROGRESS, RUNS, WORK

ROLLOUT = text("rollout", "the rollout")
SEED = Column("seed", "seed", "whole number", "the seed of all chance events of the run")
WEEK = count("week", "week", "the week; 0 is the start")
ID = text("id", "the employee's id")
TEAM = text("team", "the team")
OUTCOME = text("outcome", "the outcome: a column of runs.csv")
BASELINE = text("baseline", "the rollout that is compared with")
SHARE, LEVELS = PEOPLE.stored, LEVEL.stored

MEASURES = tuple(Column(name, *measure) for name, measure in measures.MEASURES.items())
"""The weekly measures, `winsim.model.measures.MEASURES`, in their order."""


def outcome_column(outcome: Outcome) -> Column:
    """The column of an outcome in a table with a row a run: its unit, and which values there can be."""
    if outcome.unit is RUNS:
        return flag(outcome.name, outcome.label)
    if outcome.may_never_come:
        values = "week, empty if never"
    else:
        values = "0 to 1" if outcome.unit in (PEOPLE, PROGRESS, LEVEL) else "number"
    return Column(outcome.name, outcome.unit.stored, values, outcome.label)


STANDSTILL = (
    text(
        "standstill",
        "the foremost cause for which the programme stands still or was ended early; empty for none",
        "kind of cause",
    ),
    Column("standstill_week", "week", "week, empty for none", "since when it is so"),
)
"""What stands still in a run, in a table with a row a run."""
RUN_TABLE = Table(
    "runs",
    (
        ROLLOUT,
        SEED,
        *map(outcome_column, OUTCOMES.values()),
        text("ended", "how the programme ended; empty while it was under way"),
        *STANDSTILL,
        Column("ended_week", "week", "week, empty if under way", "when the programme ended"),
        text("organisation", "what tells organisations apart", "hash"),
    ),
)
WEEK_TABLE = Table("weeks", (ROLLOUT, SEED, WEEK, *MEASURES))
TEAM_TABLE = Table(
    "teams",
    (
        ROLLOUT,
        TEAM,
        Column("people", "people", "at least 1", "people in the team"),
        WEEK,
        share("adopted", "share of the team", "people who work the new way, mean over seeds"),
        Column(
            "wins", "wins", "at least 0", "steps that the team won in the week, mean over seeds"
        ),
    ),
)
_STANDING = (
    share("belief", LEVELS, "belief that the change works here"),
    share("trust", LEVELS, "trust in leadership"),
    share("fatigue", LEVELS, "fatigue"),
)
EMPLOYEE_TABLE = Table(
    "employees",
    (
        ROLLOUT,
        SEED,
        ID,
        TEAM,
        Column("adopted_week", "week", "week, empty if never", "when the employee last adopted"),
        flag("adopted", "works the new way at the end"),
        flag("committed", "works the new way at the end, and would of their own accord"),
        *_STANDING,
    ),
)
EMPLOYEE_WEEK_TABLE = Table(
    "employees_by_week",
    (
        ROLLOUT,
        SEED,
        ID,
        TEAM,
        WEEK,
        flag("aware", "has heard of the change"),
        flag("adopted", "works the new way"),
        *_STANDING,
        share("skill", LEVELS, "skill in the new way"),
        share("inclination", LEVELS, "propensity to adopt, as weighed in the week"),
    ),
)
_IN_UNIT = "the row's unit"
_RESTRICTED = "a time that never came counts as all weeks that were watched (restricted mean)"
UNIT = text("unit", "the unit of the numbers in this row")
OUTCOME_TABLE = Table(
    "outcomes",
    (
        ROLLOUT,
        OUTCOME,
        text("label", "the outcome in words"),
        UNIT,
        text("better_when", "which direction is better", "higher, lower, neither"),
        count("runs", "runs", "runs of the rollout"),
        count("reached", "runs", "runs in which the outcome came at all"),
        Column("mean", _IN_UNIT, "number", f"mean over runs; {_RESTRICTED}"),
        Column("median", _IN_UNIT, "number or inf", "median over runs; never counts as inf"),
        Column("percentile_5", _IN_UNIT, "number or inf", "5th percentile over runs"),
        Column("percentile_95", _IN_UNIT, "number or inf", "95th percentile over runs"),
    ),
)
DIFFERENCE_TABLE = Table(
    "differences",
    (
        ROLLOUT,
        BASELINE,
        OUTCOME,
        UNIT,
        count("runs", "seeds", "seeds with which both rollouts were simulated"),
        Column(
            "mean", _IN_UNIT, "number", f"mean difference, rollout less baseline; {_RESTRICTED}"
        ),
        *interval("mean difference", _IN_UNIT),
        Column("median", _IN_UNIT, "number", "median difference"),
        count("better", "seeds", "seeds with which the rollout is better; never is the latest"),
        count("equal", "seeds", "seeds with which both are equal"),
        count("worse", "seeds", "seeds with which the rollout is worse; never is the latest"),
        count("higher", "seeds", "seeds with which the rollout has more; never is the most"),
        count("lower", "seeds", "seeds with which the rollout has less"),
        share("sign_test_p", "probability", "p-value of the two-sided exact sign test"),
        flag("significant", "the interval excludes zero"),
        Column("smallest", _IN_UNIT, "above 0", "the smallest difference of interest"),
        flag("equivalent", "the interval lies within the smallest difference of interest"),
    ),
)
RANKING_TABLE = Table(
    "ranking",
    (
        OUTCOME,
        ROLLOUT,
        count("runs", "seeds", "seeds with which all rollouts were simulated"),
        count("best", "seeds", "seeds with which the rollout alone is best"),
        count("tied", "seeds", "seeds with which it is best together with others"),
        Column("mean_rank", "rank", "at least 1", "mean rank over seeds; 1 is the best"),
    ),
)
_WORTH_IT = count("worth_it", "seeds", "seeds with which the net value is above zero")
WORTH_TABLE = Table(
    "worth",
    (
        ROLLOUT,
        count("runs", "seeds", "seeds with which the rollout was simulated"),
        _WORTH_IT,
        Column("mean_net_value", WORK.stored, "number", "mean net value at the end"),
        Column(
            "break_even_price",
            "person-weeks per employee",
            "at least 0, or inf",
            "value of a week of the full benefit at which the mean net value is zero",
        ),
        Column(
            "repaid_week",
            "week",
            "week, empty if never",
            "from this week on the mean net value so far stays above zero",
        ),
    ),
)
HORIZON_TABLE = Table(
    "horizons",
    (
        ROLLOUT,
        Column("weeks", "weeks", "at least 1", "weeks by which the net value is summed up"),
        count("runs", "seeds", "seeds with which the rollout was simulated"),
        _WORTH_IT,
        Column("median", WORK.stored, "number", "median net value over seeds"),
        Column("percentile_5", WORK.stored, "number", "5th percentile over seeds"),
        Column("percentile_95", WORK.stored, "number", "95th percentile over seeds"),
        Column(
            "difference_mean",
            WORK.stored,
            "number",
            "mean difference from the baseline; its own is empty",
        ),
        Column("difference_low", WORK.stored, "number", "lower end of its 95 % interval"),
        Column("difference_high", WORK.stored, "number", "upper end of its 95 % interval"),
        count(
            "better", "seeds", "seeds with which it is higher than the baseline's; its own is empty"
        ),
    ),
)
PROMISE_TABLE = Table(
    "promises",
    (
        ROLLOUT,
        count("week", "week", "the week in which the promise falls due"),
        text("kind", "which progress is promised", "strategic, perceived"),
        share("promised", PROGRESS.stored, "progress promised"),
        count("runs", "seeds", "seeds with which the rollout was simulated"),
        count("kept", "seeds", "seeds with which the week before closed with that much or more"),
        share("median", PROGRESS.stored, "median progress that the week before closed with"),
    ),
)
PICK_TABLE = Table(
    "picks",
    (
        ROLLOUT,
        TEAM,
        count("wave", "wave", "the team's wave from 1; 0 for a team in none"),
        count("runs", "seeds", "seeds with which it is in that wave"),
    ),
)
_CAUSE = (
    text(
        "state",
        "how it stands: nobody can go on, ended early, not finished but under way, or in no wave",
        "stuck, stopped, unfinished, left_out",
    ),
    text("kind", "what is waited for, or how the programme ended", "kind of cause"),
)
_FIELD = text("field", "the field of the scenario that asks for it")
_STEP = text("step", "the step that teams cannot take up, or whose flaw ended it; empty for none")
CAUSE_TABLE = Table(
    "causes",
    (
        ROLLOUT,
        SEED,
        count("place", "number", "0 for the foremost cause of the run, 1 for the next"),
        *_CAUSE,
        count("week", "week", "since when it is so; 0 from the start"),
        count("wave", "wave", "the wave that waits, from 1; 0 where it is not a wave"),
        _STEP,
        count("teams", "teams", "how many teams wait, or are left out"),
        Column("needed", "the kind's unit", "number, empty for none", "how much is asked for"),
        Column("most", "the kind's unit", "number, empty for none", "the most there was of it"),
        _FIELD,
    ),
)
STANDSTILL_TABLE = Table(
    "standstill",
    (
        ROLLOUT,
        *_CAUSE,
        _FIELD,
        _STEP,
        count("wave", "wave", "the first wave that waits in any run; 0 where it is not a wave"),
        count("last_wave", "wave", "the last wave that waits in any run"),
        Column("teams", "teams", "at least 0", "how many teams wait, median over these runs"),
        count("runs", "runs", "in how many runs it is so"),
        count("foremost", "runs", "in how many runs it is the foremost cause"),
        Column("week", "week", "at least 0", "since when it is so, median over these runs"),
        Column("needed", _IN_UNIT, "number, empty for none", "how much is asked for, median"),
        Column("most", _IN_UNIT, "number, empty for none", "the most there was of it, median"),
        UNIT,
        text("release", "what would have released it, in fields of the scenario"),
    ),
)

COMPARED = (
    RUN_TABLE,
    WEEK_TABLE,
    TEAM_TABLE,
    PICK_TABLE,
    OUTCOME_TABLE,
    DIFFERENCE_TABLE,
    RANKING_TABLE,
    WORTH_TABLE,
    HORIZON_TABLE,
    PROMISE_TABLE,
    CAUSE_TABLE,
    STANDSTILL_TABLE,
)
"""The tables that every comparison writes; further ones come with options of a command."""
TABLES = (*COMPARED, EMPLOYEE_TABLE, EMPLOYEE_WEEK_TABLE)
"""The tables that runs and comparisons are written as."""
