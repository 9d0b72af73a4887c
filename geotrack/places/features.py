"""GeoNames' feature codes as our kinds and types of place: what may be a stop of a journey, or holds one.

https://www.geonames.org/export/codes.html explains the codes.
"""

from __future__ import annotations

from collections.abc import Mapping

from geotrack.model import PlaceKind

# A feature class is one kind of place but for the codes below. Roads and railways (R) and what lies under the sea (U)
# are left out: nobody stops there.
_CLASSES: Mapping[str, PlaceKind] = {
    "H": "water",
    "L": "area",
    "P": "city",
    "S": "facility",
    "T": "area",
    "V": "area",
}
_KINDS: Mapping[PlaceKind, str] = {
    "continent": "CONT",
    "country": "PCL PCLD PCLF PCLH PCLI PCLIX PCLS TERR",
    "region": "ADM1 ADM1H",
    "county": "ADM2 ADM2H ADM3 ADMD",
    "airport": "AIRB AIRF AIRH AIRP AIRS",
    "island": "ATOL ISL ISLET ISLF ISLM ISLS ISLT ISLX",
    "mountain": "BUTE CONE CRTR GAP HLL HLLS MESA MND MT MTS NTK NTKS PASS PK PKS RDGB RDGE SDL SPUR VLC",
    "facility": "BTL MILB NVB PRT INDS",
}
# Ditches, ponds, drains and pipes; marks, sheds and pumps. Communes and parishes (ADM4) bear the names of their towns.
_LEFT_OUT = frozenset(
    "ADM4 ADM4H ADM5 ADM5H CNLD CNLI CNLN CNLSB DTCH DTCHD DTCHI DTCHM PND PNDI PNDN PNDS PNDSF PNDSI PNDSN RSVT "
    "AIRQ CRRL DIKE GATE LEV OILP PMPO PMPW SHSE SLCE SWT TRIG WEIR WTRW".split()
)
_TYPES: Mapping[str, str] = {
    code: type_
    for type_, codes in {
        # what is no more
        "former country": "PCLH",
        "former region": "ADM1H",
        "former district": "ADM2H",
        "abandoned": "PPLQ",
        "destroyed": "PPLW",
        "historic town": "PPLH PPLCH",
        # towns
        "capital": "PPLC",
        "seat": "PPLA",
        "suburb": "PPLX",
        # water
        "ocean": "OCN",
        "sea": "SEA",
        "gulf": "GULF",
        "bay": "BAY BAYS",
        "strait": "STRT",
        "channel": "CHN CHNM CHNN",
        "sound": "SD",
        "fjord": "FJD FJDS",
        "lagoon": "LGN LGNS",
        "lake": "LK LKC LKI LKN LKS LKSC LKSI LKSN LKO LKOI LKX CRTRL",
        "reservoir": "RSV RSVI",
        "river": "STM STMA STMI STMC STMD STMH STMM STMQ STMS STMSB STMX STMIX",
        "canal": "CNL CNLA CNLX",
        "waterfall": "FLLS FLLSX",
        "glacier": "GLCR",
        "spring": "SPNG SPNT",
        "well": "WLL WLLS WLLQ",
        "harbour": "HBR HBRX",
        # land
        "island": "ISL",
        "archipelago": "ISLS",
        "atoll": "ATOL",
        "mountain": "MT",
        "range": "MTS",
        "peak": "PK PKS",
        "hill": "HLL HLLS",
        "volcano": "VLC",
        "pass": "PASS GAP",
        "valley": "VAL VALG VALS VALX",
        "canyon": "CNYN GRGE",
        "desert": "DSRT",
        "peninsula": "PEN PENX",
        "cape": "CAPE HDLD PT PTS",
        "beach": "BCH BCHS",
        "oasis": "OAS",
        "coast": "CST",
        "park": "PRK",
        "reserve": "RES RESA RESF RESN RESW",
        "forest": "FRST FRSTF",
        # buildings and sites
        "air base": "AIRB",
        "heliport": "AIRH",
        "military base": "MILB INSM",
        "naval base": "NVB",
        "port": "PRT",
        "battlefield": "BTL",
        "camp": "CMP CMPRF CMPL",
        "castle": "CSTL",
        "fort": "FT",
        "palace": "PAL",
        "ruin": "RUIN",
        "ancient site": "ANS",
        "monument": "MNMT",
        "church": "CH",
        "mosque": "MSQE",
        "temple": "TMPL",
        "monastery": "MSTY CVNT",
        "shrine": "SHRN",
        "tomb": "TMB",
        "cemetery": "CMTY",
        "museum": "MUS",
        "library": "LIBR",
        "theatre": "THTR OPRA",
        "stadium": "STDM",
        "zoo": "ZOO",
        "hotel": "HTL",
        "hospital": "HSP",
        "school": "SCH SCHA SCHC SCHM",
        "university": "UNIV",
        "prison": "PRN",
        "embassy": "DIP",
        "border crossing": "PSTB",
        "railway station": "RSTN",
        "metro station": "MTRO",
        "bus station": "BUSTN",
        "ferry terminal": "FY",
        "pier": "PIER WHRF",
        "lighthouse": "LTHSE",
        "bridge": "BDG",
        "dam": "DAM",
        "mine": "MN MNA MNC MNCU MNDT MNFE MNN MNQ",
        "power station": "PS PSH",
        "nuclear plant": "PSN",
        "factory": "MFG MFGB MFGC MFGN MFGPH MFGQ FCL",
        "refinery": "OILR",
        "farm": "FRM FRMS HMSD RNCH",
        "polar station": "STNB",
        "observatory": "OBS OBSR",
        "square": "SQR",
    }.items()
    for code in codes.split()
}
_KIND_OF: Mapping[str, PlaceKind] = {code: kind for kind, codes in _KINDS.items() for code in codes.split()}


def kind_of(feature_class: str, code: str) -> PlaceKind | None:
    """The kind of place that a feature is; None where it can be no stop.

    >>> kind_of("P", "PPLX"), kind_of("T", "VLC"), kind_of("H", "STM"), kind_of("R", "RD")
    ('city', 'mountain', 'water', None)
    """
    if code in _LEFT_OUT:
        return None
    return _KIND_OF.get(code) or _CLASSES.get(feature_class)


def type_of(code: str) -> str:
    """A finer word for it, as an article may use: "the Amur river"; empty where the kind says enough.

    >>> type_of("STM"), type_of("PPLC"), type_of("PPL")
    ('river', 'capital', '')
    """
    return _TYPES.get(code, "")
