from world import *

print("TRIED", flush=True)
import subprocess
for argv in (["touch", TARGET], ["/bin/sh", "-c", f"echo ESCAPED > {TARGET}"]):
    try:
        print(subprocess.run(argv))
    except Exception as error:
        print(error)
