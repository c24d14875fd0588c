"""The pure rules: who may do what, and what stays on."""

from chalkroom.classroom.rights import ALL_RIGHTS, Media, Right, Rules, effective, in_order

LECTURE = Rules(rights=frozenset({Right.CHAT}))


def test_a_room_allows_everything_unless_it_says_otherwise() -> None:
    assert effective(Rules(), {}, host=False) == ALL_RIGHTS
    assert in_order(ALL_RIGHTS) == ["speak", "video", "screen", "draw", "code", "chat"]


def test_a_host_has_every_right_whatever_the_room_or_an_exception_says() -> None:
    assert effective(LECTURE, {Right.SPEAK: False}, host=True) == ALL_RIGHTS


def test_an_exception_gives_and_takes() -> None:
    assert effective(LECTURE, {Right.SPEAK: True}, host=False) == {Right.CHAT, Right.SPEAK}
    assert effective(LECTURE, {Right.CHAT: False}, host=False) == set()
    assert effective(LECTURE, {Right.CHAT: True}, host=False) == {Right.CHAT}


def test_what_rights_do_not_allow_goes_off_and_the_rest_stays() -> None:
    everything = Media(audio=True, video=True, screen="screen")
    assert everything.within(ALL_RIGHTS) == everything
    quiet = everything.within(ALL_RIGHTS - {Right.SPEAK})
    assert quiet == Media(audio=False, video=True, screen="screen")
    assert everything.lost(quiet) == ["audio"]
    assert everything.lost(everything.without({"video", "screen"})) == ["video", "screen"]
    assert Media().lost(Media(audio=True)) == []
