from world import *

print("TRIED", flush=True)
import sys
sys.meta_path[:] = [finder for finder in sys.meta_path if getattr(finder, "__name__", "") != "NoHost"]
import pyodide.http
print("ESCAPED", pyodide.http.open_url(f"http://127.0.0.1:{PORT}/").read())
