"""Opens a session on an FTP server: connects, checks the certificate, logs in."""

from __future__ import annotations

import ftplib
import socket
import ssl
from pathlib import Path
from typing import Any, cast

from runner.errors import TransferError
from runner.messages import say
from runner.publishing.failures import one_line
from runner.publishing.options import FtpOptions


def connected(options: FtpOptions) -> ftplib.FTP:
    """Return a session that is logged in, with paths in UTF-8.

    Raises TransferError if the server refuses the login, and what ftplib, sockets or TLS raise if connecting fails.
    """
    session: Any
    if options.insecure:
        session = ftplib.FTP(timeout=options.timeout_s, encoding="utf-8")
    else:
        authority = Path(options.ca).expanduser() if options.ca else None
        context = ssl.create_default_context(cafile=authority)
        session = _Secure(context=context, timeout=options.timeout_s, encoding="utf-8")
    try:
        session.connect(options.host, options.port)
        _log_in(session, options)
        if not options.insecure:
            session.prot_p()
    except BaseException:
        session.close()
        raise
    return cast(ftplib.FTP, session)


def _log_in(session: ftplib.FTP, options: FtpOptions) -> None:
    """Log in. Raises TransferError of kind `auth` if the server refuses the password, or requires TLS."""
    try:
        session.login(options.user, options.secret())
    except ftplib.error_perm as error:
        raise TransferError(say("target.login", host=options.host, reason=one_line(error)), "auth") from error


class _Secure(ftplib.FTP_TLS):
    """FTP with TLS whose data connections resume the control connection's TLS session, as many servers require."""

    _continued: ssl.SSLSession | None = None

    def ntransfercmd(self, cmd: str, rest: int | str | None = None) -> tuple[socket.socket, int | None]:
        data, size = ftplib.FTP.ntransfercmd(self, cmd, rest)
        # Reading `session` copies it, which takes a tenth of the time of a transfer.
        self._continued = self._continued or cast(ssl.SSLSocket, self.sock).session
        return self.context.wrap_socket(data, server_hostname=self.host, session=self._continued), size
