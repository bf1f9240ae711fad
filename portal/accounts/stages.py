"""Steps between "it is you" and being signed in: allauth's, where they fit people without an address or a second phone."""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from portal.accounts.second_factor import needed_by


class AddressStage(EmailVerificationStage):
    """Confirms the address; who came by LINE has none, and signs in with a passkey all the same."""

    def handle(self) -> tuple[Any, bool]:
        user = self.login.user
        if user is not None and not user.email and not EmailAddress.objects.filter(user=user).exists():
            return None, True
        answer: tuple[Any, bool] = super().handle()
        return answer


class SecondFactorStage(AuthenticateStage):
    """Asks those who have chosen an authenticator app, and those whose work needs a second factor.

    A learner's passkey is a way in, not a lock: with it on one telephone, a code by e-mail must still open another.
    """

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is None:
            return False
        chosen = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()
        return (chosen or needed_by(user)) and bool(super()._should_handle(request))
