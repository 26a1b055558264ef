"""Write what is generated: docs/cli.md, the JSON Schemas, the overviews of questionnaires, the examples' results.

python docs/generate.py            writes them
python docs/generate.py --check    exits with 1 and names those that are not fresh
"""

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin, get_type_hints

from typer.models import ArgumentInfo, CommandInfo, OptionInfo

from smartscore.cli.app import application
from smartscore.errors import EXIT_CODES
from smartscore.files.questionnaires import builtin, examples, load_questionnaire, names
from smartscore.files.schemas import SCHEMAS, schema_file, schema_text
from smartscore.files.sheets import read_sheet
from smartscore.language import language
from smartscore.overviews import FORMATS as OVERVIEWS
from smartscore.reports import FORMATS
from smartscore.scoring import score

ROOT = Path(__file__).parents[1]

INTRODUCTION = """# Commands

Generated from the program by `docs/generate.py`; do not edit.

Every command takes `--help`. Data goes to standard output, everything said to a person to standard error;
`-` is standard input or output.
"""


def generated() -> dict[Path, str]:
    """Return every generated file with its text."""
    found = {ROOT / "docs" / "cli.md": commands_text()}
    found |= {ROOT / "questionnaires" / "schemas" / schema_file(name): schema_text(name) for name in SCHEMAS}
    for name in names():
        questionnaire = load_questionnaire(name)
        for example, file in examples(builtin() / name).items():
            card = score(questionnaire, read_sheet(Path(str(file))))
            path = ROOT / "questionnaires" / name / "examples" / f"{example}.scorecard.json"
            text = FORMATS["json"].render(card, language(questionnaire.language))
            found[path] = str(text)
        found |= dict(_overviews(name))
    return found


def _overviews(name: str) -> Iterator[tuple[Path, str]]:
    """Yield the table of what a questionnaire asks, in each of its languages."""
    for lang in load_questionnaire(name).languages:
        text = OVERVIEWS["markdown"].render(load_questionnaire(name, lang), language(lang))
        yield ROOT / "docs" / "overviews" / f"{name}.{lang}.md", str(text)


def commands_text() -> str:
    """Return the reference of all commands."""
    app, parts = application(), [INTRODUCTION]
    parts += [_command_text(info, f"smartscore {_name(info)}") for info in app.registered_commands]
    for group in app.registered_groups:
        inner = group.typer_instance
        prefix = f"smartscore {group.name}"
        lists = any(_name(command) == "list" for command in inner.registered_commands)
        without = f"\nWithout a command: the same as `{prefix} list`.\n" if lists else ""
        parts.append(f"## `{prefix}`\n\n{inner.info.help}\n{without}")
        parts += [_command_text(info, f"{prefix} {_name(info)}") for info in inner.registered_commands]
    rows = "\n".join(f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items())
    parts.append(f"## Exit codes\n\n| code | meaning |\n| ---: | --- |\n{rows}\n")
    return "\n".join(parts)


def _name(info: CommandInfo) -> str:
    return info.name or _callback(info).__name__


def _callback(info: CommandInfo) -> Callable[..., Any]:
    if info.callback is None:
        raise TypeError(info)
    return info.callback


def _command_text(info: CommandInfo, title: str) -> str:
    callback = _callback(info)
    text, _, shown = inspect.cleandoc(callback.__doc__ or "").partition("Example")
    lines = [line.strip() for line in shown.splitlines()[1:] if line.strip()]
    rows = "\n".join(_parameters(callback))
    table = f"| | | default |\n| --- | --- | --- |\n{rows}\n\n" if rows else ""
    block = "```sh\n" + "\n".join(lines) + "\n```\n"
    return f"## `{title}`\n\n{text.strip()}\n\n{table}{block}"


def _parameters(callback: Callable[..., Any]) -> Iterator[str]:
    hints = get_type_hints(callback, include_extras=True)
    for name, parameter in inspect.signature(callback).parameters.items():
        hint = hints[name]
        if get_origin(hint) is not Annotated:
            continue
        info = next(item for item in get_args(hint) if isinstance(item, ArgumentInfo | OptionInfo))
        default = "" if parameter.default in (None, False, inspect.Parameter.empty) else f"`{parameter.default}`"
        meaning = (info.help or "").replace("|", "\\|")
        yield f"| {_usage(name, info, get_args(hint)[0])} | {meaning} | {default} |"


def _usage(name: str, info: ArgumentInfo | OptionInfo, kind: object) -> str:
    metavar = (info.metavar or name.upper()).replace("|", "\\|")
    if isinstance(info, ArgumentInfo):
        return f"`{metavar}`"
    first = (
        [info.default] if isinstance(info.default, str) and info.default.startswith("-") else []
    )  # Typer's own quirk
    flags = [*first, *(info.param_decls or ())] or [f"--{name.replace('_', '-')}"]
    return f"`{', '.join(flags)}`" if kind is bool else f"`{', '.join(flags)} {metavar}`"


def main() -> int:
    """Write the files, or with --check say which are not fresh."""
    texts = generated()
    stale = [path for path, text in texts.items() if not path.exists() or path.read_text("utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            sys.stderr.write(f"not fresh: {path.relative_to(ROOT)}; run python docs/generate.py\n")
        return 1 if stale else 0
    for path in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(texts[path], "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
