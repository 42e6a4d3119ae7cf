"""What stands in the way of mail, for who runs it; no message holds an address or a password."""


class MailServerError(Exception):
    """The mail server is not there, is not safe to talk to, or does not let us in; nothing was sent to it."""
