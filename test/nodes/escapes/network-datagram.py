from world import *

print("TRIED", flush=True)
import socket
made = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
print("ESCAPED", made.sendto(b"x", ("127.0.0.1", PORT)))
