# mailserver.py PORT FOLDER [CERTIFICATE]. A real SMTP server on loopback for the journeys: every message becomes a file, with the EHLO name and the envelope on top.
import os
import signal
import ssl
import sys
import threading

from aiosmtpd.controller import Controller


class KeepOnDisk:
    def __init__(self, folder):
        self.folder = folder
        self.count = 0

    async def handle_DATA(self, server, session, envelope):
        self.count += 1
        name = os.path.join(self.folder, f"{self.count:04}.eml")
        with open(name + ".part", "wb") as file:
            file.write(f"X-Ehlo: {session.host_name}\r\nX-Rcpt: {','.join(envelope.rcpt_tos)}\r\n".encode())
            file.write(envelope.original_content)
        os.rename(name + ".part", name)
        return "250 kept"


tls = None
if len(sys.argv) > 3:
    # TLS from the first byte. The controller greets itself with the same context, so it must serve both sides.
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS)
    tls.load_cert_chain(sys.argv[3] + ".key")
controller = Controller(KeepOnDisk(sys.argv[2]), hostname="127.0.0.1", port=int(sys.argv[1]), ssl_context=tls)
controller.start()
stop = threading.Event()
signal.signal(signal.SIGTERM, lambda *_: stop.set())
stop.wait()
controller.stop()
