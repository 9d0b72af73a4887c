"""What the user chose: for one run, and once and for all in a file or the environment."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from geotrack.errors import UsageError
from geotrack.model import Edtf

VARIABLE = "GEOTRACK_GEOCODER_"


class Settings(BaseModel):
    """The choices of one run. The defaults ask no network for anything."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    online: bool = False
    """Whether an online geocoder may be asked for names."""
    geocoder: str = "nominatim"
    """Which one: a geocoder of geopy by its short name. Its keys are no part of the settings: `geocoder_options`."""
    gazetteers: tuple[Path, ...] = ()
    """Files with places: the user's own (.csv), weighed before everything else, and a gazetteer (.sqlite) that stands
    in place of the one that ships."""
    published: Edtf | None = None
    """Date of publication of the articles that do not state one."""
    traveller: str | None = None
    """Only this traveller's itinerary."""


def geocoder_options(name: str) -> Mapping[str, Any]:
    """The options of an online geocoder, keys too: `[geocoder.NAME]` in the user's file, then the environment.

    `GEOTRACK_GEOCODER_API_KEY` is the option `api_key` of whatever geocoder is asked. Raises `UsageError` where the
    file cannot be read; no message quotes it.
    """
    path = user_config()
    try:
        written = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: not TOML: {error}.") from None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
        raise UsageError(f"{path}: cannot be read ({why}).") from None
    options: Any = written.get("geocoder", {})
    options = options.get(name, {}) if isinstance(options, dict) else None
    if not isinstance(options, dict):
        raise UsageError(f"{path}: the options of a geocoder stand under [geocoder.{name}], one a line: domain = “…”.")
    told = {key: value for key, value in os.environ.items() if key.startswith(VARIABLE) and value}
    return options | {key.removeprefix(VARIABLE).lower(): value for key, value in told.items()}


def user_config() -> Path:
    """The file with what the user has settled once and for all: `~/.config/geotrack/config.toml`."""
    return _folder("XDG_CONFIG_HOME", "APPDATA", ("AppData", "Roaming"), ".config") / "config.toml"


def user_cache() -> Path:
    """The file in the user's cache folder that keeps what online services have answered."""
    return _folder("XDG_CACHE_HOME", "LOCALAPPDATA", ("AppData", "Local"), ".cache") / "geocoder.sqlite"


def _folder(variable: str, windows: str, there: tuple[str, str], here: str) -> Path:
    if folder := os.environ.get(variable):
        return Path(folder) / "geotrack"
    if sys.platform == "win32":
        return Path(os.environ.get(windows) or Path.home().joinpath(*there)) / "geotrack"
    return Path.home() / here / "geotrack"
