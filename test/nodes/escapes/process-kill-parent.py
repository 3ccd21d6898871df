from world import *

print("TRIED", flush=True)
import os, signal
for pid in (os.getppid(), PARENT, 0, -1, 1):
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            if pid != os.getpid():
                os.kill(pid, number)
                print("sent to", pid)
        except Exception as error:
            print(pid, error)
