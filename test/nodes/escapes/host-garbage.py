from world import *

print("TRIED", flush=True)
import gc
seen = [o for o in gc.get_objects() if "Js" in type(o).__name__ or "PyProxy" in type(o).__name__]
for one in list(seen):
    seen += gc.get_referents(one)
print("ESCAPED" if seen else "none")
