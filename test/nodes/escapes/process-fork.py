from world import *

print("TRIED", flush=True)
import os
for way in ("fork", "vfork", "forkpty"):
    try:
        if getattr(os, way)() == 0:
            print("ESCAPED")
    except Exception as error:
        print(way, error)
for way in ("posix_spawn", "execv", "spawnv"):
    try:
        getattr(os, way)("/bin/touch", ["touch", TARGET], *([{}] if way == "posix_spawn" else []))
    except Exception as error:
        print(way, error)
