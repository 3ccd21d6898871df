from world import *

print("TRIED", flush=True)
print(open(CANARY).read())
