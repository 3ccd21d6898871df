from world import *

print("TRIED", flush=True)
import socket
for ask in (socket.gethostbyname, socket.gethostbyname_ex, lambda name: socket.getaddrinfo(name, 80), socket.getfqdn,
            lambda name: socket.gethostbyaddr("127.0.0.1")):
    try:
        print(ask("localhost"))
    except OSError as error:
        print(error)
# The glue makes up addresses for names; what counts is whether one can be reached.
made = socket.socket()
made.connect((socket.gethostbyname("localhost"), PORT))
print("ESCAPED")
