from porting.fixers.bases.moved_names import MovedNames

MOVED = {
    "md5.md5": "hashlib:md5",
    "md5.new": "hashlib:md5",
    "sha.new": "hashlib:sha1",
    "sha.sha": "hashlib:sha1",
    "sha.sha1": "hashlib:sha1",
}

GONE = {
    "md5": "what is left of it is in hashlib, on the objects themselves",
    "sha": "what is left of it is in hashlib, on the objects themselves",
}


class HashModules(MovedNames):
    r"""Take ``md5`` and ``sha`` from ``hashlib``.

    Python 2.5 put all such functions into one module; Python 3 dropped those with one each.

    Before::

        import md5
        from sha import new as sha

        name = md5.new(content).hexdigest() + sha(content).hexdigest()

    After::

        import hashlib
        from hashlib import sha1 as sha

        name = hashlib.md5(content).hexdigest() + sha(content).hexdigest()

    Left alone, because it is ``hashlib`` already::

        from hashlib import md5

        name = md5(content).hexdigest()

    Limits: what is hashed must be bytes in Python 3; nobody looks whether it is.
    Source: https://docs.python.org/3/library/hashlib.html
    """

    name = "hash_modules"
    moved = MOVED
    gone = GONE
