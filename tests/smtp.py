"""A small mail server on this machine, which accepts, refuses, hangs up or falls silent as a test wants."""

import email
import email.policy
import socketserver
import threading
from contextlib import contextmanager
from functools import partial


class Session(socketserver.StreamRequestHandler):
    def handle(self):
        box, text_follows = self.server.box, False
        self.say(220, "office test")
        lines = []
        while line := self.rfile.readline():
            if text_follows:
                if line != b".\r\n":
                    lines.append(line[1:] if line.startswith(b"..") else line)
                    continue
                text_follows = False
                if not self.answer("text", before=partial(box.keep, b"".join(lines))):
                    return None
                continue
            verb = line.split(b" ", 1)[0].split(b":")[0].strip().upper().decode()
            if verb == "QUIT":
                return self.say(221, "bye")
            if verb in box.behaviour and not self.answer(verb):
                return None
            if verb in box.behaviour:
                continue
            if verb == "DATA":
                text_follows, lines = True, []
                self.say(354, "go on")
            else:
                self.say(250, "fine")
        return None

    def answer(self, verb, before=lambda: None):
        """Behave as told at this step: a code is said, "hang up" closes, "silence" waits. False ends the session."""
        box = self.server.box
        told = box.behaviour.get(verb, 250)
        box.seen.set()
        if told in {"hang up", "silence"}:
            if told == "silence":
                box.released.wait(60)
            return False
        if told == "accept, hang up":
            before()
            return False
        if told == 250:
            before()
        self.say(told, "said the test")
        return True

    def say(self, code, words):
        self.wfile.write(f"{code} {words}\r\n".encode())


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False


class Box:
    """What arrived, and how the server behaves at each step (EHLO, MAIL, RCPT, DATA, text)."""

    def __init__(self):
        self.messages, self.behaviour, self.port = [], {}, 0
        self.seen, self.released = threading.Event(), threading.Event()

    def keep(self, text):
        self.messages.append(email.message_from_bytes(text, policy=email.policy.default))

    @property
    def identities(self):
        return [message["Message-ID"] for message in self.messages]


@contextmanager
def mail_server():
    box = Box()
    with Server(("127.0.0.1", 0), Session) as server:
        server.box = box
        box.port = server.server_address[1]
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield box
        finally:
            box.released.set()
            server.shutdown()
