from world import *

print("TRIED", flush=True)
import _posixsubprocess
print(_posixsubprocess.fork_exec([b"touch", TARGET.encode()], [b"/bin/touch", b"/usr/bin/touch"], True, (), None, None,
      -1, -1, -1, -1, -1, -1, 5, 6, True, False, -1, None, None, None, -1, None))
