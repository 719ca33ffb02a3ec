from typing import ClassVar

from porting.fixers.renamed_methods import RenamedMethods


class ThreadMethods(RenamedMethods):
    r"""Ask a thread whether it is alive with ``is_alive`` in place of ``isAlive``.

    The first of ``threading``'s names in the style of Java that Python removed, in Python 3.9.

    Before::

        while worker.isAlive():
            worker.join(1)

    After::

        while worker.is_alive():
            worker.join(1)

    Left alone, because the program has its own::

        class Animal:
            def isAlive(self):
                return self.age < 20

        print(Animal().isAlive())

    Limits: any other object's ``isAlive`` is taken for a thread's.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "thread_methods"
    methods: ClassVar = {"isAlive": "is_alive"}
