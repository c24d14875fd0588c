"""What a failing statement tells whoever reads the server's log."""

import pytest
from sqlalchemy.exc import DBAPIError

from chalkroom.kit.mail import Mail
from chalkroom.kit.runtime import Runtime


async def test_an_error_tells_nothing_of_what_was_to_be_written(runtime: Runtime) -> None:
    with pytest.raises(DBAPIError) as raised:
        async with runtime.database.transaction() as db:
            db.add(Mail(to="ada@school.example", subject="Your passcode", text="kqm-7hfa\0"))
    assert "mails" in str(raised.value), "which statement it was is said"
    assert "ada@school.example" not in str(raised.value)
    assert "kqm-7hfa" not in str(raised.value)
