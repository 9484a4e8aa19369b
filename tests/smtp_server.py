"""A mail server on this machine that speaks just enough SMTP (RFC 5321) and can misbehave."""

import socketserver
import threading
import time
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any, Self, cast

USUAL_ANSWERS = {
    "GREETING": "220 ready",
    "EHLO": "250 hello",
    "MAIL": "250 sender ok",
    "RCPT": "250 recipient ok",
    "DATA": "354 go ahead",
    "END": "250 taken",
    "RSET": "250 forgotten",
    "QUIT": "221 farewell",
}


@dataclass(frozen=True)
class Received:
    """One mail that the server took."""

    recipient: str
    message: EmailMessage

    @property
    def message_id(self) -> str:
        return str(self.message["Message-ID"])


class SmtpServer(socketserver.ThreadingTCPServer):
    """Runs while it is used as a context manager, and remembers what it took.

    Args:
        pause: seconds between reading a mail and taking it.
        answers: other answers than the usual ones, for example `{"RCPT": "550 unknown"}`.
    """

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, pause: float = 0, answers: dict[str, str] | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.pause = pause
        self.answers = USUAL_ANSWERS | (answers or {})
        self.received: list[Received] = []
        self.reading = threading.Event()

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, args=[0.05], daemon=True).start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.shutdown()
        self.server_close()

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def mailer(self) -> dict[str, Any]:
        """What `MAILERS` needs to send through this server."""
        return {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": self.port, "timeout": 5},
        }

    @property
    def message_ids(self) -> list[str]:
        return [mail.message_id for mail in self.received]


class Conversation(socketserver.StreamRequestHandler):
    """Answers one client, command by command."""

    recipient = ""

    @property
    def smtp(self) -> SmtpServer:
        return cast(SmtpServer, self.server)

    def handle(self) -> None:
        self.say("GREETING")
        while command := self.rfile.readline().decode():
            verb = command[:4].upper().strip()
            if verb == "RCPT":
                self.recipient = command.partition(":")[2].strip().strip("<>")
            self.say(verb)
            if verb == "DATA" and self.smtp.answers["DATA"].startswith("354"):
                self.take()
            if verb == "QUIT":
                return

    def say(self, moment: str) -> None:
        self.wfile.write(self.smtp.answers.get(moment, "502 unknown").encode() + b"\r\n")

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) not in {b".\r\n", b""}:
            lines.append(line)
        self.smtp.reading.set()
        time.sleep(self.smtp.pause)
        if self.smtp.answers["END"].startswith("250"):
            message = message_from_bytes(b"".join(lines), policy=SMTP)
            self.smtp.received.append(Received(self.recipient, message))
        self.say("END")
