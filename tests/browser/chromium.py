"""A real Chromium without a window, driven over its debugging pipe: no port, no driver program, no package.

with Chromium() as chromium:
    page = chromium.open(path, width=390, height=844)
    page.evaluate("document.title")
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import select
import shutil
import signal
import tempfile
import time
from pathlib import Path
from types import TracebackType
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
    "--force-color-profile=srgb",
    "--host-resolver-rules=MAP * ~NOTFOUND",  # the network is closed: no name leads anywhere
    "--remote-debugging-pipe",
)
PATIENCE = 60.0
DEPARTURES = (
    "Page.frameAttached",
    "Page.frameRequestedNavigation",
    "Page.windowOpen",
    "Page.downloadWillBegin",
    "Page.javascriptDialogOpening",
)
"""What a page does that leads away from it: a frame in it, a navigation by itself, a window, a file, a dialogue."""
# the numbers that Windows has for keys; Chromium wants them before it moves the focus or presses a button
KEY_CODES = {
    "Tab": 9,
    "Enter": 13,
    "Escape": 27,
    " ": 32,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowRight": 39,
    "ArrowDown": 40,
}
SHIFT = 8


class Chromium:
    """The browser. Use it in a `with` statement, so that it ends with the test."""

    def __init__(self) -> None:
        found = next((path for name in NAMES if (path := shutil.which(name))), None)
        if not found:
            raise AssertionError(f"the browser tests need Chromium: none of {', '.join(NAMES)} is installed")
        self.profile = tempfile.mkdtemp(prefix="geotrack-chromium-")
        # Chromium reads commands from descriptor 3 and answers on 4, each message ended by a zero byte
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 20) for end in (*os.pipe(), *os.pipe())]
        ours = [os.POSIX_SPAWN_DUP2, os.POSIX_SPAWN_DUP2]
        actions: list[tuple[Any, ...]] = [(ours[0], ends[0], 3), (ours[1], ends[3], 4)]
        actions += [(os.POSIX_SPAWN_OPEN, n, os.devnull, os.O_RDWR, 0) for n in (0, 1, 2)]
        arguments = [found, *FLAGS, f"--user-data-dir={self.profile}", "about:blank"]
        self.process = os.posix_spawn(found, arguments, dict(os.environ), file_actions=actions, setsid=True)
        os.close(ends[0])
        os.close(ends[3])
        self.to, self.back = ends[1], ends[2]
        self.number, self.buffer = 0, b""
        self.answers: dict[int, dict[str, Any]] = {}
        self.pages: dict[str, Page] = {}

    def __enter__(self) -> Chromium:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.killpg(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self.to)
        os.close(self.back)
        shutil.rmtree(self.profile, ignore_errors=True)

    def call(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """One command of the DevTools protocol and its result."""
        self.number += 1
        message: dict[str, Any] = {"id": self.number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.to, data) :]
        number, end = self.number, time.monotonic() + PATIENCE
        while number not in self.answers:
            self.listen(end, method)
        answer = self.answers.pop(number)
        if "error" in answer:
            raise AssertionError(f"{method}: {answer['error']}")
        result: dict[str, Any] = answer.get("result", {})
        return result

    def listen(self, end: float, waiting_for: str) -> None:
        """Take in whatever the browser says next."""
        if not select.select([self.back], [], [], max(0.0, end - time.monotonic()))[0]:
            raise AssertionError(f"Chromium did not answer {waiting_for} within {PATIENCE:.0f} s")
        chunk = os.read(self.back, 1 << 20)
        if not chunk:
            raise AssertionError(f"Chromium ended while {waiting_for} was under way")
        *messages, self.buffer = (self.buffer + chunk).split(b"\0")
        for message in map(json.loads, messages):
            if "id" in message:
                self.answers[message["id"]] = message
            elif message.get("sessionId") in self.pages:
                self.pages[message["sessionId"]].hear(message["method"], message["params"])

    def open(
        self,
        path: Path,
        width: int = 1440,
        height: int = 900,
        address: str = "",
        scale: float = 1,
        dark: bool = False,
        media: str = "",
        before: str = "",
        **features: str,
    ) -> Page:
        """A file from disk in a new tab, once it has loaded; `before` is a script that runs before any of the page's.

        `features` are media features to be emulated: `forced_colors="active"`.
        """
        page = self.attach(self.call("Target.createTarget", url="about:blank")["targetId"])
        page.call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=scale,
            mobile=width < 600,
        )
        chosen = {"prefers_color_scheme": "dark" if dark else "light", "prefers_reduced_motion": "reduce"} | features
        page.call(
            "Emulation.setEmulatedMedia",
            media=media,
            features=[{"name": name.replace("_", "-"), "value": value} for name, value in chosen.items()],
        )
        if before:
            page.call("Page.addScriptToEvaluateOnNewDocument", source=before)
        page.call("Page.navigate", url=path.resolve().as_uri() + address)
        page.wait("location.protocol === 'file:' && document.readyState === 'complete'")
        return page

    def attach(self, target: str) -> Page:
        """A tab or a frame, by its target id."""
        page = Page(self, self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])
        self.pages[page.session] = page
        for domain in ("Page", "Network", "Runtime", "Log"):
            page.call(f"{domain}.enable")
        return page


class Page:
    """A tab, with everything it asked for and everything it said."""

    def __init__(self, chromium: Chromium, session: str):
        self.chromium = chromium
        self.session = session
        self.requests: list[str] = []
        self.messages: list[str] = []
        self.departures: list[str] = []

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        """A command of the protocol for this tab."""
        return self.chromium.call(method, self.session, **params)

    def hear(self, method: str, params: dict[str, Any]) -> None:
        """Note an event."""
        if method == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif method == "Runtime.consoleAPICalled":
            self.messages.append(" ".join(str(a.get("value", a.get("description"))) for a in params["args"]))
        elif method == "Runtime.exceptionThrown":
            detail = params["exceptionDetails"]
            self.messages.append(detail.get("exception", {}).get("description", detail["text"]))
        elif method == "Log.entryAdded":
            self.messages.append(params["entry"]["text"])
        elif method in DEPARTURES:
            self.departures.append(f"{method} {params.get('url', '')}")

    def evaluate(self, expression: str) -> Any:
        """The value of an expression in the page."""
        answer = self.call("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise AssertionError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def wait(self, expression: str) -> None:
        """Until an expression is true."""
        end = time.monotonic() + PATIENCE
        while not self.evaluate(f"!!({expression})"):
            if time.monotonic() > end:
                raise AssertionError(f"still not true after {PATIENCE:.0f} s: {expression}; messages: {self.messages}")
            time.sleep(0.05)

    def click(self, expression: str) -> None:
        """A real click of the mouse in the middle of an element, given as an expression."""
        x, y = self.evaluate(
            f"(() => {{ const e = {expression}; e.scrollIntoView({{block: 'nearest'}});"
            " const r = e.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2] })()"
        )
        for kind in ("mousePressed", "mouseReleased"):
            self.call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str, shift: bool = False) -> None:
        """A key, by its DOM name, with all that it does in a browser."""
        params = {"key": key, "code": "Space" if key == " " else key, "modifiers": SHIFT if shift else 0}
        if key in KEY_CODES:
            params["windowsVirtualKeyCode"] = KEY_CODES[key]
        text = {"text": "\r"} if key == "Enter" else {"text": key} if len(key) == 1 else {}
        self.call("Input.dispatchKeyEvent", type="keyDown", **params, **text)
        self.call("Input.dispatchKeyEvent", type="keyUp", **params)

    def screenshot(self, path: Path) -> None:
        """The window as a PNG file."""
        path.write_bytes(base64.b64decode(self.call("Page.captureScreenshot", format="png")["data"]))
