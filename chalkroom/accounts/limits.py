"""How often each thing may be tried, and why just so often.

A whole school may stand behind one address, so limits per address are wide; those per account are narrow. An account is
counted by the e-mail address that was typed, whether or not anybody has it: a limit tells nobody who has an account.
"""

import ipaddress

from fastapi import Request

from chalkroom.kit.runtime import Runtime

LOGIN_HERE = "10/minute"  # one account from one address: a person with a forgotten password
LOGIN_ACCOUNT = "100/hour"  # one account from everywhere: guessing from many machines
LOGIN_ADDRESS = "1000/hour"  # all accounts from one address: one password tried on everyone; a school at eight o'clock
MAIL_ACCOUNT = "5/hour"  # nobody's mailbox is flooded from here
MAIL_ADDRESS = "60/hour"
LINK_ADDRESS = "60/minute"  # tokens of 32 random bytes cannot be guessed; this only bounds the work
PASSWORD_ACCOUNT = "10/minute"  # someone at another's open screen, guessing the current password


async def registering(run: Runtime, request: Request) -> None:
    limit = run.settings.registrations_per_hour  # a class that registers together, not a machine that makes accounts
    await run.limiter.check(f"{limit}/hour", "register", address_of(request))


async def logging_in(run: Runtime, request: Request, email: str) -> None:
    await run.limiter.check(LOGIN_HERE, "login", email, address_of(request))
    await run.limiter.check(LOGIN_ACCOUNT, "login", email)
    await run.limiter.check(LOGIN_ADDRESS, "login", address_of(request))


async def asking_for_mail(run: Runtime, request: Request, kind: str, email: str) -> None:
    await run.limiter.check(MAIL_ACCOUNT, kind, email)
    await run.limiter.check(MAIL_ADDRESS, kind, address_of(request))


async def following_link(run: Runtime, request: Request) -> None:
    await run.limiter.check(LINK_ADDRESS, "link", address_of(request))


async def changing_password(run: Runtime, user_id: str) -> None:
    await run.limiter.check(PASSWORD_ACCOUNT, "password", user_id)


def address_of(request: Request) -> str:
    """Who is counted as one: an IPv4 address, or the /64 network that one IPv6 customer has all to itself."""
    host = request.client.host if request.client else "unknown"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address.packed[:8] + bytes(8), 64)))
    return host
