from world import *

print("TRIED", flush=True)
import os
fd = os.open(CANARY, os.O_RDONLY)
print(os.read(fd, 1000))
