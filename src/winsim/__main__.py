"""`python -m winsim` is `winsim`."""

from winsim.cli.main import main

main()
