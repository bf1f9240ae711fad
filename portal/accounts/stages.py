"""Steps between "it is you" and being signed in: allauth's, where they fit people without an address or a second phone."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
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
        if user is not None and not EmailAddress.objects.filter(user=user).exists():
            if not user.email:
                return None, True
            self._note_written_by_administrator(user)
        answer: tuple[Any, bool] = super().handle()
        return answer

    def _note_written_by_administrator(self, user: Any) -> None:
        """Allauth does not know an address the administration's form has written; the code just typed has confirmed it."""
        taken = EmailAddress.objects.filter(email__iexact=user.email, verified=True).exists()
        records = get_authentication_records(self.request, user)
        typed = {record.get("email", "").lower() for record in records if record["method"] == "code"}
        if user.email.lower() in typed and not taken:
            EmailAddress.objects.create(user=user, email=user.email.lower(), verified=True, primary=True)


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
