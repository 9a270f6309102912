"""A real SMTP server for tests: Debian's python3-aiosmtpd on a loopback port of the system's choice.

Prints one JSON object a line: first {"port": N}, then one for each accepted letter with what the client said in EHLO.
Arguments: [--port N] [--certificate FILE --key FILE [--tls]] [--user NAME --password WORD] [--refuse-recipient]
"""
import argparse
import asyncio
import json
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


def say(**entry):
    print(json.dumps(entry), flush=True)


class Handler:
    def __init__(self, refuse_recipient):
        self.refuse_recipient = refuse_recipient

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        session.host_name = hostname
        say(ehlo=hostname, tls=session.ssl is not None)
        return responses

    # .NET's client asks for "login" in small letters, which RFC 4954 allows and aiosmtpd alone would not know.
    async def auth_login(self, server, args):
        return await server.auth_LOGIN(server, args)

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuse_recipient:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        say(
            mail=envelope.content.decode("utf-8", "surrogateescape"),
            sender=envelope.mail_from,
            to=envelope.rcpt_tos,
            ehlo=session.host_name,
            tls=session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None,
            authenticated=bool(session.authenticated),
        )
        return "250 OK"


async def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--certificate")
    parser.add_argument("--key")
    parser.add_argument("--tls", action="store_true", help="from the first byte, instead of STARTTLS")
    parser.add_argument("--user")
    parser.add_argument("--password")
    parser.add_argument("--refuse-recipient", action="store_true")
    options = parser.parse_args()

    context = None
    if options.certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(options.certificate, options.key)

    def authenticate(server, session, envelope, mechanism, data):
        good = (
            isinstance(data, LoginPassword)
            and data.login == options.user.encode()
            and data.password == options.password.encode()
        )
        return AuthResult(success=good, handled=False)

    def protocol():
        return SMTP(
            Handler(options.refuse_recipient),
            hostname="mail.test",
            tls_context=None if options.tls else context,
            require_starttls=context is not None and not options.tls,
            authenticator=authenticate if options.user else None,
            auth_required=options.user is not None,
            auth_require_tls=context is not None and not options.tls,
        )

    server = await asyncio.get_running_loop().create_server(protocol, "127.0.0.1", options.port, ssl=context if options.tls else None)
    say(port=server.sockets[0].getsockname()[1])
    # The test owns this process: it ends when its standard input closes.
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main())
