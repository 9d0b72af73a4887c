"""The atlas as a table with geometries, for those who go on in Python."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geotrack.errors import UsageError
from geotrack.model import Atlas

if TYPE_CHECKING:
    from geopandas import GeoDataFrame


def to_geopandas(atlas: Atlas) -> GeoDataFrame:
    """A GeoDataFrame in WGS 84 with a row for each stop and each leg, and the columns of the GeoJSON file.

    `layer` is `stop` or `leg`, the index has their ids. Needs `pip install 'geotrack[geopandas]'`, and says so in a
    `UsageError`.

    >>> import geotrack
    >>> frame = geotrack.to_geopandas(geotrack.track(["seeds"]))
    >>> stops = frame[frame.layer == "stop"]
    >>> stops.loc["kim-jong-un/2", ["name", "date"]].to_list()
    ['Vostochny Cosmodrome', '2023-09-13']
    """
    try:
        from geopandas import GeoDataFrame
    except ImportError as error:
        raise UsageError("geopandas is not installed: pip install 'geotrack[geopandas]'.") from error
    features = atlas.__geo_interface__["features"]
    if not features:
        return GeoDataFrame({"layer": []}, geometry=[], crs="EPSG:4326")
    frame = GeoDataFrame.from_features(features, crs="EPSG:4326")
    frame.index = [feature["id"] for feature in features]
    return frame
