"""Which account of the machine runs the embedded PostgreSQL, and whether it reaches its files (Linux).

A root user's own folders are usually closed to everyone else. Rather than open them, the server is given the
one capability that lets it walk through closed folders; what it may write stays what its account owns.
"""

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

CAP_DAC_READ_SEARCH = 1 << 2  # the bit in /proc/self/status, see capabilities(7)


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
    raise LookupError("PostgreSQL refuses to run as root, and this machine has neither 'postgres' nor 'nobody'")


def become_options(account: ServerAccount, *folders: Path) -> list[str]:
    """The options of setpriv(1) that turn root into `account`, able to reach `folders`."""
    if os.geteuid() != 0:
        return []
    options = [f"--reuid={account.uid}", f"--regid={account.gid}", "--clear-groups"]
    if any(_has_closed_parent(folder, account) for folder in folders):
        capability = _walking_capability()
        options += [f"--inh-caps=+{capability}", f"--ambient-caps=+{capability}"]
        # access(2), by which initdb looks for its programs, ignores capabilities of ordinary users otherwise.
        options.append("--securebits=+no_setuid_fixup")
    return options


def _has_closed_parent(folder: Path, account: ServerAccount) -> bool:
    for parent in folder.resolve().parents:
        state = parent.stat()
        if state.st_uid == account.uid:
            passable = state.st_mode & 0o100
        elif state.st_gid == account.gid:
            passable = state.st_mode & 0o010
        else:
            passable = state.st_mode & 0o001
        if not passable:
            return True
    return False


def _walking_capability() -> str:
    """The narrow one if this root has it; the root of a container has only the wide one."""
    status = Path("/proc/self/status").read_text()
    effective = int(next(line for line in status.splitlines() if line.startswith("CapEff")).split()[1], 16)
    return "dac_read_search" if effective & CAP_DAC_READ_SEARCH else "dac_override"
