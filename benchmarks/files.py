"""What reading a client's files costs: people and ties from CSV and from a workbook, each in a process.

Twice the people must take at most two and a half times as long. Memory is what the process held at its
highest, Python and the libraries included.
"""

import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from benchmarks.measuring import Measure, Range, ratio, spread
from winsim.organisation.files.writing import write_organisation
from winsim.organisation.generator.generator import generate_organisation

PEOPLE, QUICK = 50_000, 500
COLUMNS, QUICK_COLUMNS = 40_000, 400
READ = """
import re, sys, time
from winsim.organisation.files.reading import load_organisation
started = time.process_time()
organisation = load_organisation(sys.argv[1], sys.argv[2])
seconds = time.process_time() - started
highest = re.search(r"VmHWM:\\s*(\\d+)", open("/proc/self/status").read())
print(seconds, int(highest[1]) / 1024, organisation.hash)
"""
Cost = tuple[float, float, str]
"""Seconds of the processor, megabytes at the highest, and the hash of what was read."""


def workbook(folder: Path, people: Path, ties: Path) -> Path:
    """A workbook with a sheet of people and one of ties."""
    book = folder / "organisation.xlsx"
    with pd.ExcelWriter(book, engine="openpyxl") as writer:
        for sheet, file in (("People", people), ("Ties", ties)):
            pd.read_csv(file, dtype=str).to_excel(writer, sheet_name=sheet, index=False)
    return book


def files(folder: Path, people: int) -> Mapping[str, tuple[Path, Path]]:
    """The people file and the ties file of an organisation, by format."""
    organisation = generate_organisation(people=people, across=5.2)
    folder.mkdir()
    people_file, ties_file = write_organisation(organisation, folder)
    if ties_file is None:
        raise ValueError("an organisation without ties was drawn")
    text = people_file, ties_file
    book = workbook(folder, *text)
    return {"CSV": text, "a workbook": (book, book)}


def cost(people: Path, ties: Path) -> Cost:
    """What reading takes in a process of its own."""
    command = [sys.executable, "-c", READ, str(people), str(ties)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(told[0]), float(told[1]), told[2]


def compared(people: int, rounds: int) -> Iterable[Measure]:
    """Each format at so many people, and against half of them."""
    with TemporaryDirectory() as folder:
        whole, half = (files(Path(folder) / str(size), size) for size in (people, people // 2))
        large: dict[str, list[Cost]] = {form: [] for form in whole}
        small: dict[str, list[Cost]] = {form: [] for form in whole}
        for _ in range(rounds):
            for form in whole:
                large[form].append(cost(*whole[form]))
                small[form].append(cost(*half[form]))
    if len({one for costs in large.values() for *_, one in costs}) > 1:
        raise ValueError("the formats hold different organisations")
    for form in whole:
        yield from lines(form, people, large[form], small[form])


def lines(form: str, people: int, large: list[Cost], small: list[Cost]) -> Iterable[Measure]:
    """Time, memory, and what twice the people cost, of one format."""
    times, half = ([one[0] for one in costs] for costs in (large, small))
    what = f"{people:,} people and their ties from {form}"
    yield Measure(
        what, spread(times), unit=" s", note=f"{spread(half).median:.2f} s for half of them"
    )
    yield Measure(f"{what}, memory at the highest", memory(large), unit=" MB")
    yield Measure(f"{what}, against half of them", ratio(times, half), 2.5, at_most=True)


def wide(columns: int, rounds: int) -> Measure:
    """Six people in a table of very many columns, against half as many."""
    with TemporaryDirectory() as folder:
        times: dict[int, list[float]] = {columns: [], columns // 2: []}
        for _ in range(rounds):
            for width, found in times.items():
                found.append(cost(*wide_files(Path(folder), width))[0])
    what = f"people in {columns:,} columns, against half of them"
    return Measure(what, ratio(*times.values()), 2.5, at_most=True)


def wide_files(folder: Path, columns: int) -> tuple[Path, Path]:
    """Six people with very many entries, and a tie."""
    people, ties = folder / f"people{columns}.csv", folder / "ties.csv"
    header = ",".join(f"column {number}" for number in range(columns))
    rows = "".join(f"E{number},Sales{',1' * columns}\n" for number in range(6))
    people.write_text(f"id,team,{header}\n{rows}")
    ties.write_text("source,target\n" + "".join(f"E{n},E{(n + 1) % 6}\n" for n in range(6)))
    return people, ties


def memory(costs: list[Cost]) -> Range:
    """Megabytes at the highest."""
    return spread([one[1] for one in costs])


def measured(quick: bool = False) -> Iterable[Measure]:
    """All lines."""
    yield from compared(QUICK if quick else PEOPLE, 1 if quick else 3)
    yield wide(QUICK_COLUMNS if quick else COLUMNS, 1 if quick else 3)
