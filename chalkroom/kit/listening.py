"""Opening the port, with a sentence instead of a traceback when it is taken."""

import errno
import socket


class PortInUse(Exception):
    """The port cannot be opened; the text says why and what to do."""


def listen(host: str, port: int) -> socket.socket:
    """A listening TCP socket on `host`:`port`. Raises PortInUse."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen(2048)
    except OSError as error:
        listening.close()
        if error.errno == errno.EADDRINUSE:
            raise PortInUse(f"Port {port} is in use by another program. Choose another: PORT={port + 1}") from error
        if error.errno == errno.EACCES:
            raise PortInUse(f"Port {port} may not be opened by this user. Choose one above 1023.") from error
        raise PortInUse(f"Cannot listen on {host}:{port}: {error.strerror}.") from error
    return listening
