"""The logo of the gemeente in the forms that renderers take."""

from base64 import b64encode
from struct import unpack

from dashboard.reports.look import Look


def as_svg(look: Look) -> str:
    """Return the logo as SVG, a PNG wrapped in one of its own size; "" without a logo."""
    if look.logo is None:
        return ""
    if look.logo_soort == "svg":
        return look.logo.decode("utf-8", errors="replace")
    wide, high = unpack(">II", look.logo[16:24])  # the header of a PNG begins with its size
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{wide}" '
        f'height="{high}" viewBox="0 0 {wide} {high}">'
        f'<image width="{wide}" height="{high}" xlink:href="{as_link(look)}"/></svg>'
    )


def as_link(look: Look) -> str:
    """Return the logo as an address that holds the picture itself; "" without a logo."""
    if look.logo is None:
        return ""
    kind = "image/png" if look.logo_soort == "png" else "image/svg+xml"
    return f"data:{kind};base64,{b64encode(look.logo).decode()}"
