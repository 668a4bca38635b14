"""What `winsim org anonymise` writes for the files of a folder."""

import csv
from pathlib import Path

from click.testing import CliRunner, Result

from winsim.cli.main import winsim


def run(folder: Path, *words: object, out: str = "out") -> Result:
    """What `winsim org anonymise` answers for the files of a folder."""
    files = ("--people", folder / "staff.csv", "--ties", folder / "survey.csv")
    said = ("org", "anonymise", *files, "--out", folder / out, *words)
    return CliRunner().invoke(winsim, [str(word) for word in said])


def written(folder: Path) -> str:
    """Every byte that was written into a folder."""
    return "".join(path.name + path.read_text() for path in sorted(folder.iterdir()))


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))
