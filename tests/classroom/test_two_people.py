"""Two people meet: from the join over HTTP to the end."""

from tests.classroom.conftest import Lesson


async def test_a_teacher_and_a_student_meet_signal_and_part(lesson: Lesson) -> None:
    student = await lesson.student()
    teachers, alone = await lesson.in_room(lesson.teacher)
    assert alone["participants"] == []
    assert alone["session"]["status"] == "live"

    students, joined = await lesson.in_room(student, connection_id="page-1")
    me, (other,) = joined["self"], joined["participants"]
    assert (me["role"], other["role"]) == ("student", "teacher")
    assert other["id"] == alone["self"]["id"]
    news = await teachers.hears("user-joined")
    assert news["participant"] == me
    assert me["connection_id"] == "page-1"

    await students.do("offer", {"to": other["id"], "sdp": "v=0 offer"})
    offer = await teachers.hears("offer")
    assert offer == {"from": me["id"], "connection_id": "page-1", "sdp": "v=0 offer"}
    await teachers.do("answer", {"to": me["id"], "sdp": "v=0 answer"})
    assert (await students.hears("answer"))["sdp"] == "v=0 answer"
    candidate = {"candidate": "candidate:1 1 udp", "sdpMid": "0", "sdpMLineIndex": 0, "usernameFragment": "ab"}
    await students.do("ice-candidate", {"to": other["id"], "candidate": candidate})
    assert (await teachers.hears("ice-candidate"))["candidate"] == candidate
    await students.do("ice-candidate", {"to": other["id"], "candidate": None})
    assert (await teachers.hears("ice-candidate"))["candidate"] is None

    await students.do("media-state", {"audio": False, "video": True})
    updated = (await teachers.hears("user-updated"))["participant"]
    assert (updated["audio"], updated["video"]) == (False, True)

    await students.do("leave-session")
    assert await teachers.hears("user-left") == {"participant_id": me["id"], "reason": "left"}
