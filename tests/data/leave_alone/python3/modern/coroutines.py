import asyncio
import contextlib


class Ticker:
    def __init__(self, stop):
        self.now, self.stop = 0, stop

    def __aiter__(self):
        return self

    async def __anext__(self):
        if self.now == self.stop:
            raise StopAsyncIteration
        self.now += 1
        return self.now


@contextlib.asynccontextmanager
async def opened(name):
    yield name


async def gather(*names, limit=None):
    async with opened("a") as first, opened("b") as second:
        results = [tick async for tick in Ticker(3)]
        await asyncio.sleep(0)
    return first, second, results, names, limit


if __name__ == "__main__":
    print(asyncio.run(gather("x", limit=2)))
