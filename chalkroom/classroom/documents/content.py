"""What a document holds, in memory: a pycrdt document that takes what fits, and says what was new in it."""

import time
from bisect import bisect_right
from collections.abc import Iterable

from pycrdt import Doc, TransactionEvent, merge_updates

from chalkroom.classroom.documents import updates
from chalkroom.classroom.documents.updates import MOST_CLIENTS, NOTHING, Clocks, Update

MOST_TYPES = 10_000
"""Maps, texts and lists inside others, in the life of a document. Half as many inside *each other* as yrs survives."""
MEASURE_SECONDS = 2
"""Measuring a large document exactly takes some time: no more often than this."""


Deletion = tuple[int, int, int]
"""Client, start and end."""


class Refused(Exception):
    """The document does not take this update. `reason` is one of the protocol's words."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Content:
    """`parts` make the document together; updates that were accepted before."""

    def __init__(self, parts: list[bytes], *, types: int, limit: int) -> None:
        self.types, self.limit = types, limit
        self._parts = parts
        self._change: bytes | None = None
        self._doc = self._made_of_parts()
        self.clocks: Clocks = updates.clocks_of(self._doc.get_state())
        self.size = len(self.state())
        """Bytes of the whole state, or more: what was deleted counts until it is measured again."""
        self._measured_at = 0.0

    def take(self, data: bytes, update: Update) -> bytes | None:
        """Apply an update that fits (`data`, and what reading it gave); what was new in it, if anything was.

        Raises Refused, and then the document is what it was.

        It is applied to the document itself, not to a copy first: a copy costs as much as the document is large, each
        time. Where yrs refuses after all, it may have done half of it, so the document is made anew of its parts.
        """
        news = update.news(self.clocks)
        if news:
            self._make_sure_of_place(len(data), update.types, news)
        self._change = None
        try:
            self._doc.apply_update(data)
            if news:
                self._make_sure_of(news)
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as error:  # a panic of Rust is no Exception
            self._doc = self._made_of_parts()
            raise Refused("broken") from error
        change = self._change
        if change is None or change == NOTHING:
            return None
        self.clocks.update(news)
        self.types += update.types if news else 0
        self.size += len(change)
        self._parts.append(change)
        return change

    def knows(self, data: bytes, update: Update) -> bool:
        """Whether an update (`data`, and what reading it gave) brings nothing that is not here."""
        if update.news(self.clocks):
            return False
        return not update.deletes or _covers(self._deletions(), updates.deletions(data))

    def missing(self, state_vector: bytes) -> bytes:
        """For somebody who has this much. Raises Malformed."""
        updates.clocks_of(state_vector)
        return self._doc.get_update(state_vector)

    def state_vector(self) -> bytes:
        return self._doc.get_state()

    def state(self) -> bytes:
        """All of it as one update."""
        return self._doc.get_update()

    def compact(self) -> bytes:
        """All of it as one update, of which it would be made anew from now on."""
        state = self.state()
        self._parts, self.size = [state], len(state)
        return state

    def as_update_for(self, other: "Content") -> Update:
        """What reading all of this would say. It was read when it came, and reading megabytes takes seconds."""
        written = {client: (0, clock) for client, clock in self.clocks.items()}
        # Roughly, where both hold the same already: nobody nests ten thousand maps by copying.
        return Update(written=written, types=max(0, self.types - other.types), deletes=True)

    def _made_of_parts(self) -> Doc:
        doc: Doc = Doc()
        for part in self._parts:
            doc.apply_update(part)
        doc.observe(self._note)
        return doc

    def _note(self, event: TransactionEvent) -> None:
        self._change = event.update

    def _make_sure_of_place(self, more: int, types: int, news: Clocks) -> None:
        now = time.monotonic()
        if self.size + more > self.limit and now - self._measured_at > MEASURE_SECONDS:
            self._measured_at, self.size = now, len(self.state())
        if self.size + more > self.limit or self.types + types > MOST_TYPES:
            raise Refused("full")
        if len(self.clocks) + sum(client not in self.clocks for client in news) > MOST_CLIENTS:
            raise Refused("full")

    def _make_sure_of(self, news: Clocks) -> None:
        """Structs of several clients may need each other in a circle; yrs keeps those aside without a word."""
        if self._change is None:
            raise Refused("broken")
        if len(news) > 1:
            clocks = updates.clocks_of(self._doc.get_state())
            if any(clocks.get(client, 0) < clock for client, clock in news.items()):
                raise Refused("broken")

    def _deletions(self) -> Iterable[Deletion]:
        """An update for somebody who has everything holds what was deleted, and nothing else."""
        return updates.deletions(self._doc.get_update(self._doc.get_state()))


def merged(changes: list[bytes]) -> bytes:
    return changes[0] if len(changes) == 1 else merge_updates(*changes)


def _covers(whole: Iterable[Deletion], parts: Iterable[Deletion]) -> bool:
    """Whether each of the `parts` lies within the `whole`."""
    starts: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for client, start, end in sorted(whole):
        firsts, lasts = starts.setdefault(client, []), ends.setdefault(client, [])
        if lasts and start <= lasts[-1]:
            lasts[-1] = max(lasts[-1], end)
        else:
            firsts.append(start)
            lasts.append(end)
    for client, start, end in parts:
        at = bisect_right(starts.get(client, []), start) - 1
        if at < 0 or end > ends[client][at]:
            return False
    return True
