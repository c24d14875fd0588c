"""What the room decides holds in LiveKit too: for honest people, and for clients that do not ask."""

import pytest
from livekit import rtc
from livekit.rtc.participant import PublishTrackError

from tests.classroom.sfu.conftest import Group
from tests.classroom.sfu.publisher import is_kept_out, publisher


async def test_who_is_muted_is_muted_in_livekit_and_may_speak_again(group: Group) -> None:
    teacher, ada, *_ = await group.on_sfu()
    async with publisher(*await group.way_in(ada)) as ada_sends:
        sound, picture = await ada_sends.send_sound(), await ada_sends.send_picture()
        await group.has_logged("sfu_joined")
        assert (await group.has_logged("track_opened", track=sound))["media"] == "audio"
        await group.has_logged("track_opened", track=picture, media="video")

        await teacher.page.do("mute", ada.about)
        await group.livekit_has(lambda there: muted(there, ada.id) == {sound}, "her sound to be muted")
        await ada.page.do("media-state", {"audio": True, "video": True})
        ada_sends.unmute(sound)
        await group.livekit_has(lambda there: not muted(there, ada.id), "her to speak again")
    await group.has_logged("sfu_left")


async def test_what_is_sent_although_it_is_off_is_muted(group: Group) -> None:
    _, ada, *_ = await group.on_sfu()
    way_in = await group.way_in(ada)
    await ada.page.do("media-state", {"audio": False, "video": False})
    async with publisher(*way_in) as ada_sends:
        await ada_sends.send_sound()
        await group.livekit_has(lambda there: len(muted(there, ada.id)) == 1, "her sound to be muted")


async def test_sound_that_is_said_to_be_a_camera_is_muted(group: Group) -> None:
    teacher, ada, *_ = await group.on_sfu()
    await teacher.page.do("set-exceptions", {**ada.about, "exceptions": {"speak": False}})
    async with publisher(*await group.way_in(ada)) as ada_sends:
        await ada_sends.send_sound(rtc.TrackSource.SOURCE_CAMERA)
        await group.livekit_has(lambda there: len(muted(there, ada.id)) == 1, "her sound to be muted")


async def test_who_may_not_speak_cannot_publish_a_microphone(group: Group) -> None:
    teacher, ada, *_ = await group.on_sfu()
    await teacher.page.do("set-rules", {"rights": ["video", "chat"]})
    async with publisher(*await group.way_in(ada)) as ada_sends:
        with pytest.raises(PublishTrackError):
            await ada_sends.send_sound()
        await ada_sends.send_picture()


async def test_who_loses_a_right_while_sending_is_cut_off_and_gets_it_back(group: Group) -> None:
    teacher, ada, *_ = await group.on_sfu()
    async with publisher(*await group.way_in(ada)) as ada_sends:
        await ada_sends.send_sound()
        await group.livekit_has(lambda there: len(there[ada.id].tracks) == 1, "her sound")
        await teacher.page.do("set-rules", {"rights": ["video", "chat"]})
        await group.livekit_has(lambda there: there[ada.id].sources == ("camera",), "her rights to be less")
        await group.livekit_has(lambda there: not there[ada.id].tracks, "her sound to be cut off")
        await teacher.page.do("set-exceptions", {**ada.about, "exceptions": {"speak": True}})
        await group.livekit_has(lambda there: set(there[ada.id].sources) == {"microphone", "camera"}, "her right")
        await ada.page.do("media-state", {"audio": True, "video": True})
        await ada_sends.send_sound()


async def test_who_is_removed_is_thrown_out_and_an_old_token_does_not_bring_them_back(group: Group) -> None:
    teacher, ada, *_ = await group.on_sfu()
    way_in = await group.way_in(ada)
    async with publisher(*way_in) as ada_sends:
        await ada_sends.send_sound()
        await teacher.page.do("remove", ada.about)
        await ada_sends.is_thrown_out()
    for _ in range(2):
        await is_kept_out(*way_in)
    await group.livekit_has(lambda there: ada.id not in there, "her to be gone")


async def test_who_leaves_the_room_leaves_livekit(group: Group) -> None:
    _, ada, *_ = await group.on_sfu()
    async with publisher(*await group.way_in(ada)) as stays:
        await ada.page.do("leave-session")
        await stays.is_thrown_out()


async def test_a_name_is_changed_in_livekit(group: Group) -> None:
    _, ada, *_ = await group.on_sfu()
    async with publisher(*await group.way_in(ada)):
        await ada.page.do("rename", {**ada.about, "name": "Ada L."})
        await group.livekit_has(lambda there: there[ada.id].name == "Ada L.", "her new name")


async def test_the_end_of_the_session_is_the_end_of_its_room_in_livekit(group: Group) -> None:
    teacher, ada, *_ = await group.on_sfu()
    way_in = await group.way_in(ada)
    async with publisher(*way_in) as ada_sends:
        await teacher.page.do("end-session")
        await ada_sends.is_thrown_out()
    # An old token opens it again for a moment only.
    await is_kept_out(*way_in)


async def test_back_in_the_mesh_the_room_in_livekit_is_closed(group: Group) -> None:
    people = await group.on_sfu()
    async with publisher(*await group.way_in(people[0])) as stays:
        group.runtime.settings.mesh_return_seconds = 0.1
        await people[4].page.do("leave-session")
        for person in people[:4]:
            await person.page.hears("carrier", number=2)
        assert not stays.gone.is_set()
        for person in people[:4]:
            await person.page.do("carrier-ready", {"number": 2})
        await stays.is_thrown_out()


def muted(there: dict, participant_id: str) -> set[str]:
    """Their tracks that are muted."""
    who = there.get(participant_id)
    return {track.id for track in who.tracks if track.muted} if who else set()
