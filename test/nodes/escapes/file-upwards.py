from world import *

print("TRIED", flush=True)
for up in range(20):
    try:
        print(open("../" * up + CANARY.lstrip("/")).read())
    except OSError:
        pass
