"""Windows are drawn into memory: no screen is needed, events and pixels are real."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
