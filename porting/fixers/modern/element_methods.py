import libcst as cst

from porting.fixer import Fixer
from porting.fixers.questions.own_names import as_list, is_own_attribute
from porting.project.language import Language


class ElementMethods(Fixer):
    r"""Go through elements of ``xml.etree`` with ``list`` and ``iter``.

    An element is a sequence of those within it, so that ``getchildren`` says nothing more;
    ``getiterator`` became ``iter``. Python 3.9 removed both.

    Before::

        for book in shelf.getchildren():
            print(list(book.getiterator("title")))

    After::

        for book in list(shelf):
            print(list(book.iter("title")))

    Left alone, because the program has its own::

        class Shelf:
            def getchildren(self):
                return self.books

        print(Shelf().getchildren())

    Limits: any other object's ``getchildren`` is taken for an element's.
    Source: https://docs.python.org/3/whatsnew/3.9.html#removed
    """

    name = "element_methods"
    removed_in = (3, 9)
    written_in = Language.PYTHON3
    safety = "review"
    triggers = frozenset(["getchildren", "getiterator"])
    in_strings = False
    knows_by = "name"

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.BaseExpression:
        func, old = updated_node.func, original_node.func
        if not isinstance(func, cst.Attribute) or not isinstance(old, cst.Attribute):
            return updated_node
        if func.attr.value not in self.triggers or is_own_attribute(
            self, old.value, func.attr.value
        ):
            return updated_node
        if func.attr.value == "getiterator":
            return updated_node.with_changes(func=func.with_changes(attr=cst.Name("iter")))
        if func.attr.value != "getchildren" or original_node.args:
            return updated_node
        lpar, rpar = updated_node.lpar, updated_node.rpar
        return as_list(self, func.value).with_changes(lpar=lpar, rpar=rpar)
