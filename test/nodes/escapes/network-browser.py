from world import *

print("TRIED", flush=True)
import webbrowser
print(webbrowser.open(f"http://127.0.0.1:{PORT}/"))
