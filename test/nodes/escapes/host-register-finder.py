from world import *

print("TRIED", flush=True)
import sys
sys.meta_path[:] = [f for f in sys.meta_path if getattr(f, "__name__", "") != "NoHost"]
from _pyodide import _importhook
_importhook.register_js_finder()
_importhook.register_js_module("js", {})
import js
print("ESCAPED", js)
