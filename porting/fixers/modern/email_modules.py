from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "email.Charset": "email.charset",
    "email.Encoders": "email.encoders",
    "email.Errors": "email.errors",
    "email.FeedParser": "email.feedparser",
    "email.Generator": "email.generator",
    "email.Header": "email.header",
    "email.Iterators": "email.iterators",
    "email.MIMEAudio": "email.mime.audio",
    "email.MIMEBase": "email.mime.base",
    "email.MIMEImage": "email.mime.image",
    "email.MIMEMessage": "email.mime.message",
    "email.MIMEMultipart": "email.mime.multipart",
    "email.MIMENonMultipart": "email.mime.nonmultipart",
    "email.MIMEText": "email.mime.text",
    "email.Message": "email.message",
    "email.Parser": "email.parser",
    "email.Utils": "email.utils",
    "email.base64MIME": "email.base64mime",
    "email.quopriMIME": "email.quoprimime",
}


class EmailModules(MovedNames):
    r"""Import the modules of ``email`` by their names in lower case.

    Since Python 2.5 the old names were only a way to keep old programs running; Python 3 has the
    new ones alone.

    Before::

        import email
        from email.MIMEText import MIMEText
        from email import Encoders

        part = MIMEText(body)
        Encoders.encode_base64(part)
        part["Date"] = email.Utils.formatdate()

    After::

        import email
        from email.mime.text import MIMEText
        from email import encoders
        import email.utils

        part = MIMEText(body)
        encoders.encode_base64(part)
        part["Date"] = email.utils.formatdate()

    Left alone, because these names are the same today::

        import email.mime.text
        from email.header import Header

    Limits: a module's name in a string, as for ``__import__``, is not seen.
    Source: https://docs.python.org/2/library/email.html
    """

    name = "email_modules"
    moved = MOVED
