"""A Word document (Office Open XML, ECMA-376): headings, numbered stops, real footnotes, the picture.

The parts that are always the same lie in `parts/`; the others are written here. python-docx would write neither
footnotes nor links nor the same bytes twice.
"""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from geotrack.errors import DataError
from geotrack.formats.report.account import Block, Run, account
from geotrack.model import Atlas

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

STYLES = {
    "title": "Title",
    "deck": "Subtitle",
    "picture": "Figure",
    "heading": "Heading1",
    "text": "Normal",
    "stop": "ListNumber",
    "detail": "ListContinue",
    "bullet": "ListBullet",
    "credit": "Caption",
}
PAGE = 11906, 16838, 1134
"""A4: width, height and margin in twentieths of a point."""
INDENT = 454
"""Of a list, room for `100.`, in twentieths of a point."""
EMU = 635
"""English metric units, which drawings are measured in, to a twentieth of a point."""
BULLETS = 1
"""The number of the list of bullets; those of the travellers follow."""

Links = dict[str, str]
"""The addresses that a part links to, with the ids of their relationships."""


def write(atlas: Atlas, picture: bytes = b"") -> bytes:
    """The itinerary as a .docx file: what the Markdown report says, with the map in it.

    `picture` is a PNG; without it there is none.
    """
    body: list[str] = []
    notes: list[str] = []
    lists: list[int] = []
    links: Links = {}
    noted: Links = {}
    blocks = account(atlas)
    for block in blocks:
        if block.kind == "picture" and not picture:
            continue
        if block.kind == "heading":
            lists.append(BULLETS + 1 + len(lists))
        content = drawing(block, picture) if block.kind == "picture" else runs(block.runs, links, notes, noted)
        body.append(paragraph(block, content, lists[-1] if lists else BULLETS))
    return package(
        {
            "[Content_Types].xml": part("content-types.xml"),
            "_rels/.rels": relationships(
                [("document", f"{OFFICE}/relationships/officeDocument", "word/document.xml"),
                 ("core", f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")], {},
            ),
            "docProps/core.xml": properties(blocks[0].runs[0].text),
            "word/document.xml": document(body),
            "word/_rels/document.xml.rels": relationships(
                [(name, f"{OFFICE}/relationships/{name}", f"{name}.xml")
                 for name in ("styles", "settings", "numbering", "footnotes", "footer")]
                + ([("picture", f"{OFFICE}/relationships/image", "media/map.png")] if picture else []), links,
            ),
            "word/styles.xml": part("styles.xml"),
            "word/settings.xml": part("settings.xml"),
            "word/footer.xml": part("footer.xml"),
            "word/numbering.xml": numbering(lists),
            "word/footnotes.xml": footnotes(notes),
            "word/_rels/footnotes.xml.rels": relationships([], noted),
            **({"word/media/map.png": picture} if picture else {}),
        }
    )  # fmt: skip


# --- text --------------------------------------------------------------------------------------------------------


def paragraph(block: Block, content: str, numbered: int) -> str:
    """A block. A stop is an entry of its traveller's list; `2a` is written out, for Word would count otherwise."""
    style, layout = STYLES[block.kind], ""
    left = INDENT * (block.depth + 1)
    if block.kind == "stop" and block.depth:
        style, content = "ListNumber2", f"{run(block.number)}<w:r><w:tab/></w:r>{content}"
        layout = f'<w:ind w:left="{left + INDENT // 4}" w:hanging="{INDENT + INDENT // 4}"/>'
    elif block.kind == "stop" and block.number:
        layout = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbered}"/></w:numPr>'
    elif block.kind in ("stop", "detail"):
        layout = f'<w:ind w:left="{left}"/>'
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{layout}</w:pPr>{content}</w:p>'


def runs(found: Iterable[Run], links: Links, notes: list[str], noted: Links) -> str:
    """Runs of a paragraph. Their footnotes are added to `notes`, the addresses in these to `noted`."""
    made, last = [], Run("")
    for one in found:
        if one.note:
            notes.append(runs(one.note, noted, [], {}))
            # two marks side by side would read as one number
            made += [run(",", "FootnoteReference")] if last.note else []
            made.append(f'<w:r>{styled("FootnoteReference")}<w:footnoteReference w:id="{len(notes)}"/></w:r>')
        elif one.url:
            key = links.setdefault(one.url, f"link{len(links) + 1}")
            made.append(f'<w:hyperlink r:id="{key}">{run(one.text, "Hyperlink")}</w:hyperlink>')
        else:
            made.append(run(one.text, "Strong" if one.strong else ""))
        last = one
    return "".join(made)


def run(text: str, style: str = "") -> str:
    """Words of one style."""
    return f'<w:r>{styled(style)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def styled(style: str) -> str:
    """What makes words look as a style says."""
    return f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""


def drawing(block: Block, picture: bytes) -> str:
    """The picture, as wide as the text where it is not too high; its description for those who do not see it."""
    width, height = struct.unpack(">II", picture[16:24])
    page, tall, margin = PAGE
    scale = min((page - 2 * margin) / width, (tall - 2 * margin) * 0.7 / height) * EMU
    size = f'cx="{width * scale:.0f}" cy="{height * scale:.0f}"'
    about = f'id="1" name="Map" descr={quoteattr("".join(run.text for run in block.runs))}'
    return (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{DRAWING}/wordprocessingDrawing" distT="0" distB="0" distL="0"'
        f' distR="0"><wp:extent {size}/><wp:docPr {about}/>'
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/picture">'
        f'<pic:pic xmlns:pic="{DRAWING}/picture"><pic:nvPicPr><pic:cNvPr {about}/><pic:cNvPicPr/></pic:nvPicPr>'
        '<pic:blipFill><a:blip r:embed="picture"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


# --- parts -------------------------------------------------------------------------------------------------------


def document(body: Iterable[str]) -> str:
    """The part that holds the text."""
    width, height, margin = PAGE
    sides = " ".join(f'w:{side}="{margin}"' for side in ("top", "right", "bottom", "left"))
    section = (
        '<w:sectPr><w:footerReference w:type="default" r:id="footer"/>'
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        f'<w:pgMar {sides} w:header="{margin // 2}" w:footer="{margin // 2}" w:gutter="0"/></w:sectPr>'
    )
    text = "\n".join((*body, section))
    return (
        f'{HEAD}<w:document xmlns:w="{WORDS}" xmlns:r="{OFFICE}/relationships"><w:body>\n{text}\n</w:body></w:document>'
    )


def footnotes(notes: Iterable[str]) -> str:
    """The part that holds the footnotes, and the two lines that Word draws above them."""
    lines = [
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for number, kind in ((-1, "separator"), (0, "continuationSeparator"))
    ]
    mark = f"<w:r>{styled('FootnoteReference')}<w:footnoteRef/></w:r>"
    style = '<w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
    lines += [
        f'<w:footnote w:id="{number}"><w:p>{style}{mark}{run(" ")}{note}</w:p></w:footnote>'
        for number, note in enumerate(notes, 1)
    ]
    text = "\n".join(lines)
    return f'{HEAD}<w:footnotes xmlns:w="{WORDS}" xmlns:r="{OFFICE}/relationships">\n{text}\n</w:footnotes>'


def numbering(lists: Iterable[int]) -> str:
    """The part that says how lists are counted: each traveller's begins at 1."""
    kinds = "".join(
        f'<w:abstractNum w:abstractNumId="{kind}"><w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{INDENT}" w:hanging="{INDENT}"/></w:pPr></w:lvl></w:abstractNum>'
        for kind, form, text in ((0, "bullet", "•"), (1, "decimal", "%1."))
    )
    made = [f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>']
    made += [
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
        for number in lists
    ]
    return f'{HEAD}<w:numbering xmlns:w="{WORDS}">{kinds}{"".join(made)}</w:numbering>'


def properties(title: str) -> str:
    """The part that says what the document is. It names no author and no day: the same atlas gives the same bytes."""
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"
    )


def relationships(own: Iterable[tuple[str, str, str]], links: Links) -> str:
    """What a part refers to: other parts (id, kind, name), and addresses."""
    link = f"{OFFICE}/relationships/hyperlink"
    made = [f'<Relationship Id="{key}" Type="{kind}" Target="{target}"/>' for key, kind, target in own]
    made += [
        f'<Relationship Id="{key}" Type="{link}" Target={quoteattr(url)} TargetMode="External"/>'
        for url, key in links.items()
    ]
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{"".join(made)}</Relationships>'


def part(name: str) -> str:
    """A part that ships beside this module."""
    try:
        return files("geotrack.formats.report").joinpath("parts", name).read_text("utf-8")
    except OSError as error:
        message = f"a part of reports that ships with geotrack cannot be read ({error}); install geotrack again"
        raise DataError(message) from error


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts in one file."""
    target = io.BytesIO()
    # not compressed: what zlib makes of the same text differs from one machine to another
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            entry = zipfile.ZipInfo(name)  # dated 1980, the earliest that a zip file knows
            entry.create_system = 0  # else it says on which system it was made
            archive.writestr(entry, content)
    return target.getvalue()
