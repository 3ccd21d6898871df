from world import *

print("TRIED", flush=True)
import threading, _thread, concurrent.futures, multiprocessing
for way in (lambda: threading.Thread(target=print, args=("ESCAPED",)).start(),
            lambda: _thread.start_new_thread(print, ("ESCAPED",)),
            lambda: multiprocessing.Process(target=print, args=("ESCAPED",)).start()):
    try:
        way()
    except Exception as error:
        print(error)
