"""The atlas as JSON: what people keep, correct and render again."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from geotrack.errors import AtlasError
from geotrack.model import Atlas


def write(atlas: Atlas) -> str:
    """The atlas as indented JSON; `read_atlas` gives it back."""
    return atlas.model_dump_json(indent=2) + "\n"


def read_atlas(path: Path) -> Atlas:
    """A saved atlas. Raises `AtlasError` where the file cannot be read or is not one, with the place of the first fault."""
    try:
        return Atlas.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        raise AtlasError(
            f"{path}: no such file. Make one with `geotrack extract ARTICLE... -o {path.name}`."
        ) from error
    except OSError as error:
        raise AtlasError(f"{path}: cannot be read ({error.strerror}).") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or "the beginning"
        raise AtlasError(
            f"{path}: not an atlas of geotrack: at {where}, {first['msg'].lower()}. "
            "Make it again with `geotrack extract`, or mend that place."
        ) from error
