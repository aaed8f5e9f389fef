"""Checks a catalogue of texts against the rules with the command itself, start-up included.

`python benchmarks/audit.py [ROWS]`. Bound: 43,000 rows in at most 60 s on 2 cores. No two rows have the same texts.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl

RNG = random.Random(7)
BOUND_S = 60
RUNNER = Path(sys.executable).parent / "runner"

AIRLINES = "KLM,Lufthansa,easyJet,Transavia,Finnair,Iberia,Swiss,Ryanair,Air France,Norwegian".split(",")
TYPES = "Boeing 737-800,Boeing 747-400,Boeing 777-300,Airbus A320,Airbus A330-300,Embraer 190,Fokker 70".split(",")
PLACES = "Schiphol Airport,Heathrow Airport,Barajas Airport,Munich Airport,Oslo Airport,Geneva Airport".split(",")
DOES = "lands on,takes off from,taxies along,turns onto,leaves,crosses,waits beside,rolls out on".split(",")
LIGHT = "in light rain,under low clouds,before sunset,in the evening,at noon,in morning fog,after snow".split(",")
SEEN = "wet tarmac,dry grass,a row of trucks,two buses,a brick tower,a line of lamps,bare trees,parked cars".split(",")
THINGS = "tarmac,grass,trucks,buses,tower,lamps,trees,cars,terminal,evening,rain,landing,wings,cargo".split(",")
DEFECTS = ("A stunning ", "Possibly a ", "This photo shows a ", "")


def row(number: int) -> dict[str, str]:
    """One photo of a catalogue; one in eight has a defect."""
    airline, kind, place, does = (RNG.choice(each) for each in (AIRLINES, TYPES, PLACES, DOES))
    mark = f"PH-{''.join(RNG.choices('ABCDEFGHKLMN', k=3))}"
    opening = RNG.choice(DEFECTS) if number % 6 == 0 else ""
    return {
        "caption": f"{opening}{airline} {kind} {mark} {does} runway {number % 36 + 1} at {place} {RNG.choice(LIGHT)}, "
        f"flight {number}, seen from the north side with {RNG.choice(SEEN)}.",
        "Alt_Text": f"A {RNG.choice(['blue', 'white', 'red'])} aircraft with number {number} near {RNG.choice(SEEN)} "
        f"and {RNG.choice(SEEN)} {RNG.choice(LIGHT)}.",
        "keywords": ", ".join([airline, kind, mark, place, "runway", *RNG.sample(THINGS, 4), f"flight {number}"]),
        "subject": f"{airline} {kind}",
        "location": place,
        "file_name": f"{airline.lower().replace(' ', '_')}_{number:06}.jpg",
    }


def processor_s() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 43_000
    with tempfile.TemporaryDirectory() as folder:
        table, out = Path(folder) / "texts.csv", Path(folder) / "found.parquet"
        pl.DataFrame([row(number) for number in range(rows)]).write_csv(table)
        for pack in ("default", "aviation"):
            began, before = time.perf_counter(), processor_s()
            command = [RUNNER, "check", table, f"rules={pack}", f"out={out}"]
            ended = subprocess.run(command, check=True, capture_output=True, text=True)
            wall = time.perf_counter() - began
            used = processor_s() - before
            print(f"rules={pack:9} {rows:,} rows {wall:6.1f} s ({used:.1f} s of processors), bound {BOUND_S} s")
            print(f"  {ended.stdout.splitlines()[-2]}")
    print(f"peak memory of a process {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1e6:.2f} GB")


if __name__ == "__main__":
    main()
