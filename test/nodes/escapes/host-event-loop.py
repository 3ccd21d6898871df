from world import *

print("TRIED", flush=True)
import asyncio, gc
loop = asyncio.new_event_loop()
for name in dir(loop):
    value = getattr(loop, name, None)
    if "Js" in type(value).__name__:
        print("ESCAPED", name)
print(type(asyncio.get_event_loop_policy()).__mro__)
from pyodide.webloop import WebLoop
print("ESCAPED", WebLoop)
