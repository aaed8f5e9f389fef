"""Publishes in a process that can be killed at any time. `python publish_kills.py` is the server of the kill test.

It imports everything once and forks for each publish, so that a kill costs no start-up. It reads one line of JSON and
writes the process id, then, when the process has ended, its exit status.
"""

from __future__ import annotations

import json
import os
import pickle
import sys
from pathlib import Path

from publish_site import Site, photo, picture

from runner.publishing.photo import OutgoingPhoto


def edition(number: int, photos: int) -> list[OutgoingPhoto]:
    """The approved photos of this edition: texts change, and so do some names."""
    renamed = [f"edition_{number}_{each:04}.jpg" if each % 10 == number % 10 else None for each in range(photos)]
    # Two photos swap names, three pass them on in a circle, and one changes only the case of its name.
    renamed[:2] = [f"pair_{(each + number) % 2}.jpg" for each in range(2)]
    renamed[2:5] = [f"circle_{(each + number) % 3}.jpg" for each in range(3)]
    renamed[5] = ("Case.jpg", "case.jpg")[number % 2]
    return [photo(each, number, renamed[each]) for each in range(photos)]


def taken_back(photos: list[OutgoingPhoto]) -> list[OutgoingPhoto]:
    """The photos that are unpublished after each edition, and published again by the next."""
    return photos[6:10]


def main() -> None:
    site: Site = pickle.loads(Path(sys.argv[1]).read_bytes())
    photos = int(sys.argv[2])
    _ = picture(90), picture(40)  # libvips has threads, which a fork does not copy
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if child == 0:
            os._exit(_publish(site, edition(asked["edition"], photos)))
        print(child, flush=True)
        _, status = os.waitpid(child, 0)
        print(status, flush=True)


def _publish(site: Site, photos: list[OutgoingPhoto]) -> int:
    try:
        done = [*site.publish(photos), *site.unpublish(*(each.item_id for each in taken_back(photos)))]
    except BaseException as error:
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
        return 3
    return 0 if all(each.step == "done" and each.error is None for each in done) else 1


if __name__ == "__main__":
    main()
