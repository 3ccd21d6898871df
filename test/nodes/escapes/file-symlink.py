from world import *

print("TRIED", flush=True)
import os
os.symlink(CANARY, "link")
os.symlink("/", "root")
for path in ["link", "root" + CANARY]:
    try:
        print(open(path).read())
    except OSError as error:
        print(error)
