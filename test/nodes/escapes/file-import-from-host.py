from world import *

print("TRIED", flush=True)
import os, sys
sys.path[:0] = [os.path.dirname(CANARY), "/", "/usr/lib/python3", "/usr/lib/python3/dist-packages"]
sys.path_importer_cache.clear()
import canary_module
print("ESCAPED", canary_module.token)
