"""What holds for all tests: no network, the same examples every time, and no skip unnoticed where it matters."""

from __future__ import annotations

import os
import runpy
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

collect_ignore = ["closed"]  # runs once, below; whatever Python a test starts runs it too, by its name
CLOSED = Path(__file__).parent / "closed"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
# not the install's fault: root may read every file, whatever its permissions
FORGIVEN = ("this user may read everything",)

runpy.run_path(str(CLOSED / "sitecustomize.py"), run_name="sitecustomize")
os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(CLOSED), os.environ.get("PYTHONPATH"))))

settings.register_profile("geotrack", deadline=None, derandomize=True)
settings.load_profile("geotrack")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The browser's tests are skipped where there is no browser, and say so; `CI=1` forbids that."""
    if any(shutil.which(name) for name in BROWSERS):
        return
    for item in items:
        if item.path.parent.name == "browser":
            item.add_marker(pytest.mark.skip(reason=f"needs one of {', '.join(BROWSERS)}: apt-get install chromium"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Where `CI` is set, a skipped test is a failed one: it hides that something is not installed."""
    report = yield
    if report.skipped and os.environ.get("CI") and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        if not any(words in reason for words in FORGIVEN):
            report.outcome, report.longrepr = "failed", f"{reason} (CI is set: nothing may be skipped)"
    return report
