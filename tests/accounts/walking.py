"""Walking through the account pages as a browser does."""

from __future__ import annotations

import re
from typing import Any

from django.core.mail import EmailMessage
from django.test import Client

LOGIN = "/th/account/login/"
CODE = "/th/account/login/code/"
CONFIRM = "/th/account/login/code/confirm/"
SIGN_UP = "/th/account/signup/"
CONFIRM_ADDRESS = "/th/account/confirm-email/"


def code_in(mail: EmailMessage) -> str:
    """The code of a mail: six digits on a line of their own."""
    found = re.findall(r"^ {4}(\d{6})$", str(mail.body), re.MULTILINE)
    assert len(found) == 1, mail.body
    return str(found[0])


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def ask_for_code(client: Client, email: str) -> Any:
    return client.post(CODE, {"email": email}, follow=True)


def sign_up(client: Client, email: str, **answers: str) -> Any:
    return client.post(SIGN_UP, {"email": email, **({"whose": "self"} | answers)}, follow=True)


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def seen(response: Any, *secrets: str) -> tuple[int, list[Any], str]:
    """All a browser can tell of an answer, but for the address typed, the form's token and the second it was sent."""
    html = response.content.decode()
    html = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", html)
    for secret in secrets:
        html = html.replace(secret, "")
    headers = {name: value for name, value in response.headers.items() if name not in ("Content-Length", "Expires")}
    cookies = sorted((name, morsel["max-age"], morsel["path"]) for name, morsel in response.cookies.items())
    return response.status_code, [response.redirect_chain, headers, cookies], html
