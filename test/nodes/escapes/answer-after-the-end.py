from world import *

print("TRIED", flush=True)
import atexit, sys

class Late:
    def __del__(self):
        print("late", flush=True)

keep = Late()
sys.late = keep
atexit.register(lambda: print("at exit"))
sys.excepthook = lambda *arguments: print("hook")
raise SystemError("end")
