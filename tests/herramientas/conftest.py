"""The script draws into memory when it is run; importing it must not ask for a screen either."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
