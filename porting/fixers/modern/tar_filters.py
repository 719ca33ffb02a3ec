import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.own_names import is_own_attribute
from porting.project.language import Language

_NOTE = (
    "Python 3.14 extracts nothing outside of the folder, and no owners: filter='fully_trusted' "
    "extracts all as before, filter='data' is what is safe"
)


class TarFilters(Fixer):
    r"""Tell of archives that are extracted without a filter.

    An archive could overwrite any file of the system. From Python 3.14 on, what leaves the folder
    is an error, and owners and special bits are not set, unless a filter says so.

    Warned about, because nobody knows what is in it::

        import tarfile

        tarfile.open("shop.tar").extractall("shop")

    Left alone, because it has a filter, or is another archive::

        import tarfile, zipfile

        tarfile.open("shop.tar").extractall("shop", filter="data")
        zipfile.ZipFile("shop.zip").extractall("shop")

    Limits: in a file that has zip archives, too, ``tarfile.open`` must stand in the same line.
    Source: https://peps.python.org/pep-0706/
    """

    name = "tar_filters"
    removed_in = (3, 14)
    triggers = frozenset(["extractall"])
    in_strings = False
    knows_by = "name"
    written_in = Language.PYTHON2

    def is_needed(self) -> bool:
        return "tarfile" in self.document.words

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        func = original_node.func
        if not isinstance(func, cst.Attribute) or func.attr.value != "extractall":
            return updated_node
        if is_own_attribute(self, func.value, "extractall"):
            return updated_node
        names = [arg.keyword.value for arg in original_node.args if arg.keyword]
        is_tar = "tarfile" in self.statement.words or "zipfile" not in self.document.words
        if is_tar and "filter" not in names:
            self.note(original_node, _NOTE)
        return updated_node
