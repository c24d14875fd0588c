"""What reading an update says is what Yjs says."""

from collections.abc import Generator, Iterator

import pytest
from pycrdt import Array, Doc, Map, Text, XmlElement, XmlFragment, XmlText

from chalkroom.classroom.documents import updates
from chalkroom.classroom.documents.content import Content, Refused, merged
from chalkroom.classroom.documents.updates import NOTHING, Update


def everything_that_yjs_has() -> tuple[Doc, list[bytes]]:
    doc: Doc = Doc()
    made: list[bytes] = []
    doc.observe(lambda event: made.append(event.update))
    doc["map"] = shared = Map()
    shared["values"] = {"a": [1, 2.5, None, True, "é😀", {"b": -5}], "large": 2**40, "small": -(2**40), "bytes": b"abc"}
    shared["empty"] = {"list": [], "object": {}, "text": ""}
    doc["text"] = text = Text()
    text += "héllo 😀 world"
    text.format(0, 5, {"bold": True})
    text.insert_embed(1, {"picture": 1})
    del text[2:4]
    doc["list"] = items = Array()
    items.append(Map({"inner": Text("deep")}))
    items.extend([1, 2, 3])
    del items[1]
    doc["page"] = page = XmlFragment()
    page.children.append(XmlElement("p", {"class": "x"}, [XmlText("hi")]))
    return doc, [update for update in made if update != NOTHING]


def test_everything_that_yjs_writes_is_read_with_its_clocks() -> None:
    doc, made = everything_that_yjs_has()
    content = Content([], types=0, limit=1_000_000)
    for data in made:
        update = updates.read(data)
        assert update.fits(content.clocks)
        content.take(data, update)
    assert content.clocks == updates.clocks_of(doc.get_state())
    assert content.types == 4
    for whole in (doc.get_update(), merged(made)):
        assert content.knows(whole, updates.read(whole))


def test_a_part_fits_only_behind_what_it_builds_on() -> None:
    doc, made = everything_that_yjs_has()
    last = updates.read(made[-1])
    assert not last.fits({})
    assert last.fits({client: start for client, (start, _) in last.written.items()} | last.needed)
    assert updates.read(doc.get_update()).fits({})


def test_what_was_deleted_is_news_to_whoever_has_it_still() -> None:
    doc, _ = everything_that_yjs_has()
    behind = Content([doc.get_update()], types=0, limit=1_000_000)
    assert behind.knows(doc.get_update(), updates.read(doc.get_update()))
    with doc.transaction():
        del doc.get("map", type=Map)["values"]
    data = doc.get_update()
    update = updates.read(data)
    assert update.news(behind.clocks) == {}
    assert not behind.knows(data, update)


def test_a_large_update_is_read_in_slices_with_the_same_result() -> None:
    doc: Doc = Doc()
    doc["map"] = shared = Map()
    shared["inner"] = Map()
    for number in range(2000):
        shared["inner"][str(number)] = {"points": [[x * 1.5, x * 0.3] for x in range(20)]}
    for number in range(0, 2000, 2):
        del shared["inner"][str(number)]
    for data in (doc.get_update(), doc.get_update(doc.get_state())):
        result: list[Update] = []
        slices = len(list(_running(updates.reading(data), result)))
        assert result == [updates.read(data)]
        assert slices >= len(data) // updates.SLICE - 1, "no slice is much larger than it should be"


def _running(steps: Generator[None, None, Update], result: list[Update]) -> Iterator[None]:
    result.append((yield from steps))


def test_a_document_is_what_it_was_after_an_update_that_yrs_refuses() -> None:
    """Half of it was applied before yrs noticed: its second struct has the first one, a number, as its parent."""
    doc, made = everything_that_yjs_has()
    content = Content(list(made), types=0, limit=1_000_000)
    before = content.state()
    number = b"\x28\x01\x03map\x01k\x01\x7d\x01"
    inside_it = b"\x28\x00\x05\x00\x01k\x01\x7d\x01"
    data = b"\x01\x02\x05\x00" + number + inside_it + b"\x00"
    with pytest.raises(Refused, match="broken"):
        content.take(data, updates.read(data))
    assert len(content.state()) == len(before)
    assert content.clocks == updates.clocks_of(content.state_vector()) == updates.clocks_of(doc.get_state())
