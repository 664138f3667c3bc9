#!/usr/bin/env python3
"""Mockhaus beside DuckDB in this process, as ratios in one table.

usage: ./dev bench [--scale-factor 0.1] [--load] [--only NAME]...

Names: start, select_one, translate, kernels, fetch, tpch; and of --load (load.py): load_point,
load_repeated, load_users, load_cancel, load_active, load_slow_clients, load_large. Each measures on
a server of its own, on one
machine and in one run, so that the ratio says more than the times. Lower is better everywhere.
"""
import argparse
import http.client
import json
import pathlib
import statistics
import subprocess
import sys
import time

import duckdb

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
sys.path += [str(ROOT / "tests" / "clients" / "python"), str(ROOT / "examples")]

import load  # noqa: E402
import tpch  # noqa: E402
from mockhaus_server import Server  # noqa: E402

BUILD = ROOT / "build" / "release"
PROGRAM = str(BUILD / "mockhaus")
SELECT_ONE_COUNT = 1000
NOT_AGAIN = {"use_cached_result": "false"}  # each run is a run
FETCH_ROWS = 1_000_000
# Ten columns of the kinds that results are made of; both dialects understand the text.
FETCH_COLUMNS = """
    i::number(38, 0) as c1, (i % 1000)::number(10, 0) as c2, (i / 7)::number(12, 2) as c3,
    i::float as c4, 'name ' || i as c5, i % 2 = 0 as c6, 'constant' as c7,
    (i % 97)::number(5, 2) as c8, i * 3 as c9, 'group ' || (i % 10) as c10"""


def add(name, mockhaus, reference=None, unit="ms"):
    """Prints one row of the table."""
    ratio = f"{mockhaus / reference:9.2f}x" if reference else ""
    beside = f"{reference:10.3f}" if reference else " " * 10
    print(f"{name:44} {mockhaus:12.3f} {beside} {unit:4} {ratio}", flush=True)


def milliseconds_of(count, run):
    """p50 and p99 of so many calls of run(), after a few that warm up."""
    times = []
    for number in range(count + count // 10):
        started = time.perf_counter()
        run()
        if number >= count // 10:
            times.append((time.perf_counter() - started) * 1000)
    times.sort()
    return statistics.median(times), times[len(times) * 99 // 100]


class SqlApi:
    """One kept-alive connection to /api/v2/statements."""

    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port)

    def run(self, statement):
        self.connection.request(
            "POST", "/api/v2/statements", json.dumps({"statement": statement, "parameters": NOT_AGAIN}),
            {"Authorization": "Bearer mockhaus", "Content-Type": "application/json",
             "Accept": "application/json"})
        response = self.connection.getresponse()
        body = response.read()
        assert response.status == 200, body
        return json.loads(body)


def bench_start():
    server = Server(PROGRAM)
    add("start to listening", server.seconds_to_listen * 1000)
    time.sleep(0.5)
    add("memory, idle", server.memory_bytes() / 1e6, unit="MB")
    server.stop()
    library = (BUILD / "lib" / "libduckdb.so").stat().st_size / 1e6
    stripped = BUILD / "mockhaus.stripped"
    subprocess.run(["strip", "-o", stripped, PROGRAM], check=True)
    add("installed size over DuckDB's library", library + stripped.stat().st_size / 1e6, library,
        unit="MB")
    stripped.unlink()


def bench_select_one():
    duck = duckdb.connect()
    in_process = milliseconds_of(SELECT_ONE_COUNT, lambda: duck.execute("select 1").fetchall())
    server = Server(PROGRAM)
    api = SqlApi(server.port)
    by_api = milliseconds_of(SELECT_ONE_COUNT, lambda: api.run("select 1"))
    with server.connect(session_parameters=NOT_AGAIN) as connection, connection.cursor() as cursor:
        by_connector = milliseconds_of(SELECT_ONE_COUNT,
                                       lambda: cursor.execute("select 1").fetchall())
    server.stop()
    for place, name in enumerate(["p50", "p99"]):
        add(f"select 1, SQL API, {name}", by_api[place], in_process[place])
        add(f"select 1, connector, {name}", by_connector[place], in_process[place])


def bench_translate():
    """Text to DuckDB SQL, each query of TPC-H, in process (tests/bench/translate_bench.cc)."""
    program = BUILD / "translate_bench"
    if not program.exists():
        print("translate: build/release/translate_bench is missing")
        return
    made = subprocess.run([program, ROOT / "examples" / "tpch"], check=True, capture_output=True,
                          text=True).stdout
    times = {name: float(value) for name, value in map(str.split, made.splitlines())}
    for name, value in times.items():
        add(f"translate {name}", value)
    add("translate, mean of TPC-H", statistics.mean(times.values()))


def bench_kernels():
    """Native functions against DuckDB's nearest, in process (tests/bench/kernel_bench.cc)."""
    program = BUILD / "kernel_bench"
    if not program.exists():
        print("kernels: build/release/kernel_bench is missing")
        return
    made = subprocess.run([program], check=True, capture_output=True, text=True).stdout
    for line in made.splitlines()[1:]:
        name, ours, theirs, _ = line.split()
        add(f"kernel {name}, a row", float(ours), float(theirs), unit="ns")


def bench_fetch():
    duck = duckdb.connect()
    text = f"select {FETCH_COLUMNS} from range({FETCH_ROWS}) t(i)".replace("number(", "decimal(")
    in_process = milliseconds_of(3, lambda: duck.execute(text).to_arrow_table())[0]
    server = Server(PROGRAM)
    text = f"""select {FETCH_COLUMNS} from
        (select seq8() as i from table(generator(rowcount => {FETCH_ROWS})))"""
    with server.connect(session_parameters=NOT_AGAIN) as connection, connection.cursor() as cursor:
        arrow = milliseconds_of(3, lambda: cursor.execute(text).fetch_arrow_all())[0]
        first = milliseconds_of(3, lambda: cursor.execute(text).fetchone())[0]
    add("1M rows x 10 columns to Arrow, connector", arrow, in_process)
    add("1M rows x 10 columns, first row, connector", first, in_process)
    api = SqlApi(server.port)
    add("1M rows x 10 columns, first part, SQL API", milliseconds_of(3, lambda: api.run(text))[0],
        in_process)
    add("memory, highest while fetching", server.memory_bytes("VmHWM") / 1e6, unit="MB")
    server.stop()


def bench_tpch(scale_factor):
    duck = tpch.generate(scale_factor)
    server = Server(PROGRAM)
    with server.connect(paramstyle="qmark") as connection, connection.cursor() as cursor:
        started = time.perf_counter()
        tpch.load(cursor, duck, "binds")
        add(f"TPC-H {scale_factor:g}, load by binds", (time.perf_counter() - started) * 1000)
        settings = argparse.Namespace(scale_factor=scale_factor, runs=3)
        results = [tpch.run_query(cursor, duck, number, settings) for number in range(1, 23)]
    server.stop()
    totals = [sum(result[column] for result in results) * 1000 for column in (1, 2)]
    add(f"TPC-H {scale_factor:g}, 22 queries, {sum(r[0] for r in results)} correct", *totals)


def main():
    load_benches = load.benches(BUILD, Server, add)
    benches = {
        "start": bench_start,
        "select_one": bench_select_one,
        "translate": bench_translate,
        "kernels": bench_kernels,
        "fetch": bench_fetch,
        "tpch": lambda: bench_tpch(arguments.scale_factor),
        **load_benches,
    }
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scale-factor", type=float, default=0.1, help="of TPC-H")
    parser.add_argument("--load", action="store_true", help="many users, statements and rows")
    parser.add_argument("--only", action="append", default=[], choices=benches)
    arguments = parser.parse_args()
    print(f"{'':44} {'Mockhaus':>12} {'DuckDB':>10}")
    for name, bench in benches.items():
        wanted = (name in load_benches) == arguments.load
        if name in arguments.only or (wanted and not arguments.only):
            bench()
    if load.failed:
        sys.exit("wrong or lost answers: " + ", ".join(load.failed))


if __name__ == "__main__":
    main()
