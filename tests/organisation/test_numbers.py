"""Numbers as files write them, decided for a column as a whole."""

from pathlib import Path

import pytest

from tests.support.ties_files import arcs, doubts, problems, read
from winsim.organisation.files.numbers import notation_of


@pytest.mark.parametrize(
    ("cells", "decimal_comma", "values"),
    [
        (["0,5", "1.200", "2"], True, [0.5, 1200, 2]),
        (["1.440", "180"], True, [1440, 180]),
        (["1.440", "0.5"], True, [1.44, 0.5]),
        (["9.876,00", "1.234,50", "12,5"], True, [9876, 1234.5, 12.5]),
        (["1.234.567", "1,440"], True, [1234567, 1.44]),
        (["1,440"], True, [1.44]),
        (["1,440", "180"], False, [1440, 180]),
        (["1,440.5", "2.25"], False, [1440.5, 2.25]),
        (["1.440", "180"], False, [1.44, 180]),
        (["1,440", "0,5"], False, [1.44, 0.5]),
        (["-1,440", "0.125"], False, [-1440, 0.125]),
        (["1’440", "12"], False, [1440, 12]),
        (["1\u202f440,5", "1 000 000"], True, [1440.5, 1000000]),
        (["'1'", '"2"'], False, [1, 2]),
        (["20%", "5 %"], False, [20, 5]),
        (["2:30", "0:15:00"], False, [2.5, 0.25]),
        (["1e3", "0x1", "1_000", "inf"], False, [1000, None, None, None]),
        (["20%", "5"], False, [None, 5]),
        (["1,2,3", "1,5"], False, [None, 1.5]),
    ],
)
def test_the_cells_of_a_column_show_together_how_numbers_are_written(
    cells: list[str], decimal_comma: bool, values: list[float | None]
) -> None:
    notation = notation_of(cells, decimal_comma)
    assert [notation.value(cell) for cell in cells] == values


def test_thousands_that_other_cells_show_are_noted(tmp_path: Path) -> None:
    found = read(tmp_path, "source;target;weight\nana;bo;0,5\nbo;cy;1.200\n")
    assert arcs(found) == {"ana bo": 0.5, "bo cy": 1200}
    assert doubts(found) == []
    assert any("thousands are set apart, so that 1.200 is 1200" in words for words in found.notes)


def test_thousands_that_nothing_shows_are_doubted(tmp_path: Path) -> None:
    found = read(tmp_path, "Von;An;Anzahl\nana;bo;1.440\nbo;cy;180\n")
    assert arcs(found) == {"ana bo": 1440, "bo cy": 180}
    (words,) = doubts(found)
    assert words.endswith(
        "ties.csv: in weights thousands are set apart, so that 1.440 is 1440; if they are decimals, "
        "write them with a comma."
    )
    assert arcs(read(tmp_path, "Von;An;Anzahl\nana;bo;1,440\nbo;cy;180\n"))["ana bo"] == 1.44


def test_the_mean_of_weeks_in_a_german_file_is_no_thousand(tmp_path: Path) -> None:
    weeks = "source;target;week;hours\n" + "".join(
        f"ana;bo;{week};{hours}\n" for week, hours in enumerate([2, 3, 2, 2, 3, 3, 3, 3])
    )
    assert arcs(read(tmp_path, weeks)) == {"ana bo": 2.625}


def test_a_percentage_among_numbers_is_a_word_that_needs_a_weight(tmp_path: Path) -> None:
    (words,) = problems(tmp_path, "source,target,weight\nana,bo,20%\nbo,cy,5\n")
    assert "these words are no numbers: 20% (1); say what each weighs" in words
