from porting.fixers.bases.moved_names import MovedNames
from porting.project.language import Language

MOVED = {
    "distutils.dir_util.remove_tree": "shutil:rmtree",
    "distutils.spawn.find_executable": "shutil:which",
    "distutils.sysconfig.get_config_var": "sysconfig:get_config_var",
    "distutils.sysconfig.get_config_vars": "sysconfig:get_config_vars",
    "distutils.util.get_platform": "sysconfig:get_platform",
}


class DistutilsNames(MovedNames):
    r"""Take from ``shutil`` and ``sysconfig`` what programs used ``distutils`` for.

    It was for setting up packages, yet some of its helpers were handy elsewhere. Python 3.12
    removed it; the library has these helpers in better places.

    Before::

        from distutils.spawn import find_executable

        print(find_executable("git"))

    After::

        from shutil import which

        print(which("git"))

    Left alone, because it is for setting up a package (see ``backports``)::

        from distutils.core import Extension

    Limits: ``find_executable`` looked into the current folder first.
    Source: https://peps.python.org/pep-0632/
    """

    name = "distutils_names"
    written_in = Language.PYTHON3
    safety = "review"
    moved = MOVED
