"""Reads the page and sets its marks anew: `python -m tests.reading.mark`.

A sentence that is read loses its `~`. One that was read and is no longer gets a mark only with `--lower`; a new
sentence, which nobody has marked yet, counts as such. `--show` marks nothing and prints every misreading.
"""

from __future__ import annotations

import argparse
import sys

from tests.reading.page import SENTENCES, by_topic, entries, is_read, read, remarked, share, spelled


def main() -> int:
    """Read, print the share by topic, and mark where that is allowed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lower", action="store_true", help="mark also what was read before")
    parser.add_argument("--show", action="store_true", help="print what is misread, mark nothing")
    options = parser.parse_args()

    page = entries()
    found = {entry.id: read(entry) for entry in page}
    unread = {entry.id for entry in page if not is_read(entry, found[entry.id])}
    if options.show:
        for entry in page:
            if entry.id in unread:
                mark = "~ " if entry.unread else ""
                print(f"{mark}{entry.id}\nwanted\n{entry.wanted or '> nobody'}\nread\n{spelled(found[entry.id])}\n")
    for topic, done, total in by_topic(page, unread):
        print(f"{topic:12} {done:3} of {total:3}")
    print(share(page, unread))

    lost = [entry.id for entry in page if entry.id in unread and not entry.unread]
    if options.show:
        return 0
    if lost and not options.lower:
        print(f"\nNothing is marked: {len(lost)} would be lost. Mark all the same with --lower.", file=sys.stderr)
        print("\n".join(lost), file=sys.stderr)
        return 1
    for path in sorted(SENTENCES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        path.write_text(remarked(text, path.stem, unread), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
