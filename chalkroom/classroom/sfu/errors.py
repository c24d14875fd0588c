"""What can go wrong about LiveKit."""

from chalkroom.kit.problems import Problem


class BadSignature(Problem):
    status = 403
    code = "bad_signature"
    en = "This message is not signed by LiveKit with the key and secret of this server, or it is too old."
    fr = "Ce message n’est pas signé par LiveKit avec la clé et le secret de ce serveur, ou il est trop ancien."
