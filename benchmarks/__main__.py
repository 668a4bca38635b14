"""`python -m benchmarks`: measure everything, print it as it comes, and write the page."""

import argparse
import warnings
from pathlib import Path

from benchmarks import inner_loop, profile, scaling, starting, sweep, thresholds, weeks
from benchmarks.measuring import Measure
from benchmarks.page import line, page

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
SUBJECTS = {
    "A week of the whole model": weeks,
    "Thresholds alone": thresholds,
    "The weekly update of people, against C": inner_loop,
    "Sweeps": sweep,
    "Growth": scaling,
    "Starting": starting,
    "Where the time goes": profile,
}


def main() -> None:
    """Measure the subjects asked for; a page is written of all of them only."""
    warnings.filterwarnings("ignore", module="ndlib|starsim|sciris|mesa")
    asked = arguments()
    found: dict[str, list[Measure]] = {}
    for name, subject in SUBJECTS.items():
        if asked.only and subject.__name__.rpartition(".")[2] not in asked.only:
            continue
        print(f"\n{name}", flush=True)
        found[name] = []
        for one in subject.measured(quick=asked.quick):
            print(line(one), flush=True)
            found[name].append(one)
    if len(found) == len(SUBJECTS) and not asked.quick:
        PAGE.write_text(page(found))
        print(f"\nwritten to {PAGE.relative_to(Path.cwd())}")


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="see that all works; times mean nothing"
    )
    names = [subject.__name__.rpartition(".")[2] for subject in SUBJECTS.values()]
    parser.add_argument("--only", nargs="*", choices=names, help="only these subjects; no page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
