#!/usr/bin/python3
"""A mail server on loopback that behaves as the recipient's local part says. Debian's python3-aiosmtpd.

    smtp_server.py FOLDER [--tls starttls|tls --cert FILE --key FILE] [--login USER:PASSWORD]

Prints "port N" when it listens and ends when its standard input does. Accepted mails become FOLDER/1.eml, 2.eml …

    refused@      550 5.1.1 to RCPT              policy@      550 5.7.1 to RCPT
    later@        451 4.7.1 to RCPT, always      greylisted@  451 4.7.1 the first time
    closing@      421 to RCPT                    toobig@      552 5.3.4 to the mail
    hangs-up@     closes at RCPT                 gone@        takes the mail and closes before it answers
    silent@       answers RCPT after a minute    silent-end@  takes the mail and answers after a minute
"""

import argparse
import asyncio
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult

MINUTE = 60


class Behaviour:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = 0
        self.seen = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        name = address.split("@")[0]
        if name == "hangs-up":
            server.transport.abort()
        if name == "silent":
            await asyncio.sleep(MINUTE)
        if name == "greylisted" and address not in self.seen:
            self.seen.add(address)
            return "451 4.7.1 come back later"
        answers = {
            "refused": "550 5.1.1 no such user",
            "policy": "550 5.7.1 we do not like you",
            "later": "451 4.7.1 come back later",
            "closing": "421 4.3.2 going down",
        }
        if name in answers:
            return answers[name]
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 fine"

    async def handle_DATA(self, server, session, envelope):
        name = envelope.rcpt_tos[0].split("@")[0]
        if name == "toobig":
            return "552 5.3.4 too big"
        self.count += 1
        (self.folder / f"{self.count}.eml").write_bytes(envelope.content)
        if name == "gone":
            server.transport.abort()
        if name == "silent-end":
            await asyncio.sleep(MINUTE)
        return "250 2.0.0 taken"


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--tls", choices=["starttls", "tls"])
    parser.add_argument("--cert")
    parser.add_argument("--key")
    parser.add_argument("--login", default="")
    return parser.parse_args()


def settings_for(chosen):
    settings = {"hostname": "mx.test", "enable_SMTPUTF8": False, "auth_require_tls": False}
    if chosen.login:
        user, password = chosen.login.encode().split(b":")

        def authenticate(server, session, envelope, mechanism, data):
            good = (data.login, data.password) == (user, password)
            return AuthResult(success=good, handled=False)

        settings |= {"authenticator": authenticate, "auth_required": True}
    return settings


async def main():
    chosen = options()
    settings = settings_for(chosen)
    context = None
    if chosen.tls:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(chosen.cert, chosen.key)
    if chosen.tls == "starttls":
        settings |= {"tls_context": context, "require_starttls": True}
    behaviour = Behaviour(chosen.folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(behaviour, loop=loop, **settings), "127.0.0.1", 0, ssl=context if chosen.tls == "tls" else None)
    print("port", server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


asyncio.run(main())
