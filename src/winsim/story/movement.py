"""What moved a person between two weeks: the change of appeal and inclination, part by part."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from winsim.model.kernel.entry_points import TERMS

if TYPE_CHECKING:
    from winsim.explain.person import PersonStory


@dataclass(frozen=True)
class Movement:
    """A change between two weeks.

    `terms` are the changes of the appeal's terms in log-odds, by name, and add up to `log_odds`.
    `social` is what colleagues' example added to the inclination, `own` what one's own judgement.
    """

    since: int
    until: int
    terms: dict[str, float]
    log_odds: float
    social: float
    own: float

    @property
    def inclination(self) -> float:
        """The change of the inclination."""
        return self.social + self.own


def movement(story: "PersonStory", since: int, until: int) -> Movement:
    """What moved a person from one week to a later one, both as weighed in those weeks."""
    parts = [*map(term, TERMS), "log_odds", "exposure", "appeal"]
    change: Any = story.table[parts].loc[until] - story.table[parts].loc[since]
    return Movement(
        since=since,
        until=until,
        terms={name: float(change[term(name)]) for name in TERMS},
        log_odds=float(change["log_odds"]),
        social=story.susceptibility * float(change["exposure"]),
        own=(1.0 - story.susceptibility) * float(change["appeal"]),
    )


def term(name: str) -> str:
    """The column of a story's table that holds a term of the appeal."""
    return f"from_{name}"
