# outcome: resolved
# Memoises a slow function in a pickle on disk, keyed by digest of the arguments.
import cPickle as pickle
import functools
import hashlib
import os


class DiskCache(object):
    def __init__(self, folder):
        self.folder = folder
        self.hits = 0
        if not os.path.isdir(folder):
            os.mkdir(folder)

    def path(self, key):
        return os.path.join(self.folder, hashlib.sha1(key).hexdigest()[:12])

    def __call__(self, function):
        @functools.wraps(function)
        def cached(*args):
            key = function.__name__ + repr(args)
            path = self.path(key)
            try:
                with open(path) as f:
                    self.hits += 1
                    return pickle.load(f)
            except IOError:
                self.hits -= 1
            value = function(*args)
            with open(path, 'w') as f:
                pickle.dump(value, f)
            return value
        return cached


cache = DiskCache('cache')


@cache
def reverse(text, times):
    print 'computing', times
    return text[::-1] * times


print reverse('abc', 2)
print reverse('abc', 2)
print reverse(u'\xe9t\xe9', 1).encode('utf-8')
print cache.hits, len(os.listdir('cache'))
