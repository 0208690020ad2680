"""The default template's colours, fonts and plain surfaces."""

NAME = "Steward"
FONT = "Arial"
"""On every Windows and Mac, and as wide as Liberation Sans, so that what is measured here holds there."""

COLOURS = {
    "dk1": "23282D", "lt1": "FFFFFF", "dk2": "12344D", "lt2": "F2F5F7",
    "accent1": "2A6480", "accent2": "E0922F", "accent3": "9DB0C0", "accent4": "6F558F", "accent5": "B5473C",
    "accent6": "4FA08A", "hlink": "2A6480", "folHlink": "6F558F",
}  # fmt: skip
"""Told apart with every kind of colour vision, on a projector and in grey: they differ in lightness too."""

_NAMESPACE = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_SOLID = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def theme_xml() -> str:
    """The theme part."""
    colours = "".join(f'<a:{name}><a:srgbClr val="{rgb}"/></a:{name}>' for name, rgb in COLOURS.items())
    return (
        f'<a:theme {_NAMESPACE} name="{NAME}"><a:themeElements><a:clrScheme name="{NAME}">{colours}</a:clrScheme>'
        f'<a:fontScheme name="{NAME}">{_fonts("majorFont")}{_fonts("minorFont")}</a:fontScheme>{_surfaces()}'
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


def _fonts(kind: str) -> str:
    return f'<a:{kind}><a:latin typeface="{FONT}"/><a:ea typeface=""/><a:cs typeface=""/></a:{kind}>'


def _surfaces() -> str:
    lines = "".join(f'<a:ln w="{width}">{_SOLID}</a:ln>' for width in (6350, 12700, 19050))
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:fmtScheme name="{NAME}"><a:fillStyleLst>{_SOLID * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_SOLID * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )
