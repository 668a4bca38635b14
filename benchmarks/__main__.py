"""`python -m benchmarks`: measure everything, print it as it comes, and write the page."""

import argparse
import warnings
from pathlib import Path
from types import ModuleType

from benchmarks import files, inner_loop, profile, scaling, starting, sweep, thresholds, weeks
from benchmarks.measuring import Measure
from benchmarks.page import line, page, section

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "performance.md"
SUBJECTS = {
    subject.__name__.rpartition(".")[2]: subject
    for subject in (weeks, thresholds, inner_loop, sweep, scaling, starting, files, profile)
}


def main() -> None:
    """Measure the subjects asked for; a page is written of all of them only."""
    warnings.filterwarnings("ignore", module="ndlib|starsim|sciris|mesa")
    asked = arguments()
    found: dict[ModuleType, list[Measure]] = {}
    for subject in (SUBJECTS[name] for name in asked.only or SUBJECTS):
        print(f"\n{section(subject)}\n", flush=True)
        found[subject] = []
        for one in subject.measured(quick=asked.quick):
            print(line(one), flush=True)
            found[subject].append(one)
    if len(found) == len(SUBJECTS) and not asked.quick:
        PAGE.write_text(page(found))
        print(f"\nwritten to {PAGE.relative_to(Path.cwd())}")


def arguments() -> argparse.Namespace:
    """What is asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="see that all works; times mean nothing"
    )
    parser.add_argument("--only", nargs="*", choices=SUBJECTS, help="only these subjects; no page")
    return parser.parse_args()


if __name__ == "__main__":
    main()
