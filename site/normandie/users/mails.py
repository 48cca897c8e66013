"""The mails about accounts. None says who did what: the owner of the mailbox knows."""

from datetime import timedelta

from core.mail.kinds import MailKind

# What a code or a link is good for is over soon: a mail that comes later would only puzzle.
SOON = timedelta(hours=1)

WRONG_PASSWORDS = MailKind(
    "account-wrong-passwords", "Essais de mots de passe", "emails/account_wrong_passwords.html"
)
PASSWORD_CHANGED = MailKind(
    "account-password-changed", "Mot de passe changé", "emails/account_password_changed.html"
)
ADDRESS_CHANGED = MailKind(
    "account-address-changed", "Adresse d’un compte changée", "emails/account_address_changed.html"
)
FACTOR_ADDED = MailKind(
    "account-factor-added", "Second facteur ajouté", "emails/account_factor_added.html"
)
FACTOR_REMOVED = MailKind(
    "account-factor-removed", "Second facteur retiré", "emails/account_factor_removed.html"
)
FACTOR_LOST = MailKind(
    "account-factor-lost", "Seconde protection perdue, retirée", "emails/account_factor_lost.html"
)
NEW_RECOVERY_CODES = MailKind(
    "account-recovery-codes", "Nouveaux codes de secours", "emails/account_recovery_codes.html"
)

# By the name that allauth gives them. What is not here is not sent by allauth: of passwords,
# addresses and factors, whoever changes them, ``normandie.users.signals`` tells.
MAILS = {
    "login_code": MailKind(
        "account-code", "Code de connexion", "emails/account_code.html", keep_trying=SOON
    ),
    "password_reset_key": MailKind(
        "account-reset", "Mot de passe oublié", "emails/account_reset.html", keep_trying=SOON
    ),
    "unknown_account": MailKind(
        "account-unknown", "Adresse sans compte", "emails/account_unknown.html", keep_trying=SOON
    ),
    "email_confirmation": MailKind(
        "account-new-address",
        "Nouvelle adresse à confirmer",
        "emails/account_new_address.html",
        keep_trying=SOON,
    ),
    "account_already_exists": MailKind(
        "account-taken", "Adresse déjà prise", "emails/account_taken.html", keep_trying=SOON
    ),
    "mfa/email/recovery_codes_generated": NEW_RECOVERY_CODES,
}
