from typing import ClassVar

from porting.fixers.bases.renamed_methods import RenamedMethods


class GettextMethods(RenamedMethods):
    r"""Ask translations for text with ``gettext`` in place of ``ugettext``.

    Python 2's ``gettext`` gave encoded strings and ``ugettext`` text. In Python 3 all of it is
    text, and Python 3.11 removed the last that was not.

    Before::

        _ = translation.ugettext
        print(translation.ungettext("%d book", "%d books", count))

    After::

        _ = translation.gettext
        print(translation.ngettext("%d book", "%d books", count))

    Left alone, because the program has its own::

        def ugettext(text):
            return catalogue[text]

        print(shop.ugettext("book"))

    Limits: any other object's ``ugettext`` is taken for a translation's.
    Source: https://docs.python.org/3/library/gettext.html#gettext.NullTranslations.gettext
    """

    name = "gettext_methods"
    safety = "review"
    methods: ClassVar = {
        "lgettext": "gettext",
        "lngettext": "ngettext",
        "ugettext": "gettext",
        "ungettext": "ngettext",
    }
