"""An atlas in a notebook: the map where the notebook is trusted, and a picture of it where scripts are barred.

JupyterLab takes frames out of what it does not trust and leaves images and positions in place. So the picture lies
under the map, and is all that remains where that is taken away.
"""

from __future__ import annotations

import base64
import html

from geotrack.formats.picture import svg
from geotrack.formats.webmap import embedded
from geotrack.model import Atlas

HEIGHT = 720
"""Pixels of the map's frame."""


def in_notebook(atlas: Atlas) -> str:
    """The map and, under it, its picture, as HTML that needs no network."""
    picture = base64.b64encode(svg(atlas).encode()).decode()
    title = html.escape(", ".join(i.traveller for i in atlas.itineraries) or "nobody travels")
    return (
        f'<div style="position:relative;height:{HEIGHT}px">'
        f'<img src="data:image/svg+xml;base64,{picture}" alt="Picture of the map: {title}"'
        f' style="position:absolute;top:0;left:0;max-width:100%;max-height:{HEIGHT}px">'
        f'<div style="position:relative">{embedded(atlas)}</div></div>'
    )
