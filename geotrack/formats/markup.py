"""The little XML that KML and GPX need: elements, numbers, and text that XML can hold."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from geotrack.formats.plain import plain


def element(tag: str, *content: ET.Element | str, **attributes: str) -> ET.Element:
    """An element with its children or its text; what XML cannot hold becomes U+FFFD.

    >>> document(element("a", element("b", "1 < 2"), x="y")).splitlines()[1:]
    ['<a x="y">', ' <b>1 &lt; 2</b>', '</a>']
    """
    made = ET.Element(tag, {name: plain(value) for name, value in attributes.items()})
    for part in content:
        if isinstance(part, str):
            made.text = plain(part)
        else:
            made.append(part)
    return made


def document(root: ET.Element) -> str:
    """A file of XML, indented; `root` is changed by that."""
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def degrees(value: float) -> str:
    """An angle to about a metre, never in powers of ten, which XML's decimals are not.

    >>> degrees(0.00001), degrees(-149.9003), degrees(-0.000001)
    ('0.00001', '-149.9003', '0')
    """
    return f"{round(value, 5) + 0.0:.5f}".rstrip("0").rstrip(".")
