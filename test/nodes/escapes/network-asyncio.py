from world import *

print("TRIED", flush=True)
import asyncio

async def main():
    await asyncio.open_connection("127.0.0.1", PORT)
    print("ESCAPED")

asyncio.run(main())
