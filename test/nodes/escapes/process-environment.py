from world import *

print("TRIED", flush=True)
import os, posix
print(dict(os.environ), posix.environ, os.environb if hasattr(os, "environb") else None)
