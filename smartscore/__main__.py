"""The command's entry: answers `--version` before anything else is imported."""

import sys

OBJECTS_BETWEEN_COLLECTIONS = 100_000
"""Nearly all that a start makes stays: to look for garbage every 700 objects, as Python does, is in vain."""


def main() -> None:
    """Run the command line and leave with its exit code."""
    if sys.argv[1:] == ["--version"]:
        from smartscore.version import __version__  # noqa: PLC0415  # the rest of the program is not needed for this

        sys.stdout.write(f"smartscore {__version__}\n")
        return
    import gc  # noqa: PLC0415  # the same

    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    try:
        from smartscore.cli import run  # noqa: PLC0415  # the same

        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # while the program is still being loaded
        code = 130
    gc.freeze()  # Python would look for garbage among all that is left, which goes with the process
    sys.exit(code)


if __name__ == "__main__":
    main()
