"""The verbs of accounts. Sign-ins and mailed links have their own modules beside this one."""

from uuid import UUID

from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from chalkroom.accounts import emails, links, passwords, queries, schemas, sign_ins
from chalkroom.accounts.errors import EmailTaken, WrongCredentials
from chalkroom.accounts.models import LinkPurpose, Role, User
from chalkroom.kit import clock
from chalkroom.kit.database import Database
from chalkroom.kit.language import Language
from chalkroom.kit.mail import post
from chalkroom.kit.validation import InvalidField, InvalidInput
from chalkroom.settings import Settings


async def register(
    db: AsyncSession,
    *,
    name: str,
    email: str,
    password: str,
    role: Role,
    language: Language,
    timezone: str,
    settings: Settings,
) -> User:
    """A new account, and the mail that asks to confirm its address."""
    _check_password("password", password, name=name, email=email)
    user = await _add_user(
        db, name=name, email=email, password=password, role=role, language=language, timezone=timezone
    )
    await send_confirmation(db, user=user, settings=settings)
    return user


async def create_admin(db: AsyncSession, *, name: str, email: str, password: str, language: Language = "en") -> User:
    """An administrator, made by someone at the server's own console. Raises InvalidInput and EmailTaken."""
    checked = schemas.Person.checked(name=name, email=email, password=password)
    _check_password("password", checked.password, name=checked.name, email=checked.email)
    user = await _add_user(
        db,
        name=checked.name,
        email=checked.email,
        password=checked.password,
        role=Role.ADMIN,
        language=language,
        timezone="UTC",
    )
    user.email_confirmed_at = clock.now()
    return user


async def log_in(database: Database, *, email: str, password: str, settings: Settings) -> sign_ins.Pass:
    """Two short transactions with the slow hash between them: a rush of sign-ins must not hold every connection."""
    async with database.transaction() as db:
        user = await queries.user_with_email(db, email)
    known_hash = user.password_hash if user else passwords.NOBODY
    right = await passwords.verify(password, known_hash)
    if user is None or not right:
        raise WrongCredentials

    renewed_hash = await passwords.hash(password) if passwords.needs_rehash(known_hash) else None
    async with database.transaction() as db:
        # Locked and compared, lest somebody enters with a password that was changed while it was being verified.
        user = await queries.user_for_update(db, user.id)
        if user is None or user.password_hash != known_hash:
            raise WrongCredentials
        if renewed_hash:
            user.password_hash = renewed_hash
        return await sign_ins.start(db, user=user, days=settings.refresh_token_days)


async def edit_profile(
    db: AsyncSession, *, user: User, name: str | None, language: Language | None, timezone: str | None
) -> User:
    """None leaves a field as it is."""
    user.name = name or user.name
    user.language = language or user.language
    user.timezone = timezone or user.timezone
    await db.flush()
    return user


async def change_password(
    db: AsyncSession, *, user: User, sign_in_id: UUID, current: str, new: str, settings: Settings
) -> None:
    """Ends every sign-in but this one and tells the owner by mail."""
    if not await passwords.verify(current, user.password_hash):
        raise InvalidInput.of(
            "current_password",
            InvalidField(
                "wrong_password",
                "This is not your current password.",
                "Ce n’est pas votre mot de passe actuel.",
            ),
        )
    await _set_password(db, user=user, new=new, settings=settings)
    await sign_ins.end_all(db, user_id=user.id, but=sign_in_id)


async def reset_password(db: AsyncSession, *, token: str, new: str, settings: Settings) -> None:
    """Set a password by a mailed link. Ends every sign-in, and confirms the address at which the link arrived."""
    user = await links.use(db, token=token, purpose=LinkPurpose.RESET_PASSWORD)
    await _set_password(db, user=user, new=new, settings=settings)
    await sign_ins.end_all(db, user_id=user.id)
    user.email_confirmed_at = user.email_confirmed_at or clock.now()


async def send_reset_link(db: AsyncSession, *, email: str, settings: Settings) -> None:
    user = await queries.user_with_email(db, email)
    if user is None:
        return
    link = await links.make(db, user=user, purpose=LinkPurpose.RESET_PASSWORD, settings=settings)
    await post(db, to=user.email, letter=emails.reset_password(user, link=link, hours=settings.reset_link_hours))


async def send_confirmation(db: AsyncSession, *, user: User, settings: Settings) -> None:
    """Does nothing for an address that is confirmed already."""
    if user.email_confirmed_at:
        return
    link = await links.make(db, user=user, purpose=LinkPurpose.CONFIRM_EMAIL, settings=settings)
    await post(db, to=user.email, letter=emails.confirm_email(user, link=link, hours=settings.mailed_link_hours))


async def confirm_email(db: AsyncSession, *, token: str) -> None:
    user = await links.use(db, token=token, purpose=LinkPurpose.CONFIRM_EMAIL)
    user.email_confirmed_at = user.email_confirmed_at or clock.now()


async def _add_user(db: AsyncSession, *, password: str, **fields: object) -> User:
    # Hashed before the first statement, while this transaction does not hold a connection yet.
    user = User(password_hash=await passwords.hash(password), **fields)
    db.add(user)
    try:
        await db.flush()
    except IntegrityError as error:
        if "uq_users_email" in str(error.orig):
            raise EmailTaken from error
        raise
    return user


async def _set_password(db: AsyncSession, *, user: User, new: str, settings: Settings) -> None:
    _check_password("new_password", new, name=user.name, email=user.email)
    user.password_hash = await passwords.hash(new)
    await post(db, to=user.email, letter=emails.password_changed(user, address=settings.base_url))


def _check_password(field: str, password: str, *, name: str, email: str) -> None:
    try:
        passwords.check(password, own_words=[name, email])
    except InvalidField as error:
        raise InvalidInput.of(field, error) from error
