from world import *

print("TRIED", flush=True)
import os, shutil, pathlib
pathlib.Path("mine").write_text("ESCAPED")
for way in (shutil.copy, shutil.move, os.rename, os.link, os.symlink):
    try:
        way("mine", TARGET)
    except OSError as error:
        print(way.__name__, error)
