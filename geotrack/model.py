"""The nouns. Every room takes some of them and returns others; nothing else passes between rooms.

Article → Mention, Movement → Candidate, Place → Stop → Itinerary → Atlas

All of them are frozen: a step returns new ones and changes none. The sentence under a field is also its description in
the JSON schema (`Atlas.model_json_schema()`).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, computed_field, model_validator

from geotrack import when

Status = Literal["visited", "planned", "cancelled"]
Role = Literal["origin", "stop", "transit"]
Mode = Literal["plane", "helicopter", "train", "bus", "car", "ship", "bicycle", "foot"]
PlaceKind = Literal[
    "continent", "country", "region", "county", "city", "facility", "airport", "island", "water", "mountain", "area"
]
Sense = Literal["place", "metonym", "adjective", "name", "dateline"]
NameKind = Literal["primary", "alternate", "variant", "demonym", "abbreviation", "online"]
TravellerKind = Literal["person", "group", "narrator", "vessel", "storm", "animal", "thing"]
Edtf = Annotated[str, AfterValidator(when.checked)]

CARRIED = "the day told before"
"""`dated_by` of a date that no word of the sentence gives: the telling has not moved on from it."""

FLASHBACK = "had"
"""`ranked_by` of what a sentence tells in retrospect from the scene before it."""

Latitude = Annotated[float, Field(ge=-90, le=90)]
Longitude = Annotated[float, Field(ge=-180, le=180)]


def encodable(text: str) -> str:
    r"""The text, with U+FFFD for halves of surrogate pairs, which no file can hold; offsets stay as they are.

    >>> encodable("Kim \ud83d left") == "Kim \ufffd left"
    True
    """
    return re.sub("[\ud800-\udfff]", "\ufffd", text)


Text = Annotated[str, AfterValidator(encodable)]


class Noun(BaseModel):
    """What all nouns share: frozen, closed to unknown fields, described by their docstrings."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False)


# --- what comes in -----------------------------------------------------------------------------------------------


class Source(Noun):
    """An article without its text: what a reader needs in order to find it again."""

    id: Text
    """Made from the text alone, so that the same text has the same id wherever it lies."""
    name: Text
    """The file name or the address it was read from; `-` for standard input."""
    title: Text
    """The headline, or the first line."""
    published: Edtf | None = None
    """Date of publication (EDTF), where the article or the user says so."""
    url: Text | None = None
    """Where it was published, http or https."""
    language: Text = "en"
    """ISO 639-1 code."""


class Article(Source):
    """A text to be read. All offsets in other nouns count the characters (code points) of `text`."""

    text: Text
    """The body, without front matter."""

    @staticmethod
    def id_of(text: str) -> str:
        """The id of an article with this text: the first 12 hexadecimal digits of its SHA-256.

        >>> Article.id_of("Kim left Pyongyang.")
        '5717e366060b'
        """
        return hashlib.sha256(encodable(text).encode()).hexdigest()[:12]

    @property
    def source(self) -> Source:
        """This article without its text."""
        return Source(**self.model_dump(exclude={"text"}))


class Excerpt(Noun):
    """The words of an article that a stop rests on."""

    article: Text
    """The article's id."""
    start: int
    """Where the sentence begins in the article's text."""
    end: int
    """Where it ends (exclusive)."""
    text: Text
    """The sentence, exactly as it stands there."""
    place_start: int
    """Where the words for the place begin in the article's text."""
    place_end: int
    """Where they end (exclusive)."""

    @property
    def place_text(self) -> str:
        """The words that stand for the place."""
        return self.text[self.place_start - self.start : self.place_end - self.start]


# --- reading -----------------------------------------------------------------------------------------------------


class NameEntry(NamedTuple):
    """What a gazetteer knows of a name before anybody asks which place is meant."""

    importance: float
    """log10 of the population of the largest place of that name; countries and regions are at least 6."""
    kinds: frozenset[PlaceKind]
    """The kinds of place that bear it."""
    name_kinds: frozenset[NameKind]
    """How they bear it: as their own name, an alternate one, a demonym."""


class Mention(Noun):
    """A span of text that names a place."""

    id: str
    """Article id and offset, `8880f3d868d3:14`."""
    article: str
    """The article's id."""
    start: int
    """Where the name begins in the article's text."""
    end: int
    """Where it ends (exclusive)."""
    text: str
    """The name as it stands there."""
    name: str
    """The name to look up: `text` without line breaks, possessive or case that is only shouting."""
    sense: Sense = "place"
    """Whether it stands for the place, or for a government (metonym), a nationality (adjective), a part of another
    name, or the reporter's desk (dateline)."""
    asks_for: str = ""
    """The word beside it that tells the kind of place: `cosmodrome`, `port`, `river`."""
    inside: tuple[str, ...] = ()
    """The places that the text says it lies in, nearest first: Texas for "Paris, Texas"."""


class Traveller(Noun):
    """Somebody or something that moves."""

    name: str
    """The fullest name that the text gives."""
    aliases: tuple[str, ...] = ()
    """Other words for the same: "Kim", "the Marshal"."""
    kind: TravellerKind = "person"
    """What travels."""


class Movement(Noun):
    """One sentence's evidence that somebody was, is, will be or will not be at a place."""

    traveller: str
    """The traveller's name in the study."""
    mention: str
    """The id of the mention that names the place; the excerpt may say "the country" instead."""
    status: Status
    """Whether it happened, is announced, or was called off or denied."""
    role: Role = "stop"
    """Whether the journey starts here, stops here or passes."""
    again: bool = False
    """Whether the words say that the traveller comes back: "returned to"."""
    under_way: bool = False
    """Whether the traveller is on the way there: "is heading for"."""
    sequence: int
    """Rank in the order in which the article tells the journey, once words such as "after" have been heeded."""
    ranked_by: str = ""
    """The word that parts its rank from the order of the words in the sentence: "after", "before", "who"."""
    date: Edtf | None = None
    """When (EDTF)."""
    dated_by: str = ""
    """The words the date was read from, and how; empty where there is none."""
    mode: Mode | None = None
    """The means of travel to the place, where the words tell it."""
    cue: str
    """The name of the rule that read it."""
    cue_text: str
    """The words that set it off: "arrived in"."""
    confidence: float = Field(default=1.0, ge=0, le=1)
    """How sure it is that the traveller was, is or will be there, 0 to 1."""
    excerpt: Excerpt
    """The sentence."""


# --- locating ----------------------------------------------------------------------------------------------------


class Place(Noun):
    """A place on the globe."""

    id: Text
    """`geonames:2013348`, `facility:vostochny-cosmodrome`: source and the key there."""
    name: Text
    """Its usual name in the gazetteer: English for countries and well-known cities, else the local one."""
    kind: PlaceKind
    """What sort of place."""
    lat: Latitude
    """Degrees north."""
    lon: Longitude
    """Degrees east."""
    country: Text = ""
    """ISO 3166-1 alpha-2 code; empty at sea and for wide areas."""
    admin1: Text = ""
    """First-level region: country and GeoNames code, `RU.30`."""
    admin1_name: Text = ""
    """Its name."""
    admin2: Text = ""
    """Second-level region: country and GeoNames codes, `US.TX.277`."""
    population: int = 0
    """Inhabitants; 0 where unknown."""
    type: Text = ""
    """A finer kind where the source tells one: `cosmodrome`, `shipyard`, `palace`."""
    uncertainty_km: float = 0.0
    """How far the place may reach from its point: a plant 1 km, a city 10, a country hundreds."""


class Candidate(Noun):
    """A place that a mention may mean."""

    place: Place
    """The place."""
    name_kind: NameKind
    """How it bears the name that was asked for."""
    score: float = 0.0
    """The sum of the parts; the highest of a mention wins."""
    parts: Mapping[str, float] = {}
    """Why: each consideration and what it added."""


class Located(Noun):
    """What a mention was found to mean."""

    place: Place | None
    """The place; None where no candidate is sure enough."""
    confidence: float = Field(ge=0, le=1)
    """How sure the best candidate is, 0 to 1."""
    candidates: tuple[Candidate, ...]
    """The candidates with their final scores, best first."""


class Study(Noun):
    """All that was found in one article, before journeys are put together."""

    article: Article
    """The article."""
    mentions: tuple[Mention, ...]
    """Every place that it names, in order."""
    travellers: tuple[Traveller, ...]
    """Who moves in it."""
    movements: tuple[Movement, ...]
    """Who was where, in the order told."""
    candidates: Mapping[str, tuple[Candidate, ...]]
    """By mention id: the places it may mean."""


# --- the answer --------------------------------------------------------------------------------------------------


class Stop(Noun):
    """A place on somebody's way."""

    id: Text
    """Traveller and number: `kim-jong-un/3`."""
    place: Place
    """Where."""
    as_written: Text
    """The name as the article has it."""
    status: Status
    """Whether it happened, is announced, or was called off or denied."""
    role: Role = "stop"
    """Whether the journey starts here, stops here or passes."""
    date: Edtf | None = None
    """When (EDTF), as exact as the articles allow."""
    dated_by: Text = ""
    """How the date was found."""
    ordered_by: Text = ""
    """Why it stands where it stands in the order of travel, in words."""
    mode: Mode | None = None
    """The means of travel to this stop."""
    within: Text | None = None
    """The id of the stop that this one lies in: the city of a plant."""
    excerpts: tuple[Excerpt, ...] = Field(min_length=1)
    """The sentences it rests on. No sentence, no stop."""
    cues: tuple[Text, ...] = ()
    """The rules that read them, in the same order: `arrive: arrived in`."""
    confidence: float = Field(default=1.0, ge=0, le=1)
    """How sure the place is, 0 to 1."""
    certainty: float = Field(default=1.0, ge=0, le=1)
    """How sure it is that the traveller was, is or will be there, 0 to 1, by the sentence that is surest of it."""
    chosen_for: Mapping[str, float] = {}
    """Why the name means this place: each consideration and what it added."""
    rivals: tuple[Candidate, ...] = ()
    """The likeliest other places of that name, best first."""
    disagreements: tuple[Text, ...] = ()
    """What other sentences say against it."""

    @model_validator(mode="before")
    @classmethod
    def _without_conveniences(cls, data: Any) -> Any:
        if isinstance(data, Mapping):
            return {key: value for key, value in data.items() if key not in ("name", "lat", "lon")}
        return data

    @computed_field  # type: ignore[prop-decorator]
    @property
    def name(self) -> str:
        """The place's usual name, repeated here for those who read the JSON."""
        return self.place.name

    @computed_field  # type: ignore[prop-decorator]
    @property
    def lat(self) -> float:
        """Degrees north, repeated here for those who read the JSON."""
        return self.place.lat

    @computed_field  # type: ignore[prop-decorator]
    @property
    def lon(self) -> float:
        """Degrees east, repeated here for those who read the JSON."""
        return self.place.lon


class Leg(Noun):
    """The way between two stops of an itinerary."""

    start: Text
    """Id of the stop it leaves."""
    end: Text
    """Id of the stop it reaches."""
    km: float
    """Great-circle distance."""
    status: Literal["visited", "planned"]
    """The status of the stop it reaches."""
    mode: Mode | None = None
    """The means of travel, where an article tells it."""


class Itinerary(Noun):
    """Who went where, in order of travel."""

    id: Text
    """The traveller's name as it may stand in an address: `kim-jong-un`."""
    traveller: Text
    """The fullest name that the articles give."""
    aliases: tuple[Text, ...] = ()
    """Other words for the same traveller."""
    companions: tuple[Text, ...] = ()
    """Others who made the whole way with the traveller."""
    kind: TravellerKind = "person"
    """What travels."""
    stops: tuple[Stop, ...]
    """Origin first, then in order of travel; what is planned for a later day follows, what was called off stands where
    it was meant to be."""
    legs: tuple[Leg, ...] = ()
    """The ways between them; cancelled stops and places inside other stops have none."""


class LeftOut(Noun):
    """A place that the articles name and that is no stop."""

    name: Text
    """As written."""
    reason: Literal["mentioned", "metonym", "adjective", "name", "dateline", "unlocated"]
    """Why, as a code."""
    why: Text
    """Why, in words."""
    excerpts: tuple[Excerpt, ...]
    """Where it is named."""
    place: Place | None = None
    """Where it is, if that is known."""
    candidates: tuple[Place, ...] = ()
    """What it may be, if that is not known."""


class Made(Noun):
    """How an atlas was made, so that it can be made again."""

    geotrack: Text
    """Version of the program."""
    reader: Text
    """Name and hash of the language model."""
    gazetteer: Text
    """Name, date and hash of the gazetteer."""
    geocoder: Text = "offline"
    """The online geocoder that was to be asked beside the gazetteer, or `offline`."""


class Atlas(Noun):
    """The answer: who went where, when, in what order, and which sentence says so."""

    schema_version: Literal[1] = 1
    """Version of this file's shape."""
    articles: tuple[Source, ...]
    """What was read, in order of publication."""
    itineraries: tuple[Itinerary, ...]
    """One for each traveller, the longest first."""
    left_out: tuple[LeftOut, ...]
    """Every other place that the articles name, with the reason."""
    made: Made
    """How it was made."""

    def _repr_html_(self) -> str:
        """The map, for Jupyter."""
        from geotrack.formats import in_notebook

        return in_notebook(self)

    @property
    def __geo_interface__(self) -> dict[str, Any]:
        """The stops and legs as a GeoJSON FeatureCollection, for the Python libraries that ask for this.

        geopandas, shapely, folium and others do: https://gist.github.com/sgillies/2217756
        """
        from geotrack.formats.geojson import collection

        return collection(self)

    def _repr_png_(self) -> bytes:
        """The map's picture, for what Jupyter turns into Word, PDF or slides."""
        from geotrack.formats.picture import png

        return png(self)
