"""The front door: what `import winsim` offers, in which order, and how quickly."""

import subprocess
import sys

import winsim
from tests.support import questionnaire_page, scenario_page
from tests.support.api_page import PAGE, contents, page

HEAVY = {
    "matplotlib",
    "mesa",
    "networkx",
    "numba",
    "numpy",
    "pandas",
    "pydantic",
    "scipy",
    "seaborn",
}


def test_the_table_of_contents_lists_every_public_name_in_order() -> None:
    listed = [name for names in contents().values() for name in names]
    assert listed == winsim.__all__
    assert dir(winsim) == sorted([*winsim.__all__, "__version__"])


def test_every_public_name_is_there_and_says_what_it_is() -> None:
    undocumented = [name for name in winsim.__all__ if not getattr(winsim, name).__doc__]
    assert undocumented == []


def test_an_unknown_name_is_no_attribute() -> None:
    assert not hasattr(winsim, "luck")


def test_the_version_is_that_of_the_installed_package() -> None:
    from importlib.metadata import version

    assert winsim.__version__ == version("winsim")


def test_importing_winsim_loads_nothing_heavy() -> None:
    code = "import sys, winsim; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert not HEAVY & set(done.stdout.split())


def test_the_page_of_public_names_is_made_from_the_docstrings() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: python -m tests.support.api_page"


def test_the_page_of_shipped_scenarios_is_made_from_what_they_say() -> None:
    written = scenario_page.PAGE.read_text("utf-8")
    assert written == scenario_page.page(), "run: python -m tests.support.scenario_page"


def test_the_page_of_questions_is_made_from_the_questionnaire() -> None:
    written = questionnaire_page.PAGE.read_text("utf-8")
    assert written == questionnaire_page.page(), "run: python -m tests.support.questionnaire_page"
