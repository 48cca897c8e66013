"""How people sign in: django-allauth, without its signup (docs/decisions/0051-accounts.md)."""

from typing import Any

ACCOUNT_ADAPTER = "normandie.users.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*", "password2*"]  # nobody signs up
ACCOUNT_PREVENT_ENUMERATION = True
# A change of address is confirmed by a code sent to the new one; the former is then forgotten.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# Who was sent a code may still come back for the password (normandie.users.views).
ACCOUNT_AUTHENTICATED_LOGIN_REDIRECTS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60  # seconds: the mail may be slow
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Ours count instead (normandie.users.rate_limits); allauth's lock a name for everybody.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "normandie.users.forms.LoginForm",
    "request_login_code": "normandie.users.forms.RequestLoginCodeForm",
    "confirm_login_code": "normandie.users.forms.ConfirmLoginCodeForm",
    "reset_password": "normandie.users.forms.ResetPasswordForm",
    "reset_password_from_key": "normandie.users.forms.ResetPasswordKeyForm",
    "change_password": "normandie.users.forms.ChangePasswordForm",
    "set_password": "normandie.users.forms.SetPasswordForm",
    "add_email": "normandie.users.forms.AddEmailForm",
    "confirm_email_verification_code": "normandie.users.forms.ConfirmEmailForm",
    "reauthenticate": "normandie.users.forms.ReauthenticateForm",
    "confirm_reauthentication_code": "normandie.users.forms.ConfirmReauthenticationCodeForm",
}

MFA_ADAPTER = "normandie.users.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # thirty seconds more or less: clocks of phones are not all right
MFA_RATE_LIMITS = False
# It keeps strangers who sign up with the address of somebody else: nobody signs up here.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "authenticate": "normandie.users.forms.SecondFactorForm",
    "reauthenticate": "normandie.users.forms.ReauthenticateBySecondFactorForm",
    "activate_totp": "normandie.users.forms.ActivateTOTPForm",
    "add_webauthn": "normandie.users.forms.AddPasskeyForm",
}

# Until the browser is closed, as on a computer that several people share, unless one asks.
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# One's password and address change on the pages of the account alone, which ask what they must.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False

# ProConnect opens accounts that have the same address, and makes none.
SOCIALACCOUNT_ADAPTER = "normandie.users.proconnect.adapter.SocialAccountAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = True  # a link: our pages send forms to this site alone
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5  # seconds


def proconnect(client_id: str, secret: str, url: str) -> dict[str, Any]:
    """Return what allauth asks of ProConnect; nothing without *client_id*."""
    if not client_id:
        return {}
    settings = {
        "server_url": url,
        "token_auth_method": "client_secret_post",
        "scope": ["openid", "given_name", "usual_name", "email"],
        "auth_params": {"acr_values": "eidas1"},
        "oauth_pkce_enabled": True,
    }
    app = {
        "provider_id": "proconnect",
        "name": "ProConnect",
        "client_id": client_id,
        "secret": secret,
        "settings": settings,
    }
    return {"proconnect": {"APPS": [app]}}
