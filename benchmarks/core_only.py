"""smartscore as where only its core is installed: without numpy, in which large tables are scored in blocks.

python core_only.py ARGUMENT...
"""

import sys

sys.modules["numpy"] = None  # type: ignore[assignment]  # so it is not found, here and in the processes that are started

if __name__ == "__main__":
    from smartscore.__main__ import main

    main()
