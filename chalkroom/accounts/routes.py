"""Accounts over HTTP."""

from fastapi import APIRouter, Depends, Request, Response

from chalkroom.accounts import limits, schemas, service, sign_ins, tasks
from chalkroom.accounts.access import Claims, issue
from chalkroom.accounts.cookies import clear_refresh_cookie, from_our_pages, refresh_cookie, set_refresh_cookie
from chalkroom.accounts.errors import SignedOut
from chalkroom.accounts.models import User
from chalkroom.accounts.permissions import CurrentIdentity, CurrentUser
from chalkroom.kit import language
from chalkroom.kit.database import Db
from chalkroom.kit.jobs import defer
from chalkroom.kit.runtime import Run
from chalkroom.settings import Settings

router = APIRouter(prefix="/auth", tags=["accounts"], dependencies=[Depends(from_our_pages)])


@router.post("/register", status_code=201)
async def register(body: schemas.Register, request: Request, response: Response, db: Db, run: Run) -> schemas.SignedIn:
    await limits.registering(run, request)
    user = await service.register(
        db,
        name=body.name,
        email=body.email,
        password=body.password,
        role=body.role,
        language=body.language or language.choose(request.headers.get("accept-language")),
        timezone=body.timezone,
        settings=run.settings,
    )
    granted = await sign_ins.start(db, user=user, days=run.settings.refresh_token_days)
    return _signed_in(response, granted, run.settings)


@router.post("/login")
async def login(body: schemas.Login, request: Request, response: Response, run: Run) -> schemas.SignedIn:
    await limits.logging_in(run, request, body.email)
    granted = await service.log_in(run.database, email=body.email, password=body.password, settings=run.settings)
    return _signed_in(response, granted, run.settings)


@router.post("/refresh")
async def refresh(request: Request, response: Response, run: Run) -> schemas.SignedIn:
    token = refresh_cookie(request, run.settings)
    if token is None:
        raise SignedOut
    # Its own transaction: a token that comes a second time ends its sign-in, which has to last although we answer 401.
    async with run.database.transaction() as db:
        granted = await sign_ins.renew(db, token=token, days=run.settings.refresh_token_days)
    if granted is None:
        raise SignedOut
    return _signed_in(response, granted, run.settings)


@router.post("/logout", status_code=204)
async def logout(request: Request, response: Response, db: Db, run: Run) -> None:
    token = refresh_cookie(request, run.settings)
    if token:
        await sign_ins.end(db, token=token)
    clear_refresh_cookie(response, run.settings)


@router.get("/me")
async def me(user: CurrentUser) -> schemas.User:
    return _shown(user)


@router.patch("/me")
async def edit_me(body: schemas.Profile, user: CurrentUser, db: Db) -> schemas.User:
    edited = await service.edit_profile(db, user=user, name=body.name, language=body.language, timezone=body.timezone)
    return _shown(edited)


@router.post("/password", status_code=204)
async def change_password(body: schemas.PasswordChange, identity: CurrentIdentity, db: Db, run: Run) -> None:
    await limits.changing_password(run, str(identity.user.id))
    await service.change_password(
        db,
        user=identity.user,
        sign_in_id=identity.sign_in_id,
        current=body.current_password,
        new=body.new_password,
        settings=run.settings,
    )


@router.post("/password/forgot", status_code=202)
async def forgot(body: schemas.PasswordForgot, request: Request, db: Db, run: Run) -> None:
    await limits.asking_for_mail(run, request, "forgot", body.email)
    await defer(db, tasks.send_reset_link, email=body.email)


@router.post("/password/reset", status_code=204)
async def reset(body: schemas.PasswordReset, request: Request, db: Db, run: Run) -> None:
    await limits.following_link(run, request)
    await service.reset_password(db, token=body.token, new=body.new_password, settings=run.settings)


@router.post("/email/confirm", status_code=204)
async def confirm(body: schemas.EmailConfirm, request: Request, db: Db, run: Run) -> None:
    await limits.following_link(run, request)
    await service.confirm_email(db, token=body.token)


@router.post("/email/resend", status_code=202)
async def resend(request: Request, user: CurrentUser, db: Db, run: Run) -> None:
    await limits.asking_for_mail(run, request, "resend", user.email)
    await service.send_confirmation(db, user=user, settings=run.settings)


def _signed_in(response: Response, granted: sign_ins.Pass, settings: Settings) -> schemas.SignedIn:
    set_refresh_cookie(response, granted.refresh_token, settings)
    return schemas.SignedIn(
        access_token=issue(Claims(granted.user.id, granted.sign_in_id), settings),
        expires_in=settings.access_token_minutes * 60,
        user=_shown(granted.user),
    )


def _shown(user: User) -> schemas.User:
    return schemas.User.model_validate(user)
