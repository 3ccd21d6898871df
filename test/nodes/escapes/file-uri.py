from world import *

print("TRIED", flush=True)
import urllib.request
for uri in ["file://" + CANARY, "file://localhost" + CANARY]:
    try:
        print(urllib.request.urlopen(uri).read())
    except OSError as error:
        print(error)
