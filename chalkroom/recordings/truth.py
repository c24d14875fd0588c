"""Whether what was made of a recording still shows what may be shown."""

from sqlalchemy import ColumnElement, and_, func, select

from chalkroom.classroom.models import Participant
from chalkroom.classroom.recording.models import Recording
from chalkroom.recordings.export.models import Export
from chalkroom.recordings.posters.models import Poster


def still_true(made: type[Export] | type[Poster]) -> ColumnElement[bool]:
    """The recording is there, shown as it was then, and everybody who is in it still agrees, and was not forgotten.

    For a select that joins them with Recording.
    """
    agreeing = select(func.count()).where(Participant.id == func.any(made.people), Participant.recorded.is_(True))
    same_part = and_(
        made.from_ms == func.coalesce(Recording.from_ms, 0), made.to_ms.is_not_distinct_from(Recording.to_ms)
    )
    all_agree = agreeing.scalar_subquery() == func.cardinality(made.people)
    return and_(Recording.deleted_at.is_(None), same_part, all_agree)
