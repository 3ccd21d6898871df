from world import *

print("TRIED", flush=True)
import socket
made = socket.socket(getattr(socket, "AF_UNIX", 1))
made.connect(UNIX)
print("ESCAPED")
