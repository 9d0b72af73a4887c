"""What can go wrong, and what to do about it.

GeotrackError
├── ArticleError        an article cannot be read (no such file, empty, binary)
├── AtlasError          a saved atlas cannot be read, or is not one
├── DateError           a date is not written in EDTF
├── DataError           a file of data is missing or damaged: gazetteer, language model, basemap
│   └── GazetteerError  one that the user has named: a gazetteer, a dump of GeoNames, a table of places
├── GeocoderError       an online geocoder cannot be reached or answers nonsense
│   └── RefusalError    it can, and will not answer: too many questions, no key, a wrong one
├── OutputError         a result cannot be written where it was asked for
└── UsageError          an option that does not exist, or two that do not go together

Every message says what happened, where, and what to do next. Only `geotrack.cli` turns one into an exit code.
"""

from __future__ import annotations


class GeotrackError(Exception):
    """The parent of all: `except GeotrackError` catches whatever geotrack raises on purpose."""


class ArticleError(GeotrackError, ValueError):
    """An article cannot be read."""


class AtlasError(GeotrackError, ValueError):
    """A saved atlas cannot be read, or is not one."""


class DateError(GeotrackError, ValueError):
    """A date is not written in EDTF, the standard for dates as exact as the source allows."""


class DataError(GeotrackError, RuntimeError):
    """A file of data (gazetteer, language model, basemap) is missing or damaged."""


class GazetteerError(DataError):
    """A gazetteer, a dump of GeoNames or a table of places that the user has named cannot be read."""


class GeocoderError(GeotrackError, ConnectionError):
    """An online geocoder cannot be reached, refuses, or answers nonsense."""


class RefusalError(GeocoderError):
    """An online geocoder will not answer, however often it is asked."""


class OutputError(GeotrackError, OSError):
    """A result cannot be written where it was asked for."""


class UsageError(GeotrackError, ValueError):
    """An option or format that does not exist, or two that do not go together."""
