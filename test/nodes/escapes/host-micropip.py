from world import *

print("TRIED", flush=True)
import sys
sys.meta_path[:] = [f for f in sys.meta_path if getattr(f, "__name__", "") != "NoHost"]
from pyodide_js import loadPackage
print("ESCAPED", loadPackage)
