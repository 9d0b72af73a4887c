"""The network is closed in tests: this must hold, or "offline" is tested by nobody."""

import socket
import subprocess
import sys

import pytest


def closed(call):
    with pytest.raises(BaseException, match="there is nothing but loopback") as caught:
        call()
    assert not isinstance(caught.value, Exception)


def test_nothing_leaves_this_process():
    closed(lambda: socket.create_connection(("example.org", 443), timeout=1))
    with socket.socket() as client:
        closed(lambda: client.connect(("192.0.2.1", 80)))
    with socket.socket(type=socket.SOCK_DGRAM) as client:
        closed(lambda: client.sendto(b"?", ("192.0.2.1", 53)))


def test_loopback_is_open():
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()) as client:
        client.sendall(b"!")


def test_nor_does_anything_leave_a_program_that_a_test_starts():
    code = "import socket; socket.create_connection(('192.0.2.1', 80), timeout=1)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "there is nothing but loopback" in done.stderr
