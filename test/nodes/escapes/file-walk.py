from world import *

print("TRIED", flush=True)
import os
for folder, _, names in os.walk("/"):
    for name in names:
        path = os.path.join(folder, name)
        if name == os.path.basename(CANARY):
            print(open(path).read())
    if folder.count("/") > 6:
        break
