# outcome: resolved
# Keeps a dictionary in a JSON file, unicode in and out.
import json
import os

PATH = 'cache.json'


def load():
    if not os.path.exists(PATH):
        return {}
    f = open(PATH, 'rb')
    try:
        return json.load(f)
    finally:
        f.close()


def save(data):
    f = open(PATH, 'w', newline='')
    json.dump(data, f, indent=1, sort_keys=True)
    f.close()


for word in ('one', 'two', 'one'):
    data = load()
    data[word] = data.get(word, 0) + 1
    save(data)
for key, value in sorted(load().items()):
    print(key, value)
