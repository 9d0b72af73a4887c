"""How long a large journey takes to be drawn, beside an empty Leaflet page.

    python -m tests.browser.timing [STOPS] [RUNS]

Both pages are opened in turn in one browser; of each figure the least counts, because the machine has other work too.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from geotrack.formats.webmap import leaflet, part, write
from tests.browser.chromium import Chromium, Page
from tests.formats.vast import EUROPE, WORLD, vast

EMPTY = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Empty</title>
<style>%s html, body, #map { height: 100%%; margin: 0 }</style></head><body><div id="map"></div><script>%s</script>
<script>L.map('map').setView([50, 10], 4);
document.documentElement.setAttribute('data-ready', '1');
document.documentElement.setAttribute('data-drawn', '1');</script></body></html>"""
"""Leaflet with its buttons and nothing else."""

CLOCK = """window.clock = {}; new MutationObserver(() => {
  for (const name of ['ready', 'drawn']) {
    if (document.documentElement.hasAttribute('data-' + name) && !(name in clock)) {
      clock[name] = 0;
      requestAnimationFrame(() => setTimeout(() => { clock[name] = performance.now(); }));
    }
  }
}).observe(document, {attributes: true, subtree: true, attributeFilter: ['data-ready', 'data-drawn']});"""
"""Notes when the frame after an event is on the screen; runs before the page's own script."""

STAGES = {
    "paint": "something is seen",
    "ready": "all stops are drawn and answer",
    "drawn": "so are legs, ground, names",
}


def empty_page(folder: Path) -> Path:
    """An empty Leaflet page as a file."""
    path = folder / "empty.html"
    path.write_text(EMPTY % (part("leaflet.css"), leaflet()), encoding="utf-8")
    return path


def opened(chromium: Chromium, path: Path) -> tuple[Page, dict[str, float]]:
    """A page in a new tab, and the milliseconds after which each of the stages was on the screen."""
    page = chromium.attach(chromium.call("Target.createTarget", url="about:blank")["targetId"])
    page.call("Emulation.setDeviceMetricsOverride", width=1440, height=900, deviceScaleFactor=1, mobile=False)
    page.call("Page.addScriptToEvaluateOnNewDocument", source=CLOCK)
    page.call("Page.navigate", url=path.resolve().as_uri())
    page.wait("window.clock && clock.drawn && clock.ready")
    paint = "performance.getEntriesByName('first-contentful-paint')[0]"
    page.wait(paint)
    found: dict[str, float] = page.evaluate(f"({{...clock, paint: {paint}.startTime}})")
    return page, found


def measured(paths: list[Path], runs: int) -> list[dict[str, float]]:
    """The least milliseconds of each stage, for each page."""
    least: list[dict[str, float]] = [{} for _ in paths]
    with Chromium() as chromium:
        opened(chromium, paths[0])[0].call("Page.close")  # the browser's own first time
        for _ in range(runs):
            for best, path in zip(least, paths, strict=True):
                page, found = opened(chromium, path)
                page.call("Page.close")
                best.update({stage: min(ms, best.get(stage, ms)) for stage, ms in found.items()})
    return least


def stepping(page: Page, steps: int = 20) -> list[float]:
    """The milliseconds that each press of the right arrow keeps the page busy, layout included."""
    press = "document.dispatchEvent(new KeyboardEvent('keydown', {key: 'ArrowRight', bubbles: true}))"
    once = (
        f"(() => {{ const t = performance.now(); {press}; document.body.offsetTop; return performance.now() - t }})()"
    )
    return sorted(page.evaluate(once) for _ in range(steps))


def main(stops: str = "5000", runs: str = "7") -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = [empty_page(folder)]
        for region, box in (("world", WORLD), ("europe", EUROPE)):
            paths.append(folder / f"{region}.html")
            paths[-1].write_text(write(vast(int(stops), box=box)), encoding="utf-8")
        first, *others = measured(paths, int(runs))
        print(f"empty Leaflet page: {', '.join(f'{stage} {first[stage]:.0f} ms' for stage in STAGES)}")
        for path, found in zip(paths[1:], others, strict=True):
            print(f"{path.stem}, {int(stops):,} stops, {path.stat().st_size / 1e6:.1f} MB:")
            for stage, meaning in STAGES.items():
                print(f"  {stage:5} {found[stage]:5.0f} ms, {found[stage] / first[stage]:.1f} times: {meaning}")
            with Chromium() as chromium:
                took = stepping(opened(chromium, path)[0])
            print(
                f"  a step with the arrow key: {took[len(took) // 2]:.0f} ms in the middle, {took[-1]:.0f} ms at most"
            )


if __name__ == "__main__":
    main(*sys.argv[1:])
