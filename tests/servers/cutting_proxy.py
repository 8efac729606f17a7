#!/usr/bin/python3
"""Passes a connection on and cuts it off after so many bytes of the server.

    cutting_proxy.py PORT BYTES

Prints "port N" when it listens and ends when its standard input does. TLS passes through as it is.
"""

import socket
import sys
import threading


def pump(source, target):
    try:
        while data := source.recv(65536):
            target.sendall(data)
    except OSError:
        pass


def serve(client, port, left):
    server = socket.create_connection(("127.0.0.1", port))
    threading.Thread(target=pump, args=(client, server), daemon=True).start()
    while left > 0 and (data := server.recv(min(left, 65536))):
        client.sendall(data)
        left -= len(data)
    for end in (client, server):
        end.shutdown(socket.SHUT_RDWR)


def accept(listener):
    while True:
        client, _ = listener.accept()
        threading.Thread(target=serve, args=(client, int(sys.argv[1]), int(sys.argv[2])), daemon=True).start()


with socket.create_server(("127.0.0.1", 0)) as listener:
    print("port", listener.getsockname()[1], flush=True)
    threading.Thread(target=accept, args=(listener,), daemon=True).start()
    sys.stdin.read()
