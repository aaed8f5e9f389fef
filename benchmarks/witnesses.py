"""Measures detectors as witnesses, on photos with known objects and texts with known wrong words.

`python benchmarks/witnesses.py [FOLDER] [NAME…]`. FOLDER is in the format of shared/data/objects (photos/, truth, boxes
and captions as Parquet), by default the one beside the project; NAME is a detector of conf/detector, by default the
packaged ones: with their weights fetched, `witnesses.py rfdetr_nano dfine_s` gives the figures of those two. Each looks
at the whole photo, at tiles, at smaller tiles and at the mirrored photo. `--calibration FILE` writes the counts as
YAML, one document per view: how often a thing that is there was missed, and how often one that a text wrongly names was
named.

It prints AP with our own pre- and post-processing (COCO's definition, on these photos, some of which are in COCO's
training set); recall by size of the largest instance; how often a detection is right as support; counts; how many wrong
words of texts are caught if at most 1 % and 3 % of true words may be flagged, with none, one and all of the texts of
other families about the same photo; and what the program finds with its shipped calibrations (learnt on the photos of
shared/data/objects, so use other photos) and with calibrations from other photos only. `cpu_ms` is the processor time
of a look at a photo, `ms a text` that of reading and weighing. Goals: caught >= 0.55 at <= 0.01, precision >= 0.9. The
last line is JSON.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from dataclasses import asdict
from pathlib import Path

import numpy as np
import yaml
from faster_coco_eval import COCO, COCOeval_faster
from witness_data import CLASSES, Material, Seen, counts, look, read_material, views
from witness_fit import Words, cross_fitted
from witness_weighed import as_shipped, as_taught, beginning

from runner.text.claims.calibrating import scores_of
from runner.text.claims.provenance import made_with

FOLDER = Path(__file__).resolve().parents[2] / "shared" / "data" / "objects"
SIZES = (("tiny", 0.001), ("small", 0.005), ("medium", 0.02), ("large", 0.1), ("huge", 1.0))
"""Sizes of things, each with the largest share of the photo that belongs to it."""
AIMS = (0.01, 0.03)
"""Shares of true words that may be flagged."""
NAMED = 0.3
"""A detector names a class if its score is at least this."""
PLAIN = {
    "sports ball": "ball",
    "orange": "orange fruit",
    "dining table": "table",
    "mouse": "computer mouse",
    "remote": "remote control",
}
"""Plain names of classes in the reader of claims, where they differ from COCO's."""


def average_precision(material: Material, seen: Seen) -> dict[str, float]:
    """COCO's AP and AP at 0.5 on the photos with boxes. AP by size is left out, as areas here are those of boxes."""
    images, truths, found = [], [], []
    for photo, known in material.boxed():
        width, height = material.size(photo)
        scale = np.array([width, height, width, height])
        images.append({"id": photo, "width": width, "height": height})
        for name, crowd, *corners in known.boxes:
            truths.append({"id": len(truths) + 1, "iscrowd": int(crowd), **_annotated(photo, name, corners, scale)})
        for each in seen[photo]:
            region = each.region
            corners = [region.left, region.top, region.right, region.bottom]
            found.append({"score": each.score, **_annotated(photo, each.name, corners, scale)})
    kinds = [{"id": at + 1, "name": name} for at, name in enumerate(CLASSES)]
    truth = COCO({"images": images, "annotations": truths, "categories": kinds}, print_function=_silent)
    made = COCOeval_faster(truth, truth.loadRes(found), "bbox", print_function=_silent)
    made.run()
    return {"AP": round(float(made.stats[0]), 4), "AP50": round(float(made.stats[1]), 4), "photos": len(images)}


def _silent(*_: object) -> None:
    pass


def _annotated(photo: int, name: str, corners: list[float], scale: np.ndarray) -> dict[str, object]:
    left, top, right, bottom = (float(each) for each in np.array(corners) * scale)
    box = [left, top, right - left, bottom - top]
    return {"image_id": photo, "category_id": CLASSES.index(name) + 1, "bbox": box, "area": box[2] * box[3]}


def best_scores(seen: Seen, photo: int) -> dict[str, float]:
    found: dict[str, float] = {}
    for each in seen[photo]:
        found[each.name] = max(found.get(each.name, 0.0), each.score)
    return found


def size_of(area: float) -> str:
    return next(name for name, most in SIZES if area <= most)


def calibration(material: Material, name: str, seen: Seen) -> dict[str, object]:
    """Counts for each class: things that are there and missed; things that a text wrongly names and were named too.

    Things that texts wrongly name are more likely to be mistaken for something than other absent things. Also by size
    of the largest instance, if it has a box.
    """
    classes: dict[str, Counter[str]] = defaultdict(Counter)
    strata: dict[str, Counter[str]] = defaultdict(Counter)
    for photo, known in material.photos.items():
        named = {each for each, score in best_scores(seen, photo).items() if score >= NAMED}
        largest: dict[str, float] = {}
        for kind, _, left, top, right, bottom in known.boxes:
            largest[kind] = max(largest.get(kind, 0.0), (right - left) * (bottom - top))
        for kind in known.objects:
            classes[kind].update({"present": 1, "missed": int(kind not in named)})
        for kind in {kind for text in material.texts if text.photo == photo for kind, bad in text.wrong.items() if bad}:
            classes[kind].update({"absent": 1, "invented": int(kind in named)})
        for kind, area in largest.items():
            strata[size_of(area)].update({"present": 1, "missed": int(kind not in named)})
    tables = {PLAIN.get(kind, kind): {key: n for key, n in each.items() if n} for kind, each in sorted(classes.items())}
    return {
        "witness": name, "kind": "boxes",
        "measured_on": f"{len(material.photos)} COCO photos and {len(material.texts)} texts, score >= {NAMED}",
        "overall": dict(sum(classes.values(), Counter())),
        "classes": tables,
        "scores": asdict(scores_of(_claimed(material, seen))),
        "strata": {size: {key: int(n) for key, n in strata[size].items() if n} for size, _ in SIZES},
        "made_with": made_with(model=name),
    }  # fmt: skip


def _claimed(material: Material, seen: Seen) -> list[tuple[float | None, bool]]:
    """Best score of each class that texts name in a photo, and whether it is there: once if right, once if wrong."""
    named = dict.fromkeys((text.photo, kind, bad) for text in material.texts for kind, bad in text.wrong.items())
    best = {photo: best_scores(seen, photo) for photo, _, _ in named}
    return [(best[photo].get(kind, 0.0), not bad) for photo, kind, bad in named]


def recall_by_size(made: dict[str, object]) -> dict[str, list[float]]:
    """Recall of classes by the size of their largest instance, each with the number of instances."""
    strata: dict[str, dict[str, int]] = made["strata"]  # type: ignore[assignment]
    return {
        size: [round(1 - each.get("missed", 0) / each["present"], 3), each["present"]]
        for size, each in strata.items()
        if each
    }


def support(material: Material, seen: Seen) -> dict[str, list[float]]:
    """How often a class named with at least a given score is really there, each with the number of cases."""
    found = {}
    for limit in (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9):
        named = [
            name in known.objects
            for photo, known in material.photos.items()
            for name, score in best_scores(seen, photo).items()
            if score >= limit
        ]
        found[str(limit)] = [round(float(np.mean(named)), 4), len(named)] if named else [0.0, 0]
    return found


def supported(material: Material, seen: Seen, least: float = 0.5) -> dict[str, int]:
    """How many words of texts a box of at least this score supports, and how many of them are right; also by thing."""
    words: Counter[bool] = Counter()
    things: set[tuple[int, str, bool]] = set()
    for text in material.texts:
        best = best_scores(seen, text.photo)
        named = [(name, not wrong) for name, wrong in text.wrong.items() if best.get(name, 0.0) >= least]
        words.update(right for _, right in named)
        things.update((text.photo, name, right) for name, right in named)
    right = sum(each[2] for each in things)
    return {"words": words.total(), "right": words[True], "things": len(things), "right_things": right}


def counted(material: Material, seen: Seen, least: float = 0.5, more: int = 1) -> dict[str, int]:
    """Of numbers in texts that the detector exceeds, how many are too low; and of right ones, how many it exceeds."""
    found: Counter[str] = Counter()
    for text in material.texts:
        boxes = material.photos[text.photo].boxes
        for name, number in counts(text):
            if not boxes or any(kind == name and crowd for kind, crowd, *_ in boxes):
                continue
            really = sum(kind == name for kind, *_ in boxes)
            exceeded = sum(each.name == name and each.score >= least for each in seen[text.photo]) >= number + more
            found.update({"claims": 1, "right": really == number, "right_hit": exceeded and really == number})
            found.update({"exceeded": exceeded, "too_low": exceeded and really > number})
    return dict(found)


def main() -> None:
    arguments, target = sys.argv[1:], None
    if "--calibration" in arguments:
        at = arguments.index("--calibration")
        target, arguments = Path(arguments[at + 1]), arguments[:at] + arguments[at + 2 :]
    folder = next((Path(each) for each in arguments if Path(each).is_dir()), FOLDER)
    names = [each for each in arguments if not Path(each).is_dir()] or ["nanodet_g", "ssdlite_mobilenet_v2"]
    material = read_material(folder)
    report: dict[str, object] = {"photos": len(material.photos), "texts": len(material.texts)}
    seen: dict[str, Seen] = {}
    tables = []
    for view in (each for name in names for each in views(name)):
        seen[view.name], spent = look(view, material)
        if view.mirrored:
            continue
        tables.append(calibration(material, view.name, seen[view.name]))
        report[view.name] = {
            **average_precision(material, seen[view.name]), "cpu_ms": round(1000 * spent),
            "recall": recall_by_size(tables[-1]), "support": support(material, seen[view.name]),
            "supported": supported(material, seen[view.name]),
            "counts": {f"+{more}": counted(material, seen[view.name], more=more) for more in (1, 2)},
        }  # fmt: skip
        print(view.name, json.dumps(report[view.name]), flush=True)
    if target:
        target.write_text(yaml.safe_dump_all(tables, sort_keys=False, width=150, default_flow_style=None))
    begun = beginning()
    for together in dict.fromkeys((*((name,) for name in names), tuple(names))):
        own = {name: seen[name] for name in together}
        report[f"{' and '.join(together)}, as shipped"] = as_shipped(material, own)
        report[f"{' and '.join(together)}, taught by other photos"] = as_taught(material, own, begun) if begun else None
    print(
        json.dumps({said: each for said, each in report.items() if "shipped" in said or "taught" in said}), flush=True
    )
    words = Words(material, seen)
    for others in ("none", "one", "all"):
        for aim, outcome in zip(AIMS, cross_fitted(words, others, AIMS), strict=True):
            report[f"words, other texts: {others}, aim {aim}"] = outcome.figures()
            print(others, aim, json.dumps(outcome.figures()), flush=True)
    print(json.dumps(report))


if __name__ == "__main__":
    main()
