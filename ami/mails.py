"""The mails about calls and files. Their links open what they are about, and nothing else."""

from datetime import timedelta

from core.answering import answer_has_left
from core.mail.kinds import MailKind
from core.models import OutgoingMail

NOTICE_CONFIRMATION = MailKind(
    "call-notice-confirmation",
    "Confirmation de «\u00a0prévenez-moi\u00a0»",
    "emails/call_notice_confirmation.html",
)
# About a call, its occasion the moment of its opening.
CALL_OPENED = MailKind(
    "call-opened",
    "Ouverture d’un appel",
    "emails/call_opened.html",
)
LINK = MailKind("dossier-link", "Lien vers un dossier commencé", "emails/dossier_link.html")
LINKS = MailKind("dossier-links", "Liens redemandés vers des dossiers", "emails/dossier_links.html")
RECEIPT = MailKind(
    "dossier-receipt", "Accusé de réception d’un dossier", "emails/dossier_receipt.html"
)
RECEIVED = MailKind(
    "dossier-received", "Dossier déposé, annoncé au service", "emails/dossier_received.html"
)
TO_SERVICE = MailKind(
    "dossier-message", "Message d’un porteur annoncé au service", "emails/dossier_message.html"
)
WITHDRAWN = MailKind(
    "dossier-withdrawn", "Retrait d’un dossier annoncé au service", "emails/dossier_withdrawn.html"
)
# To the people of a file beside its carrier, and about what is decided of them.
INVITATION = MailKind(
    "dossier-invitation", "Invitation à remplir un dossier", "emails/dossier_invitation.html"
)
ACCESS_ENDED = MailKind(
    "dossier-access-ended", "Fin de l’accès à un dossier", "emails/dossier_access_ended.html"
)
HELPER_LINK = MailKind(
    "dossier-helper-link",
    "Lien de qui aide à remplir un dossier",
    "emails/dossier_helper_link.html",
)
MANDATE_ASKED = MailKind(
    "dossier-mandate-asked", "Mandat demandé au porteur", "emails/dossier_mandate_asked.html"
)
MANDATE_GIVEN = MailKind(
    "dossier-mandate-given", "Mandat donné, annoncé à l’aidant", "emails/dossier_mandate_given.html"
)
EXTENDED = MailKind(
    "dossier-extended", "Délai particulier accordé au porteur", "emails/dossier_extended.html"
)
TAKEOVER_CONFIRMATION = MailKind(
    "takeover-confirmation",
    "Adresse à confirmer, pour la reprise d’un dossier",
    "emails/takeover_confirmation.html",
)
TAKEOVER_ASKED = MailKind(
    "takeover-asked", "Reprise d’un dossier, annoncée au service", "emails/takeover_asked.html"
)
TAKEOVER_ACCEPTED = MailKind(
    "takeover-accepted", "Lien d’un dossier repris", "emails/takeover_accepted.html"
)
TAKEOVER_FORMER = MailKind(
    "takeover-former",
    "Reprise d’un dossier, annoncée à qui l’avait commencé",
    "emails/takeover_former.html",
)


def _note_answer(mail: OutgoingMail) -> None:
    from ami.takeovers import TAKEOVERS  # which writes this mail

    answer_has_left(mail, TAKEOVERS)


TAKEOVER_REFUSED = MailKind(
    "takeover-refused",
    "Réponse à une demande de reprise refusée",
    "emails/takeover_refused.html",
    _note_answer,
)
TO_CARRIER = MailKind(
    "dossier-message-to-carrier",
    "Message du service annoncé au porteur",
    "emails/dossier_message_to_carrier.html",
)
COMPLETION_ASKED = MailKind(
    "completion-asked", "Complément demandé", "emails/completion_asked.html"
)
COMPLETION_RECEIPT = MailKind(
    "completion-receipt", "Accusé de réception d’un complément", "emails/completion_receipt.html"
)
COMPLETED = MailKind("completed", "Complément annoncé au service", "emails/completed.html")
MEETING_TO_CARRIER = MailKind(
    "meeting-to-carrier", "Rencontre, annoncée au porteur", "emails/meeting_to_carrier.html"
)
MEETING_TO_SERVICE = MailKind(
    "meeting-to-service", "Rencontre, annoncée au service", "emails/meeting_to_service.html"
)
# To one agent: a note calls them (its occasion says which), and what waits for them (the day).
MENTIONED = MailKind("note-mention", "Mention dans une note interne", "emails/note_mention.html")
DIGEST = MailKind(
    "review-digest",
    "Ce qui attend un agent, le matin",
    "emails/review_digest.html",
    keep_trying=timedelta(hours=12),  # the next one says it better
)
# To an outside expert, about an opinion; their occasion the date that is reminded of, if any.
OPINION_ASKED = MailKind("opinion-asked", "Avis demandé à un expert", "emails/opinion_asked.html")
OPINION_EXTENDED = MailKind(
    "opinion-extended", "Nouveau lien ou nouvelle date d’un avis", "emails/opinion_extended.html"
)
OPINION_REMINDER = MailKind(
    "opinion-reminder",
    "Rappel d’un avis attendu",
    "emails/opinion_reminder.html",
    keep_trying=timedelta(days=1),
)
OPINION_REVOKED = MailKind(
    "opinion-revoked", "Demande d’avis retirée", "emails/opinion_revoked.html"
)
# About the file, its occasion the opinion.
OPINION_ANSWERED = MailKind(
    "opinion-answered", "Avis rendu ou décliné, annoncé au service", "emails/opinion_answered.html"
)
RESULT = MailKind("dossier-result", "Réponse à un dossier", "emails/dossier_result.html")
# Its occasion is the key of the file.
FILE_REFUSED = MailKind(
    "dossier-file-refused", "Fichier refusé par l’antivirus", "emails/dossier_file_refused.html"
)
# Its occasion is the day of the closing. Past the closing it is worth nothing.
REMINDER = MailKind(
    "dossier-reminder",
    "Rappel avant la clôture d’un appel",
    "emails/dossier_reminder.html",
    keep_trying=timedelta(days=2),
)


def _erasure_told(mail: OutgoingMail) -> None:
    from ami.services.erasures import note_that_told  # which declares its mail here

    note_that_told(mail)


# Its occasion is the day of the last change.
ERASURE = MailKind(
    "dossier-erasure",
    "Annonce de l’effacement d’un brouillon",
    "emails/dossier_erasure.html",
    on_sent=_erasure_told,
)
# Their occasion is the row.
FOLLOW_UP = MailKind(
    "dossier-follow-up", "Nouvelles demandées au porteur", "emails/dossier_follow_up.html"
)
FOLLOW_UP_REMINDER = MailKind(
    "dossier-follow-up-reminder",
    "Nouvelles redemandées au porteur",
    "emails/dossier_follow_up_reminder.html",
)
# To who asked, made or not. Its occasion is the attempt.
EXPORT_OVER = MailKind("export-over", "Export terminé", "emails/export_over.html")
