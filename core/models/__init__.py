from .outgoing_mail import OutgoingMail

__all__ = ["OutgoingMail"]
