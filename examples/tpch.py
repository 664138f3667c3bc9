#!/usr/bin/env python3
"""The 22 queries of TPC-H in Snowflake's dialect, through the unmodified Snowflake connector.

Creates the eight tables, loads data that DuckDB's generator makes, runs every query and compares
each cell of the answer: with the answers that are published for the scale factors 0.01, 0.1 and 1,
with DuckDB on the same data for others. Prints the time of each query beside DuckDB's own.

    ./dev serve --memory &                        # or any other running server
    .venv/py4/bin/python examples/tpch.py --scale-factor 0.1

Needs snowflake-connector-python, duckdb and duckdb-extension-tpch: scripts/setup.sh --clients.
"""
import argparse
import datetime
import decimal
import pathlib
import sys
import tempfile
import time

import duckdb
import duckdb_extension_tpch
import snowflake.connector

HERE = pathlib.Path(__file__).resolve().parent / "tpch"
TABLES = ["region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem"]
BATCH_ROWS = 20_000  # for each executemany


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scale-factor", type=float, default=0.01)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8084)
    parser.add_argument("--load", choices=["put", "binds", "none"], default="put",
                        help="PUT and COPY INTO, INSERT with binds, or keep what is loaded")
    parser.add_argument("--runs", type=int, default=3, help="the fastest of so many runs counts")
    return parser.parse_args()


def connect(host, port):
    return snowflake.connector.connect(
        account="any", user="MOCKHAUS", password="mockhaus", host=host, port=port,
        protocol="http", paramstyle="qmark")


def generate(scale_factor):
    """A DuckDB in this process that holds the data."""
    duck = duckdb.connect()
    extensions = pathlib.Path(duckdb_extension_tpch.__file__).parent / "extensions"
    duck.execute(f"load '{next(extensions.glob('*/tpch.duckdb_extension'))}'")
    duck.execute(f"call dbgen(sf = {scale_factor})")
    return duck


def create_tables(cursor):
    cursor.execute("create database if not exists tpch")
    cursor.execute("create schema if not exists tpch.tpch")
    cursor.execute("use schema tpch.tpch")
    measure_every_run(cursor)
    for statement in (HERE / "schema.sql").read_text().split(";"):
        if statement.strip():
            cursor.execute(statement)


def load_by_put(cursor, duck, table, folder):
    file = pathlib.Path(folder) / f"{table}.csv"
    duck.execute(f"copy {table} to '{file}' (format csv, header false)")
    cursor.execute(f"put file://{file} @%{table}")
    cursor.execute(f"copy into {table} file_format = (type = csv "
                   "field_optionally_enclosed_by = '\"')")
    file.unlink()


def load_by_binds(cursor, duck, table):
    rows = duck.execute(f"from {table}")
    marks = ", ".join("?" * len(rows.description))
    while batch := rows.fetchmany(BATCH_ROWS):
        cursor.executemany(f"insert into {table} values ({marks})", batch)


def measure_every_run(cursor):
    """A repeated query is run again, not answered with the result of before."""
    cursor.execute("alter session set use_cached_result = false")


def load(cursor, duck, how):
    create_tables(cursor)
    with tempfile.TemporaryDirectory() as folder:
        for table in TABLES:
            if how == "put":
                load_by_put(cursor, duck, table, folder)
            else:
                load_by_binds(cursor, duck, table)
            loaded = cursor.execute(f"select count(*) from {table}").fetchone()[0]
            expected = duck.execute(f"select count(*) from {table}").fetchone()[0]
            if loaded != expected:
                sys.exit(f"{table} has {loaded} rows instead of {expected}")


def published_answer(duck, number, scale_factor):
    """Rows as text, or None where no answer is published for this scale factor.

    Those for scale factor 1 lie beside the queries (as DuckDB publishes them, with its licence).
    """
    if scale_factor == 1:
        lines = (HERE / "answers_sf1" / f"q{number:02}.txt").read_text().split("\n")
        return [line.split("|") for line in lines[1:-1]]
    found = duck.execute("select answer from tpch_answers() where query_nr = ? and scale_factor = ?",
                         [number, scale_factor]).fetchone()
    if found is None:
        return None
    return [line.split("|") for line in found[0].split("\n")[1:-1]]


def digits_after_point(value):
    return max(0, -value.as_tuple().exponent)


def same_number(ours, theirs):
    """Equal to the last digit that both show; an average or a quotient may end in a rounding."""
    digits = min(digits_after_point(ours), digits_after_point(theirs))
    distance = abs(ours - theirs)
    return distance == 0 or (digits > 4 and distance <= decimal.Decimal(1).scaleb(-digits))


def same_cell(ours, theirs):
    if ours is None or theirs is None:
        return ours is None and theirs in (None, "")
    if isinstance(ours, (int, float, decimal.Decimal)):
        return same_number(decimal.Decimal(str(ours)), decimal.Decimal(str(theirs)))
    if isinstance(ours, datetime.date):
        return ours.isoformat() == str(theirs)
    return ours == theirs


def first_difference(ours, theirs):
    """None where the answers are the same, row by row in the order of the query."""
    if len(ours) != len(theirs):
        return f"{len(ours)} rows instead of {len(theirs)}"
    for number, (our_row, their_row) in enumerate(zip(ours, theirs), 1):
        same = len(our_row) == len(their_row) and all(map(same_cell, our_row, their_row))
        if not same:
            return f"row {number} is {tuple(our_row)} instead of {tuple(their_row)}"
    return None


def fastest(runs, run):
    """The answer of run() and the seconds of its fastest run."""
    best = None
    for _ in range(runs):
        started = time.perf_counter()
        answer = run()
        seconds = time.perf_counter() - started
        best = seconds if best is None else min(best, seconds)
    return answer, best


def run_query(cursor, duck, number, arguments):
    """Prints one line; returns whether the answer is right and both times."""
    text = (HERE / f"q{number:02}.sql").read_text()
    duck_text = duck.execute("select query from tpch_queries() where query_nr = ?",
                             [number]).fetchone()[0]
    reference, duck_seconds = fastest(arguments.runs, lambda: duck.execute(duck_text).fetchall())
    expected = published_answer(duck, number, arguments.scale_factor) or reference
    try:
        answer, seconds = fastest(arguments.runs, lambda: cursor.execute(text).fetchall())
    except snowflake.connector.Error as error:
        print(f"Q{number:<3} failed: {error}")
        return False, 0.0, duck_seconds
    difference = first_difference(answer, expected)
    print(f"Q{number:<3} {'correct' if difference is None else 'WRONG':8}"
          f"{seconds * 1000:9.1f} ms   DuckDB {duck_seconds * 1000:8.1f} ms"
          f"   {seconds / duck_seconds:6.2f}x   {difference or ''}")
    return difference is None, seconds, duck_seconds


def main():
    arguments = parse_arguments()
    duck = generate(arguments.scale_factor)
    with connect(arguments.host, arguments.port) as connection, connection.cursor() as cursor:
        if arguments.load == "none":
            cursor.execute("use schema tpch.tpch")
            measure_every_run(cursor)
        else:
            started = time.perf_counter()
            load(cursor, duck, arguments.load)
            print(f"loaded scale factor {arguments.scale_factor:g} "
                  f"in {time.perf_counter() - started:.1f} s")
        results = [run_query(cursor, duck, number, arguments) for number in range(1, 23)]
    correct = sum(result[0] for result in results)
    total, duck_total = (sum(result[column] for result in results) for column in (1, 2))
    print(f"{correct} of 22 correct, {total:.2f} s, DuckDB {duck_total:.2f} s, "
          f"{total / duck_total:.2f}x")
    return 0 if correct == 22 else 1


if __name__ == "__main__":
    sys.exit(main())
