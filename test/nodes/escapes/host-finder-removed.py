from world import *

print("TRIED", flush=True)
import importlib, sys
sys.meta_path[:] = [f for f in sys.meta_path if getattr(f, "__name__", "") != "NoHost"]
import _pyodide_core
print(_pyodide_core)
import js
print("ESCAPED", js.process)
