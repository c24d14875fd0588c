"""The fonts that texts are drawn with. Their licences are in fonts/LICENCES.md; scripts/fonts makes them."""

import base64
from pathlib import Path

BOARD, CODE, SANS = "Nunito", "JetBrains Mono", "Liberation Sans"

_FOLDER = Path(__file__).parent / "fonts"
_FIRST = "DejaVuSans.ttf"
"""What a font lacks is looked for in the others in this order, and there it most likely is."""
FILES = sorted(map(str, _FOLDER.glob("*.ttf")), key=lambda path: (not path.endswith(_FIRST), path))
LICENCES = _FOLDER / "LICENCES.md"


def as_css() -> str:
    """For a page that shows what was drawn without a network: browsers open no font files for pages from the disk."""
    families = {"Nunito": BOARD, "JetBrainsMono": CODE, "Liberation": SANS, "Lilita": "Lilita One"}
    families |= {"Excalifont": "Excalifont", "ComicShanns": "Comic Shanns Regular"}
    rules = (
        f'@font-face{{font-family:"{family}";src:url(data:font/ttf;base64,'
        f"{base64.b64encode((_FOLDER / f'{file}.ttf').read_bytes()).decode()})}}"
        for file, family in families.items()
    )
    return "\n".join(rules) + "\n"
