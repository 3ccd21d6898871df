from world import *

print("TRIED", flush=True)
with open("/dev/answer", "wb", buffering=0) as file:
    for _ in range(2000):
        file.write(b"{" * 65536)
