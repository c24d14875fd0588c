"""What pygal's render_in_browser asks of lxml.html: to open a picture in the browser. The program is in it already."""

from xml.etree.ElementTree import Element, tostring

import _chalkroom


def open_in_browser(picture: Element, encoding: str = "utf-8") -> None:
    _chalkroom.picture(tostring(picture, encoding="unicode"))
