# outcome: untouched
# Functions that take str or unicode, lists or dictionaries.
def flatten(value):
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return flatten(sorted(value.items()))
    if isinstance(value, (list, tuple)):
        result = []
        for item in value:
            result.extend(flatten(item))
        return result
    return [str(value)]


print(flatten({'a': [1, ('b', 'c')], 'd': 'e'})[0:2])
print('/'.join(flatten(['x', ['y', ['z', 3]]])))
