"""The command line: it speaks to people, and is the only part that prints or exits."""

from geotrack.cli.app import main, run

__all__ = ["main", "run"]
