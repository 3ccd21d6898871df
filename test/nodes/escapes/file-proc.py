from world import *

print("TRIED", flush=True)
import glob
for path in ["/proc/self/environ", "/proc/1/environ", "/proc/self/cwd" + CANARY, "/proc/self/root" + CANARY, "/proc/self/maps",
             *glob.glob("/proc/self/fd/*"), *glob.glob("/dev/fd/*")]:
    try:
        print(path, open(path, "rb").read(100_000))
    except Exception as error:
        print(path, type(error).__name__)
