"""What still identifies people in an organisation without names: whoever knows it finds them again."""

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence

import numpy as np

from winsim.organisation.anonymous.further_file import Written
from winsim.organisation.anonymous.keeping import Column, Keeping, few_have
from winsim.organisation.files.table import as_text
from winsim.organisation.hierarchy import reports
from winsim.organisation.organisation import ONE, Organisation
from winsim.words import count


def still_identifying(organisation: Organisation, keeping: Keeping) -> list[str]:
    """Sentences that say what can still identify people, and how many.

    Args:
        organisation: One without names.
        keeping: What was kept of its columns.

    Returns:
        What stands out: sizes of teams, the head of the reporting line, who did not answer, numbers of
        ties and reports, kept columns, weights.
    """
    kept = {name: _cells(values) for name, values in organisation.columns.items()}
    columns = {name: cells for name, cells in kept.items() if cells != list(organisation.ids)}
    return [
        *_places(organisation),
        *_values(columns, organisation),
        *_exact(columns, organisation.ids, keeping),
        *_weights(organisation),
    ]


def identifying_in(file: Written, everybody: int, keeping: Keeping) -> list[str]:
    """Sentences that say what can still identify people in a further file, and how many.

    Args:
        file: As it is handed on.
        everybody: How many people the organisation has.
        keeping: What was kept of its columns.

    Returns:
        What stands out: who is in it at all, in how many rows, and with which values.
    """
    who = next(iter(file.ids.values()))
    further = [cells for cells in (*file.ids.values(), *file.kept.values()) if cells != who]
    own: dict[str, list[tuple[str, ...]]] = {one: [] for one in who if one}
    for one, *values in zip(who, *further, strict=True):
        own.get(one, []).append(tuple(values))
    said = []
    if len(own) != everybody:
        there = count(len(own), "person is", "people are")
        said.append(f"{there} in it; that somebody is in it, or is not, can be known.")
    said += _alone((len(rows) for rows in own.values()), "a number of rows")
    if further:
        said += _alone((tuple(sorted(rows)) for rows in own.values()), "such cells in their rows")
    return [*said, *_exact(file.kept, who, keeping)]


def _places(organisation: Organisation) -> Iterator[str]:
    sizes, often = np.unique(organisation.team_sizes, return_counts=True)
    alone = int((often == 1).sum())
    if alone:
        have = count(alone, "team has a size", "teams have a size")
        yield f"{have} that no other team has (the largest has {sizes[-1]} people)."
    span = reports(organisation.manager)
    heads = int(((organisation.manager < 0) & (span > 0)).sum())
    if heads:
        yield f"{count(heads, 'person leads', 'people lead')} without a manager above."
    if organisation.answered is not None and not organisation.answered.all():
        silent = int((~organisation.answered).sum())
        yield f"It shows that {count(silent, 'person', 'people')} did not answer."
    listens, to, _ = organisation.ties
    people = organisation.people
    own = (np.bincount(listens, minlength=people), np.bincount(to, minlength=people), span)
    yield from _alone(
        zip(*map(np.ndarray.tolist, own), strict=True), "a number of ties and reports"
    )


def _values(columns: Mapping[str, Sequence[str]], organisation: Organisation) -> Iterator[str]:
    if columns:
        team = organisation.network.team.tolist()
        yield from _alone(zip(team, *columns.values(), strict=True), "a team and kept columns")


def _exact(
    columns: Mapping[str, Sequence[str]], who: Sequence[str], keeping: Keeping
) -> Iterator[str]:
    """How many values that were kept exactly are those of few people."""
    for name in (name for name in columns if name in keeping.exact):
        few = few_have(columns[name], who, keeping.smallest)
        if few:
            are = count(few, "number is that", "numbers are those")
            yield f"Column {name} is exact; {are} of fewer than {keeping.smallest} people."


def _weights(organisation: Organisation) -> Iterator[str]:
    if (organisation.ties[2] != ONE).any():
        yield "The weights of ties are as they were; a weight that is known leads to a pair of people."


def _alone(rows: Iterable[Hashable], what: str) -> Iterator[str]:
    """How many people nobody else is like."""
    alone = sum(often == 1 for often in Counter(rows).values())
    if alone:
        yield f"{count(alone, 'person has', 'people have')} {what} that nobody else has."


def _cells(values: Column) -> list[str]:
    return [as_text(value) for value in values.tolist()]
