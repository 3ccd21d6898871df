from world import *

print("TRIED", flush=True)
import socket
made = socket.socket()
made.bind(("127.0.0.1", 0))
made.listen()
print("ESCAPED", made.getsockname())
