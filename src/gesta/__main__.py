"""``python -m gesta`` does what ``gesta`` does."""

from gesta.cli import main

main(prog_name="gesta")
