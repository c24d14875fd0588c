"""The fonts that texts are drawn with. Their licences are in fonts/LICENCES.md; scripts/fonts makes them."""

from pathlib import Path

BOARD, CODE, SANS = "Nunito", "JetBrains Mono", "Liberation Sans"

_FOLDER = Path(__file__).parent / "fonts"
_FIRST = "DejaVuSans.ttf"
"""What a font lacks is looked for in the others in this order, and there it most likely is."""
FILES = sorted(map(str, _FOLDER.glob("*.ttf")), key=lambda path: (not path.endswith(_FIRST), path))
