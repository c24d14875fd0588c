"""Which account of the machine runs the embedded PostgreSQL, and whether that account reaches its files (Linux).

A root user's own folders are usually closed to everyone else. Rather than open them, the server is given the one
capability that lets it walk through closed folders; what it may write stays what its account owns.
"""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

# Bits of /proc/self/status (capabilities(7)), the narrower one first. Containers often have only the second.
CAPABILITIES = {"dac_read_search": 1 << 2, "dac_override": 1 << 1}


@dataclass(frozen=True)
class ServerAccount:
    uid: int
    gid: int


def account_for(path: Path) -> ServerAccount:
    """The account that runs the server whose files stand at `path`. LookupError: there is none that could."""
    uid = os.geteuid() or path.stat().st_uid
    if uid:
        try:
            return ServerAccount(uid, pwd.getpwuid(uid).pw_gid)
        except KeyError:
            raise LookupError(
                f"the account number {uid} has no name on this machine, and PostgreSQL wants one"
                " (add it to /etc/passwd, or set CHALKROOM_DATABASE_URL)"
            ) from None
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return ServerAccount(entry.pw_uid, entry.pw_gid)
    raise LookupError(
        "PostgreSQL refuses to run as root, and this machine has neither 'postgres' nor 'nobody'"
    )


def reach_options(account: ServerAccount, *folders: Path) -> list[str]:
    """Options of setpriv(1) that turn root into `account`, able to reach `folders`. PermissionError: it cannot be."""
    if os.geteuid() != 0:
        return []
    options = [f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups"]
    closed = next((found for folder in folders if (found := _closed_parent(account, folder))), None)
    if closed:
        capability = _available_capability()
        if not capability:
            raise PermissionError(
                f"PostgreSQL runs as account number {account.uid}, for whom the folder {closed} is closed."
                f" Run 'chmod o+x {closed}', put Chalkroom elsewhere, or start it as another user than root."
            )
        options += [f"--inh-caps=+{capability}", f"--ambient-caps=+{capability}"]
    return options


def _closed_parent(account: ServerAccount, folder: Path) -> Path | None:
    for parent in folder.resolve().parents:
        state = parent.stat()
        if state.st_uid == account.uid:
            passable = state.st_mode & 0o100
        elif state.st_gid == account.gid:
            passable = state.st_mode & 0o010
        else:
            passable = state.st_mode & 0o001
        if not passable:
            return parent
    return None


def _available_capability() -> str | None:
    status = Path("/proc/self/status").read_text()
    effective = int(next(line for line in status.splitlines() if line.startswith("CapEff")).split()[1], 16)
    return next((name for name, bit in CAPABILITIES.items() if effective & bit), None)
