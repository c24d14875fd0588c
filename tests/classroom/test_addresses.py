"""No side learns the other's address where every call goes through the relay."""

from chalkroom.classroom.addresses import of_relay, through_relay

HOST = "candidate:1 1 udp 2122260223 192.168.1.7 50000 typ host generation 0"
SERVER_REFLEXIVE = "candidate:2 1 udp 1686052607 203.0.113.9 50000 typ srflx raddr 192.168.1.7 rport 50000"
RELAYED = "candidate:3 1 udp 41885439 198.51.100.1 60000 typ relay raddr 203.0.113.9 rport 50000 generation 0"
HIDDEN = "candidate:3 1 udp 41885439 198.51.100.1 60000 typ relay raddr 0.0.0.0 rport 0 generation 0"


def test_only_the_relays_candidates_pass_and_do_not_say_who_is_behind():
    assert of_relay(HOST) is None
    assert of_relay(SERVER_REFLEXIVE) is None
    assert of_relay("candidate:nonsense") is None
    assert of_relay(RELAYED) == HIDDEN
    assert of_relay("") == ""  # the end of the candidates


def test_a_description_keeps_everything_but_addresses():
    lines = [
        "v=0",
        "o=- 46117317 2 IN IP4 127.0.0.1",
        "m=audio 50000 UDP/TLS/RTP/SAVPF 111",
        "c=IN IP4 203.0.113.9",
        "a=rtcp:50001 IN IP4 203.0.113.9",
        f"a={HOST}",
        f"a={RELAYED}",
        "a=ice-ufrag:abcd",
        "",
    ]

    told = through_relay("\r\n".join(lines))

    assert told.split("\r\n") == [
        *lines[:3],
        "c=IN IP4 0.0.0.0",
        "a=rtcp:9 IN IP4 0.0.0.0",
        f"a={HIDDEN}",
        "a=ice-ufrag:abcd",
        "",
    ]
