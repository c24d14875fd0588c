"""Runs a lesson's program as if it were started by itself, in the interpreter that ran the one before."""

import builtins
import contextlib
import io
import json
import linecache
import math
import os
import shutil
import sys
import time
import traceback
import types
from importlib.machinery import ModuleSpec, PathFinder

import _chalkroom
from pyodide.ffi import can_run_sync, run_sync

HOME = "/home/pyodide"
MOST_PICTURES = 10
LONGEST_ANSWER = 300  # characters of an exercise's answer on screen

_own_modules = set(sys.modules)
_own_builtins = dict(vars(builtins))
_sleep = time.sleep


def clear() -> None:
    """Takes away what the program before left: its modules, its files, what it did to the builtins."""
    for name in set(sys.modules) - _own_modules:
        # The standard library's stay: to load them again takes time, and programs do not change them.
        path = getattr(sys.modules[name], "__file__", None) or ""
        if path.startswith(HOME) or name == "turtle":
            del sys.modules[name]
    names = vars(builtins)
    for name in set(names) - set(_own_builtins):
        del names[name]
    names.update(_own_builtins)
    builtins.input = _input
    time.sleep = _wait
    sys.stdin = _Keyboard()
    sys.setrecursionlimit(1000)
    linecache.clearcache()
    os.chdir(HOME)
    for entry in os.scandir(HOME):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)
    # A file that was changed within a second of its last import is still another one.
    sys.dont_write_bytecode = True
    sys.path_importer_cache.clear()


def execute(entry: str, exercises: str) -> bool:
    """Whether it ended well. A traceback shows the program's own lines only."""
    tried = json.loads(exercises)
    given = set(os.listdir())
    try:
        module = types.ModuleType("__exercise__" if tried else "__main__")
        module.__file__ = entry
        sys.modules[module.__name__] = module
        with open(entry, encoding="utf-8") as file:
            code = compile(file.read(), entry, "exec")
        if not tried:
            exec(code, vars(module))
            return True
        with contextlib.redirect_stdout(io.StringIO()):
            exec(code, vars(module))
        # Every one is tried, also after one that failed.
        passed = [_try(exercise["call"], exercise["expected"], vars(module)) for exercise in tried]
        return all(passed)
    except SystemExit as end:
        return _exit(end)
    except BaseException as error:
        _show(error)
        return False
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        if not tried:
            _show_pictures(given)


def _show_pictures(given: set[str]) -> None:
    """What the program drew into files, as charts are in books: `chart.render_to_file("dice.svg")`."""
    drawn = [name for name in sorted(os.listdir(HOME)) if name.endswith(".svg") and name not in given]
    for name in drawn[:MOST_PICTURES]:
        with contextlib.suppress(OSError, UnicodeDecodeError), open(f"{HOME}/{name}", encoding="utf-8") as file:
            _chalkroom.picture(file.read())


def _exit(end: SystemExit) -> bool:
    if end.code is None or end.code == 0:
        return True
    if not isinstance(end.code, int):
        print(end.code, file=sys.stderr)
    return False


def _show(error: BaseException) -> None:
    """As Python shows it, without the lines that are ours."""
    shown = traceback.TracebackException.from_exception(error)
    _keep_own_lines(shown)
    for text in shown.format():
        print(text, end="", file=sys.stderr)
    if isinstance(error, ModuleNotFoundError):
        _chalkroom.lacksPackage()


def _keep_own_lines(shown: traceback.TracebackException | None) -> None:
    while shown is not None:
        own = [frame for frame in shown.stack if not frame.filename.startswith(("/lib/", "<frozen"))]
        shown.stack = traceback.StackSummary.from_list(own)
        _keep_own_lines(shown.__cause__)
        shown = shown.__context__


def _try(call: str, expected: str, names: dict) -> bool:
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            got = eval(call, names)
        if got is None and printed.getvalue():
            # A beginner's function prints its answer.
            got = printed.getvalue().strip()
        ok = _same(got, eval(expected, names))
        answer = repr(got)
    except Exception as error:
        ok, answer = False, "".join(traceback.format_exception_only(error)).strip()
    _chalkroom.test(call, expected, answer[:LONGEST_ANSWER], bool(ok))
    return bool(ok)


def _same(got: object, expected: object) -> bool:
    if isinstance(got, float) and isinstance(expected, (int, float)):
        return math.isclose(got, expected, rel_tol=1e-9, abs_tol=1e-9)
    return got == expected


def _input(prompt: object = "", /) -> str:
    question = str(prompt)
    if question:
        print(question, end="", flush=True)
    return _answer(question)


def _answer(question: str) -> str:
    if not can_run_sync():
        _chalkroom.cannotAsk()
        raise EOFError("nobody can answer here")
    sys.stdout.flush()
    line = run_sync(_chalkroom.ask(question))
    _chalkroom.write("in", line + "\n")
    return line


def _wait(seconds: float, /) -> None:
    """Without keeping the processor busy, where the browser can hold a program."""
    if not can_run_sync():
        _sleep(seconds)
        return
    import asyncio

    sys.stdout.flush()
    run_sync(asyncio.sleep(seconds))


class _Charts:
    """Has pygal unpacked for the first program that imports it: most never do, and would only wait."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name != "pygal":
            return None
        sys.meta_path.remove(self)
        _chalkroom.unpackCharts()
        sys.path_importer_cache.clear()
        return PathFinder.find_spec(name)


sys.meta_path.append(_Charts())


class _Keyboard(io.TextIOBase):
    """sys.stdin: what is typed, line by line."""

    def readable(self) -> bool:
        return True

    def readline(self, size: int = -1, /) -> str:
        return _answer("") + "\n"
