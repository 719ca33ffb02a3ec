"""The doctests of configobj and validate, as their own test run sets them up."""

import doctest
import sys
from StringIO import StringIO

import configobj
import validate

GLOBALS = dict(vars(configobj), StringIO=StringIO, vtor=validate.Validator())
GLOBALS["INTP_VER"] = sys.version_info[:2]
GLOBALS["x"] = configobj.ConfigObj(
    """# comment
    keyword1 = value1   # inline
    'key 3' = val, u, e
    [ sect ]
    a = "quoted # text"
    [[ deep ]]
    b = '''many
lines'''
    list = 1, 2, "three, four"
    """.splitlines()
)
GLOBALS["a"] = configobj.ConfigObj(
    ["test1 = 40", "test2 = hello", "test3 = 3", "test4 = 5.0", "[sub]", "w = a", "x = b"]
)


class Handler(object):
    """What of a configuration can be changed and written."""

    def run(self):
        spec = """
        name = string(min=1)
        count = integer(0, 10, default=3)
        share = float(default=0.5)
        on = boolean(default=True)
        [net]
        address = ip_addr(default=127.0.0.1)
        names = string_list(default=list('a', 'b'))
        """.splitlines()
        text = ["name = x", "count = 4", "[net]", "names = p, q", "extra = 1"]
        config = configobj.ConfigObj(text, configspec=spec)
        print(config.validate(validate.Validator()))
        print(configobj.flatten_errors(config, config.validate(validate.Validator())))
        print(config.write())
        config["net"]["new"] = ["one", "two, three", "#four"]
        config["fresh"] = {"k": "v", "deep": {"x": "1"}}
        config.comments["fresh"] = ["", "# a comment"]
        config.rename("name", "title")
        print(config.write())
        print(config.dict() == dict(config))
        config.merge({"net": {"names": "r"}})
        print(config["net"].as_list("names"), config.as_int("count"))
        print(config["fresh"].pop("k"), config["fresh"].items(), config.keys())
        config.restore_defaults()
        config.walk(lambda section, key: section[key])
        lines = ["a = %(b)s/x", "b = ${c}", "c = caf\xc3\xa9"]
        print(configobj.ConfigObj(lines, encoding="utf-8")["c"].encode("utf-8"))
        print(configobj.ConfigObj(lines)["a"])
        template = configobj.ConfigObj(["a = $b/x", "b = 1"], interpolation="Template")
        print(template["a"], repr(template))
        for broken in (["[a", "x = 1"], ["novalue"], ["a = 'b"], ["[a]", "[a]"]):
            try:
                configobj.ConfigObj(broken)
            except configobj.ConfigObjError as error:
                print("%s: %s" % (type(error).__name__, error))


failed = 0
for module in (configobj, validate):
    failed += doctest.testmod(module, extraglobs=GLOBALS, report=False)[0]
Handler().run()
sys.exit(failed > 3)
