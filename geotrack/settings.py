"""What the user chose."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict

from geotrack.model import Edtf


class Settings(BaseModel):
    """The choices of one run. The defaults ask no network for anything."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    online: bool = False
    """Whether an online geocoder may be asked for names."""
    published: Edtf | None = None
    """Date of publication of the articles that do not state one."""
    traveller: str | None = None
    """Only this traveller's itinerary."""
