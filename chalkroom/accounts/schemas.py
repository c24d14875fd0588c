"""The wire shapes of accounts."""

from datetime import datetime
from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from chalkroom.accounts import models
from chalkroom.accounts.fields import Email, NewPassword, PersonName, Timezone, TypedPassword, read_role
from chalkroom.accounts.models import Role
from chalkroom.kit.language import Language
from chalkroom.kit.validation import InvalidInput

MailedToken = Annotated[str, StringConstraints(min_length=1, max_length=200)]


class User(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: UUID
    name: str
    email: str
    email_confirmed: bool
    role: Role
    language: Language
    timezone: str
    created_at: datetime


class SignedIn(BaseModel):
    access_token: str
    token_type: Literal["bearer"] = "bearer"
    expires_in: int = Field(description="seconds")
    user: User


class Person(BaseModel):
    """What every new account is made of."""

    name: PersonName
    email: Email
    password: NewPassword

    @classmethod
    def checked(cls, **given: str) -> Self:
        """For values that come from elsewhere than a request."""
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            raise InvalidInput([found | {"loc": ("body", *found["loc"])} for found in error.errors()]) from error


class Register(Person):
    role: Annotated[Literal[models.Role.TEACHER, models.Role.STUDENT], BeforeValidator(read_role)]
    language: Language | None = Field(None, description="by default the one of Accept-Language")
    timezone: Timezone = "UTC"


class Login(BaseModel):
    email: Email
    password: TypedPassword


class Profile(BaseModel):
    """What a person may change about themselves; what is left out stays."""

    name: PersonName | None = None
    language: Language | None = None
    timezone: Timezone | None = None


class PasswordChange(BaseModel):
    current_password: TypedPassword
    new_password: NewPassword


class PasswordForgot(BaseModel):
    email: Email


class PasswordReset(BaseModel):
    token: MailedToken
    new_password: NewPassword


class EmailConfirm(BaseModel):
    token: MailedToken
