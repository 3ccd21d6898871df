from world import *

print("TRIED", flush=True)
open(TARGET, "w").write("ESCAPED")
