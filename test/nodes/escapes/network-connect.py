from world import *

print("TRIED", flush=True)
import socket
socket.create_connection(("127.0.0.1", PORT), timeout=2).sendall(b"x")
print("ESCAPED")
