"""The commands in one place, and what their ends mean.

Exit codes: 0 done; 1 nothing to draw; 2 wrong use, or a file that cannot be written; 3 an input that could not be read.
"""

from __future__ import annotations

import gc
import os
import sys
from io import TextIOWrapper
from typing import Annotated, NoReturn

import typer

from geotrack.cli.draw import draw
from geotrack.cli.explain import explain
from geotrack.cli.extract import extract
from geotrack.cli.gazetteer import gazetteer
from geotrack.cli.mentions import mentions
from geotrack.cli.reading import warn
from geotrack.cli.render import render
from geotrack.errors import ArticleError, AtlasError, GazetteerError, GeotrackError

WRONG_USE, UNREADABLE = 2, 3

app = typer.Typer(
    name="geotrack",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
    help="Reads articles and maps who went where, when, in what order, and which sentence says so.",
)
app.command("map")(draw)
app.command("extract")(extract)
app.command("render")(render)
app.command("explain")(explain)
app.command("mentions")(mentions)
app.add_typer(gazetteer, name="gazetteer")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"geotrack {version('geotrack')}")
        raise typer.Exit


@app.callback()
def _options(
    _: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")] = False,
) -> None:
    pass


def run() -> NoReturn:
    """`main` as the whole of a process: what the console script calls.

    It ends at once instead of taking apart all that the model has built, seldom looks for garbage, of which a run makes
    little, and starts no threads for numpy's small products: together a quarter of the time that one map takes.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    gc.set_threshold(100_000, 50, 100)
    try:
        main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 0
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream and not stream.closed:
                stream.flush()
        except OSError:
            code = code or WRONG_USE
    os._exit(code)


def main() -> NoReturn:
    """Run the command line; an error that is the user's or the input's is one line on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a name in a script that this terminal lacks is no reason to fail
    try:
        app()
    except GeotrackError as error:
        warn(str(error))
        sys.exit(UNREADABLE if isinstance(error, ArticleError | AtlasError | GazetteerError) else WRONG_USE)
    except BrokenPipeError:
        # the reader of our output has gone, as in `geotrack extract ... | head`
        sys.stderr.close()
    except OSError as error:
        # standard output cannot be written: the disk behind it is full
        warn(str(error))
        sys.exit(WRONG_USE)
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)
