from world import *

print("TRIED", flush=True)
import os
print(os.system(f"echo ESCAPED > {TARGET}"))
print(os.popen(f"echo ESCAPED > {TARGET}").read())
