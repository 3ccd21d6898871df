from world import *

print("TRIED", flush=True)
import urllib.request, http.client
try:
    print("ESCAPED", urllib.request.urlopen(f"http://127.0.0.1:{PORT}/", timeout=2).read())
except OSError as error:
    print(error)
made = http.client.HTTPConnection("127.0.0.1", PORT, timeout=2)
made.request("GET", "/")
print("ESCAPED", made.getresponse().read())
