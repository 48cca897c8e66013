"""The mails of the directory."""

from core.mail.kinds import MailKind

REPORT = MailKind("report", "Signalement annoncé à l’équipe", "emails/report.html")
