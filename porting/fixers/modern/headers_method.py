from porting.fixers.bases.classes import ClassFacts, ClassFixer
from porting.fixers.questions.syntax import Syntax


class HeadersMethod(ClassFixer):
    """Let a class that answers ``getheaders`` answer ``get_all`` as well.

    Who asks the headers of an answer calls ``get_all`` in Python 3, the library among them. A class
    of the program that stands in for such headers must answer to both.

    Before::

        class Answer:
            def getheaders(self, name):
                return [self.kind]

            def close(self):
                pass

    After::

        class Answer:
            def getheaders(self, name):
                return [self.kind]

            def close(self):
                pass

            def get_all(self, name, failobj=None):
                return self.getheaders(name)

    Left alone, because no name is asked for::

        class Answer:
            def getheaders(self):
                return [self.kind]

    Limits: methods that a class gets in another way than by ``def`` are not seen.
    Source: https://docs.python.org/3/library/email.compat32-message.html
    """

    name = "headers_method"
    triggers = frozenset(["getheaders"])
    in_strings = False
    safety = "review"

    def look_at(self, syntax: Syntax, facts: ClassFacts) -> None:
        method = facts.methods.get("getheaders")
        if method is None or "get_all" in facts.names | self.inherited_names(facts):
            return
        if len(syntax.names_of(method.args)) == 2:
            self.appended[syntax.start_of(facts.node)] = [
                "",
                "def get_all(self, name, failobj=None):",
                "    return self.getheaders(name)",
            ]
