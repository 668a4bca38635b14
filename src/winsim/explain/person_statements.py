"""A person's story in words."""

from collections.abc import Iterator

from winsim.explain.person import Movement, PersonStory, movement, term
from winsim.explain.replay import HistoryEvent
from winsim.model.rules.adoption import convinced
from winsim.numerics.compiling import uncompiled
from winsim.words import count, listed

LABELS = {
    "belief": "belief",
    "prospects": "prospects",
    "loss": "loss aversion",
    "efficacy": "the team's belief in itself",
    "safety": "psychological safety",
    "fatigue": "fatigue",
    "load": "load",
    "trust": "trust",
}
"""The terms of the appeal in words."""

WORTH_TELLING = 0.05
"""A change in log-odds, or evidence in observations, below which nothing is said of it."""

HOW = {
    "convinced": "convinced",
    "complied": "as told, without being convinced",
    "noise": "on a chance that day, without being convinced",
}


def person_statements(story: PersonStory) -> list[str]:
    """A person's story in plain sentences.

    Returns:
        First who it is, then how they start, what happened in the order of weeks, what held them back
        if anything did, and how it ends.
    """
    happened = [
        _event(story, place, one) for place, one in enumerate(story.history) if one.week > 0
    ]
    return [_introduction(story), *_start(story), *happened, *_held_back(story), _end(story)]


def movement_statement(story: PersonStory, since: int, until: int) -> str:
    """What moved a person between two weeks, in a sentence.

    Args:
        story: the person's story.
        since: the earlier week.
        until: the later week, at most the story's last.
    """
    start, end = story.table.loc[since], story.table.loc[until]
    return (
        f"From week {since} to week {until} {_case(story, since, until)}. Inclination went from "
        f"{start.inclination:.2f} to {end.inclination:.2f} "
        f"({_shares(movement(story, since, until))}; threshold {story.threshold:.2f})."
    )


def _introduction(story: PersonStory) -> str:
    named = f"{story.name} ({story.id})" if story.name != story.id else f"Person {story.id}"
    others = "nobody" if story.colleagues == 0 else count(story.colleagues, "colleague")
    return (
        f"{named} of {story.team}, rollout {story.rollout}, seed {story.seed}: threshold "
        f"{story.threshold:.2f}; colleagues' example weighs {story.susceptibility:.2f}, own "
        f"judgement {1 - story.susceptibility:.2f}; loss aversion {story.loss_aversion:.2f}; "
        f"listens to {others}."
    )


def _start(story: PersonStory) -> Iterator[str]:
    """What was so from the start."""
    said = [one.kind for one in story.history if one.week == 0]
    if "adopted" in said:
        yield "Had adopted from the start."
    elif "offered" in said:
        yield "There was something in use in the team from the start."


def _event(story: PersonStory, place: int, one: HistoryEvent) -> str:
    if one.kind == "heard":
        return f"Week {one.week}: heard of the change from {one.by}."
    if one.kind == "replaced":
        return (
            f"Week {one.week}: left the organisation; a newcomer took the place, who had not heard "
            "of the change."
        )
    if one.kind == "recalled":
        return f"Week {one.week}: what was in use in the team was taken out of use again."
    if one.kind == "offered":
        return f"Week {one.week}: the team had a part of it in use for the first time."
    return _adopted(story, place, one) if one.kind == "adopted" else _left(story, place, one)


def _adopted(story: PersonStory, place: int, one: HistoryEvent) -> str:
    since, what = _point_before(story, place, ("heard", "left", "recalled", "replaced"))
    row = story.table.loc[one.week]
    moved = movement(story, since, one.week)
    return (
        f"Week {one.week}: adopted, {HOW[one.by]}. Since {what} {_case(story, since, one.week)}. "
        f"{_company(story, one.week)}; inclination {row.inclination:.2f} "
        f"{_against_threshold(story, one)} {story.threshold:.2f} ({_shares(moved)})."
        f"{_missing(story, one.week)}"
    )


def _left(story: PersonStory, place: int, one: HistoryEvent) -> str:
    since, what = _point_before(story, place, ("adopted",))
    row = story.table.loc[one.week]
    moved = movement(story, since, one.week)
    return (
        f"Week {one.week}: went back to the old way. Since {what} "
        f"{_case(story, since, one.week)}. {_company(story, one.week)}; inclination "
        f"{row.inclination:.2f} lay clearly below the threshold {story.threshold:.2f} "
        f"({_shares(moved)})."
    )


def _point_before(story: PersonStory, place: int, kinds: tuple[str, ...]) -> tuple[int, str]:
    """The last event of some kinds before another, as a week and in words; else the start."""
    now = story.history[place].week
    earlier = [one for one in story.history[:place] if one.kind in kinds and 0 < one.week < now]
    words = {
        "heard": "hearing of it",
        "left": "going back",
        "recalled": "losing it",
        "replaced": "coming",
        "adopted": "adopting",
    }
    if not earlier:
        return 0, "the start"
    return earlier[-1].week, f"{words[earlier[-1].kind]} in week {earlier[-1].week}"


def _case(story: PersonStory, since: int, until: int) -> str:
    """How the appeal changed between two weeks, by term, with what belief moved on."""
    moved = movement(story, since, until)
    size = abs(moved.log_odds)
    way = "grew" if moved.log_odds > 0 else "shrank"
    changed = f"{way} by {size:.2f} log-odds" if size >= 0.005 else "stayed as strong as it was"
    terms = sorted(moved.terms.items(), key=lambda item: -abs(item[1]))
    shown = [
        f"{LABELS[name]} {change:+.2f}{_grounds(story, moved) if name == 'belief' else ''}"
        for name, change in terms
        if abs(change) >= WORTH_TELLING
    ]
    return f"the case {changed}{': ' if shown else ''}{', '.join(shown)}"


def _grounds(story: PersonStory, moved: Movement) -> str:
    """What belief moved on between two weeks, in brackets."""
    seen = story.table.loc[moved.since + 1 : moved.until]
    said = []
    for column, words in (("own_wins", "own team's wins"), ("own_setbacks", "its setbacks")):
        weeks = seen.index[seen[column] > 0].tolist()
        said += [f"{words} in {listed(weeks)}"] if weeks else []
    for column, words in (
        ("tie_wins", "wins seen through colleagues"),
        ("told_wins", "wins told by leadership"),
        ("tie_setbacks", "setbacks seen through colleagues"),
        ("told_setbacks", "setbacks told by leadership"),
    ):
        total = seen[column].sum()
        said += [f"{words} ({total:.2f})"] if total >= WORTH_TELLING else []
    quiet = int((seen["silence"] > 0).sum())
    said += [f"{count(quiet, 'week')} of silence"] if quiet else []
    said += ["what was seen before fades"] if not said and moved.terms["belief"] < 0 else []
    return f" ({'; '.join(said)})" if said else ""


def _company(story: PersonStory, week: int) -> str:
    if story.colleagues == 0:
        return "There is no colleague to go by"
    adopted = story.table["colleagues_adopted"].loc[week]
    return f"{adopted} of {count(story.colleagues, 'colleague')} had adopted"


def _shares(moved: Movement) -> str:
    return f"{moved.social:+.2f} from colleagues' example, {moved.own:+.2f} from own judgement"


def _against_threshold(story: PersonStory, one: HistoryEvent) -> str:
    inclination = story.table.loc[one.week].inclination
    if uncompiled(convinced)(inclination, story.threshold):
        return "reached the threshold"
    short = story.threshold - inclination
    return "was a hair below the threshold" if short < 0.005 else "was still below the threshold"


def _missing(story: PersonStory, week: int) -> str:
    """What else was missing, where the inclination had been there before."""
    ready = (
        uncompiled(convinced)(story.table["inclination"], story.threshold)
        .loc[_came(story, week) : week - 1]
        .iloc[::-1]
    )
    since = week - int(ready.cummin().sum())
    before = story.table.loc[week - 1]
    lacking = [] if before.aware else ["to hear of it"]
    lacking += [] if before.offered else ["something in use to adopt"]
    if since == week or not lacking:
        return ""
    return f" Inclined enough since week {since}; what was missing was {' and '.join(lacking)}."


def _came(story: PersonStory, week: int) -> int:
    """The week since which the one who is there in a week has been there."""
    weeks = (one.week for one in story.history if one.kind == "replaced" and one.week <= week)
    return max(weeks, default=0)


def _held_back(story: PersonStory) -> Iterator[str]:
    """Why a person has not adopted by the end."""
    table = story.table.loc[_came(story, story.last_week) :]
    if table["adopted"].iloc[-1]:
        return
    able = table[table["aware"] & table["offered"] & (table.index > 0)]
    again = " again" if table["adopted"].any() else ""
    if not able.empty:
        best = able["week"].iloc[able["inclination"].to_numpy().argmax()]
        yield f"Did not adopt{again}. {_closest(story, int(best))}"
    elif not table["aware"].any():
        yield "Did not adopt: never heard of the change."
    else:
        yield "Did not adopt: nothing was in use in the team to adopt."


def _closest(story: PersonStory, week: int) -> str:
    row = story.table.loc[week]
    against = [
        f"{label} {row[term(name)]:+.2f}"
        for name, label in LABELS.items()
        if row[term(name)] <= -WORTH_TELLING
    ]
    weighed = f" Against it weighed {', '.join(against)} log-odds." if against else ""
    short = story.threshold - row.inclination
    distance = f"was {short:.2f} short of" if short > 0 else "came up to"
    return (
        f"At the closest, in week {week}, inclination {row.inclination:.2f} {distance} the "
        f"threshold {story.threshold:.2f}. {_company(story, week)}.{weighed}"
    )


def _end(story: PersonStory) -> str:
    start, end = story.table.iloc[0], story.table.iloc[-1]
    stands = "has not adopted"
    if end.adopted:
        gladly = uncompiled(convinced)(end.inclination, story.threshold)
        stands = "works the new way, " + ("convinced" if gladly else "without being convinced")
    return (
        f"At the end, week {story.last_week}: {stands}; belief {start.belief:.2f} → "
        f"{end.belief:.2f}, trust {start.trust:.2f} → {end.trust:.2f}, fatigue {end.fatigue:.2f}."
    )
