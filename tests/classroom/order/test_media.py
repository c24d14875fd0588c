"""Muting, stopping cameras and screens, and who may switch them on again."""

from tests.classroom.conftest import Class

ON = {"audio": True, "video": True}


async def test_a_muted_person_hears_it_and_everyone_sees_it(room: Class) -> None:
    await room.teacher.page.do("mute", room.ada.about)
    assert await room.ada.page.hears("muted") == {"kind": "audio", "by": "Marie Curie"}
    for page in room.pages:
        seen = (await page.hears("user-updated"))["participant"]
        assert (seen["id"], seen["audio"], seen["video"]) == (room.ada.id, False, True)
    # Muting takes no right away: she may speak again.
    await room.ada.page.do("media-state", ON)
    assert (await room.emile.page.hears("user-updated"))["participant"]["audio"] is True
    assert ("muted", {"by": room.teacher.id}) in await room.lesson.log()


async def test_everyone_is_muted_but_the_hosts(room: Class) -> None:
    await room.ada_helps()
    await room.ada.page.do("mute", {"participant_id": None})
    await room.emile.page.hears("muted", kind="audio", by="Ada")
    assert (await room.sees(room.emile, room.teacher))["audio"] is True
    assert not room.teacher.page.has_heard("muted")
    assert not room.ada.page.has_heard("muted")


async def test_camera_and_screen_are_stopped_and_never_switched_on(room: Class) -> None:
    await room.ada.page.do("media-state", {**ON, "screen": "{stream-1}"})
    assert (await room.emile.page.hears("user-updated"))["participant"]["screen"] == "{stream-1}"
    await room.ada.page.do("media-state", ON)
    assert (await room.emile.page.hears("user-updated"))["participant"]["screen"] == "{stream-1}"
    await room.teacher.page.do("stop-screen", room.ada.about)
    await room.ada.page.hears("muted", kind="screen")
    assert (await room.emile.page.hears("user-updated"))["participant"]["screen"] is None
    await room.teacher.page.do("stop-camera", room.ada.about)
    await room.ada.page.hears("muted", kind="video")
    assert (await room.emile.page.hears("user-updated"))["participant"]["video"] is False

    room.emile.page.heard.clear()
    await room.teacher.page.do("ask-to-unmute", room.ada.about)
    assert await room.ada.page.hears("unmute-asked") == {"by": "Marie Curie"}
    assert not room.emile.page.heard
    kinds = [kind for kind, _ in await room.lesson.log()]
    assert kinds[-3:] == ["screen_stopped", "camera_stopped", "unmute_asked"]


async def test_who_lost_a_right_is_switched_off_and_cannot_switch_on_again(room: Class) -> None:
    await room.ada.page.do("media-state", {**ON, "screen": "s"})
    await room.teacher.page.do("set-rules", {"rights": ["chat", "draw"]})
    assert (await room.emile.page.hears("room-updated"))["rules"]["rights"] == ["draw", "chat"]
    for kind in ("audio", "video", "screen"):
        await room.ada.page.hears("muted", kind=kind)
    for media in ({**ON}, {"audio": True, "video": False}, {"audio": False, "video": True}):
        assert (await room.ada.page.problem("media-state", media))["code"] == "not_allowed"
    refused = await room.ada.page.problem("media-state", {"audio": False, "video": False, "screen": "s"})
    assert refused["code"] == "not_allowed"
    ada = await room.sees(room.emile, room.ada)
    assert (ada["audio"], ada["video"], ada["screen"], ada["rights"]) == (False, False, None, ["draw", "chat"])
    assert (await room.sees(room.emile, room.teacher))["audio"] is True


async def test_a_message_of_which_a_part_is_forbidden_changes_nothing(room: Class) -> None:
    await room.teacher.page.do("set-exceptions", {**room.ada.about, "exceptions": {"video": False}})
    await room.ada.page.hears("muted", kind="video")
    assert (await room.ada.page.problem("media-state", {"audio": False, "video": True}))["code"] == "not_allowed"
    ada = await room.sees(room.emile, room.ada)
    assert (ada["audio"], ada["video"]) == (True, False)


async def test_one_person_may_what_the_room_may_not(room: Class) -> None:
    await room.teacher.page.do("set-rules", {"rights": ["chat"]})
    await room.teacher.page.do("set-exceptions", {**room.ada.about, "exceptions": {"speak": True}})
    told = (await room.ada.page.hears("user-updated", participant=await room.sees(room.emile, room.ada)))["participant"]
    assert (told["rights"], told["exceptions"]) == (["speak", "chat"], {"speak": True})
    await room.ada.page.do("media-state", {"audio": True, "video": False})
    assert (await room.emile.page.problem("media-state", {"audio": True, "video": False}))["code"] == "not_allowed"
    # All exceptions of a person are replaced together.
    await room.teacher.page.do("set-exceptions", {**room.ada.about, "exceptions": {"draw": False}})
    assert (await room.sees(room.emile, room.ada))["audio"] is False


async def test_a_mute_that_was_not_heard_holds_when_the_page_comes_back(room: Class) -> None:
    await room.ada.page.drop()
    await room.emile.page.hears("user-updated")
    await room.teacher.page.do("mute", room.ada.about)
    await room.ada.page.connect()
    back = await room.ada.page.join(audio=True)
    assert back["resumed"]
    assert (back["self"]["audio"], back["self"]["video"]) == (False, True)
    await room.ada.page.do("media-state", ON)
    await room.ada.page.drop()
    await room.ada.page.connect()
    assert (await room.ada.page.join(audio=True))["self"]["audio"] is True


async def test_a_page_that_resumes_keeps_its_screen(room: Class) -> None:
    await room.ada.page.do("media-state", {**ON, "screen": "s"})
    await room.ada.page.drop()
    await room.ada.page.connect()
    assert (await room.ada.page.join())["self"]["screen"] == "s"
    await room.ada.page.drop()
    await room.ada.page.connect()
    assert (await room.ada.page.join(screen=None))["self"]["screen"] is None


async def test_whoever_enters_a_join_muted_room_is_muted_but_hosts_are_not(room: Class) -> None:
    await room.teacher.page.do("set-rules", {"join_muted": True})
    late, joined = await room.lesson.in_room(await room.lesson.student("Late"))
    assert (joined["self"]["audio"], joined["self"]["video"]) == (False, True)
    assert joined["rules"] == {
        "locked": False,
        "join_muted": True,
        "rights": ["speak", "video", "screen", "draw", "code", "chat"],
        "spotlight": None,
        "encrypted": False,
        "stage": "people",
        "follow": False,
        "copy_of": None,
        "private": [],
    }
    entered = (await room.teacher.page.hears("user-joined"))["participant"]
    assert entered["audio"] is False
    # Also one who is called in from the lobby, whatever they say there; and everyone may unmute themselves.
    guests = await room.lesson.page_of_guest()
    guest = (await guests.join())["self"]
    await guests.do("media-state", ON)
    await room.teacher.page.do("admit", {"participant_id": guest["id"]})
    assert (await guests.hears("admitted"))["self"]["audio"] is False
    await guests.do("media-state", ON)
    # A connection that drops keeps what it had.
    await guests.drop()
    await guests.connect()
    assert (await guests.join())["self"]["audio"] is True
    _, again = await room.lesson.in_room(room.lesson.teacher)
    assert again["self"]["audio"] is True
    await late.close()


async def test_a_right_that_is_missing_holds_at_the_door(room: Class) -> None:
    await room.teacher.page.do("set-rules", {"rights": ["speak"]})
    _, joined = await room.lesson.in_room(await room.lesson.student("Late"))
    assert (joined["self"]["audio"], joined["self"]["video"], joined["self"]["rights"]) == (True, False, ["speak"])


async def test_hosts_hear_of_media_that_comes_although_it_is_off_once_a_minute(room: Class) -> None:
    await room.ada.page.do("media-state", {"audio": False, "video": True})
    await room.teacher.page.hears("user-updated")
    for page in (room.emile.page, room.teacher.page, room.emile.page):
        await page.do("report-media", {**room.ada.about, "kind": "audio"})
    await room.emile.page.do("report-media", {**room.ada.about, "kind": "video"})  # it is on: nothing wrong
    await room.ada.page.do("report-media", {**room.ada.about, "kind": "audio"})
    assert await room.teacher.page.hears("media-reported") == {"participant_id": room.ada.id, "kind": "audio"}
    await room.emile.page.do("media-state", ON)
    await room.teacher.page.hears("user-updated")
    for page in room.pages:
        assert not page.has_heard("media-reported")
    reported = [data for kind, data in await room.lesson.log() if kind == "media_reported"]
    assert reported == [{"by": room.emile.id, "media": "audio"}]
