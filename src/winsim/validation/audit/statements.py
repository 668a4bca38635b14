"""What an audit says, in sentences that can be read aloud."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from winsim.validation.audit.phase_map import PhaseMap
from winsim.validation.audit.priors import UNCERTAIN, prior_named
from winsim.validation.audit.results import (
    ADOPTION,
    DEFAULT_PRICE,
    OWN_PRICE,
    PUBLISHED,
    STRATEGIC,
    TRIAL,
    headline,
    most_favourable,
    rates,
    success,
    what_decides,
)

if TYPE_CHECKING:
    import pandas as pd

FOREMOST = 5
"""So many of the priors that decide most are named."""
WORDS = {"big_bang": "the big bang", "phased": "the phased big bang", "pilots": "pilots"}

SIDES = {
    "team": "until a team's own members have changed",
    "organisation": "until everybody has changed",
}
"""Who runs two ways side by side, in the words of a sentence."""


def statements(cases: "pd.DataFrame", phases: Mapping[str, PhaseMap]) -> list[str]:
    """What the cases of an audit say, sentence by sentence, first how far the first figure moves.

    Args:
        cases: a row a case, as in `Audit.cases`.
        phases: the phase maps of the same cases, as in `Audit.phase_maps`.
    """
    return [
        *_headline(headline(cases)),
        *_rates(rates(cases)),
        *(sentence for who, found in phases.items() for sentence in _regions(who, found)),
        *_most_favourable(most_favourable(cases)),
        *_success(success(cases)),
        *_priors(cases),
    ]


def _headline(table: "pd.DataFrame") -> list[str]:
    """The first figure, and how far it moves with what is uncertain in rules and accounting."""

    def at(prior: str, part: str) -> Any:
        return table[(table["prior"] == prior) & (table["part"] == part)].iloc[0]

    payback = prior_named("payback")
    alone, shared = at("shared_system", "no"), at("shared_system", "yes")
    return [
        f"The big bang has a higher net value than pilots in {_of(at('all', 'all'))}, at each "
        "change's own price, by which the full benefit repays the planned work in "
        f"{payback.low:g} to {payback.high:g} weeks.",
        "It depends on who runs two ways side by side: it wins in "
        f"{_of(alone)} where each team does until its own members have changed, and in "
        f"{_of(shared)} where all do until everybody has, as with a system that all share.",
        *(
            f"By {name} ({prior_named(name).meaning}), it wins in {_of(at(name, 'lower'))} in the "
            f"lower half of the prior, and in {_of(at(name, 'upper'))} in the upper."
            for name in UNCERTAIN
            if prior_named(name).shape != "yes or no"
        ),
    ]


def _rates(table: "pd.DataFrame") -> list[str]:
    def at(one: str, other: str, region: str, price: Any) -> Any:
        mask = (table["one"] == one) & (table["other"] == other) & (table["region"] == region)
        return table[mask & (table["price"] == price)].iloc[0]

    sentences = [
        f"Where a week of the full benefit is worth {DEFAULT_PRICE:g} person-weeks per employee in "
        f"every change, the big bang wins in {_of(at('big_bang', 'pilots', 'all', DEFAULT_PRICE))}."
    ]
    for region, (share, count) in TRIAL.items():
        row = at("big_bang", "pilots", region, OWN_PRICE)
        sentences.append(
            f"Among {region} changes it wins in {_of(row)}; "
            f"in the model's first trial it won {100 * share:.0f} % of {count}."
        )
    row = at("big_bang", "pilots", "worth doing", OWN_PRICE)
    sentences.append(f"Among changes that some rollout makes worth doing, it wins in {_of(row)}.")
    for one, other in (("phased", "pilots"), ("big_bang", "phased")):
        row = at(one, other, "all", OWN_PRICE)
        sentences.append(f"{WORDS[one].capitalize()} beats {WORDS[other]} in {_of(row)}.")
    return sentences


def _of(row: Any) -> str:
    """A share with its interval: `61 of 500 (12 %, 95 % interval 10 to 15 %)`."""
    return f"{row['better']} of {row['better'] + row['worse']} ({_share(row)})"


def _share(row: Any) -> str:
    if row["share"] != row["share"]:
        return "no case"
    low, high = 100 * row["low"], 100 * row["high"]
    return f"{100 * row['share']:.0f} %, 95 % interval {low:.0f} to {high:.0f} %"


def _regions(who: str, phases: PhaseMap) -> Iterator[str]:
    """Whether the map has a region for each rollout."""
    for rollout, words in (("big_bang", "the big bang is"), ("pilots", "pilots are")):
        count = int((phases.cells["better"] == rollout).sum())
        cells = f"{count} of {len(phases.cells)} cells" if count else "no cell"
        yield (
            f"Where two ways run side by side {SIDES[who]}, {words} better in {cells} of the map of "
            "size and coordination cost by an interval that excludes a tie in all cells at once."
        )


def _most_favourable(table: "pd.DataFrame") -> list[str]:
    """How the rollouts do where they have most going for them."""
    return [
        f"In the tenth of the changes that the priors make most favourable to "
        f"{WORDS[row['rollout']]}, found on the other half of the cases, "
        f"{'it wins' if row['rollout'] == 'big_bang' else 'they win'} in {row['better']} of "
        f"{row['cases']} ({_share(row)})."
        for _, row in table.iterrows()
    ]


def _success(table: "pd.DataFrame") -> list[str]:
    ours = table[table["cases"].notna()]
    shares = ", ".join(
        f"{WORDS[row['rollout_or_survey']]} {_share(row)}" for _, row in ours.iterrows()
    )
    ends = min(PUBLISHED, key=_by_share), max(PUBLISHED, key=_by_share)
    low, high = (f"{100 * one.share:.0f} % ({one.survey})" for one in ends)
    return [
        f"Success, here strategic progress of at least {STRATEGIC:g} and adoption of at least "
        f"{ADOPTION:g} at the end without having been stopped: {shares}. Surveys, by definitions "
        f"of their own, report {low} to {high}; "
        "they are given for orientation, and nothing was fitted to them."
    ]


def _by_share(published: Any) -> float:
    return float(published.share)


def _priors(cases: "pd.DataFrame") -> list[str]:
    table = what_decides(cases)
    significant = table[(table["low"] > 0) | (table["high"] < 0)].head(FOREMOST)
    if significant.empty:
        return ["No prior clearly decides who wins; simulate more cases."]
    named = ", ".join(
        f"{row['prior']} ({row['log_odds']:+.2f}, {row['low']:+.2f} to {row['high']:+.2f})"
        for _, row in significant.iterrows()
    )
    return [
        f"What decides most, in log-odds of the big bang per standard deviation of the prior: {named}."
    ]
