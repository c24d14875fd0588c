"""Draws a saved page as the server draws it in videos: JSON {elements, files, box, size} comes in, a PNG goes out."""

import base64
import json
import sys

from chalkroom.recordings.drawing import pictures, raster
from chalkroom.recordings.drawing.paper import paper
from chalkroom.recordings.drawing.scene import Scene
from chalkroom.recordings.drawing.svg import Box, document

page = json.load(sys.stdin)
scene = Scene(lambda file_id: pictures.read(page["files"].get(file_id)))
for element in page["elements"]:
    scene.change(element["id"], element)
box, size = Box(*page["box"]), tuple(page["size"])
drawn = [*scene.ground(), *scene.above_ground()]
svg = document(paper("plain", box) + scene.svg(drawn, box), size, box)
sys.stdout.write(base64.b64encode(raster.png(raster.points(svg, size), size)).decode())
