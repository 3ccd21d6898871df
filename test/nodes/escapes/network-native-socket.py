from world import *

print("TRIED", flush=True)
import _socket
for family, address in ((_socket.AF_INET, ("127.0.0.1", PORT)), (_socket.AF_INET6, ("::1", PORT)), (1, UNIX)):
    for kind in (_socket.SOCK_STREAM, _socket.SOCK_DGRAM):
        try:
            made = _socket.socket(family, kind)
            made.connect(address)
            made.send(b"x")
            print("ESCAPED")
        except Exception as error:
            print(error)
