from world import *

print("TRIED", flush=True)
# Loads a constant from beyond the tuple of constants: reads the interpreter's own memory as an object.
import types
def probe():
    return None
for index in (5, 50, 500, 5000, 50000):
    code = bytes([69, index >> 8 & 255, 82, index & 255, 35, 0]) + probe.__code__.co_code
    made = types.FunctionType(probe.__code__.replace(co_code=code, co_consts=()), {})
    try:
        made()
    except Exception as error:
        print(type(error).__name__)
