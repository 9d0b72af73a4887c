"""`python -m geotrack`."""

from geotrack.cli import run

if __name__ == "__main__":
    run()
