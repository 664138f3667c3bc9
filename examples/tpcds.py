#!/usr/bin/env python3
"""The 99 queries of TPC-DS in Snowflake's dialect, through the unmodified Snowflake connector.

Creates the 24 tables, loads data that DuckDB's generator makes, runs every query and compares each
cell of the answer with DuckDB's on the same data. Rows that the query's ORDER BY leaves in any
order are compared as a set. Prints the time of each query beside DuckDB's own.

    ./dev serve --memory &                        # or any other running server
    .venv/py4/bin/python examples/tpcds.py --scale-factor 0.1

Needs snowflake-connector-python, duckdb and duckdb-extension-tpcds: scripts/setup.sh --clients.
"""
import argparse
import decimal
import math
import pathlib
import sys
import tempfile
import time

import duckdb
import duckdb_extension_tpcds
import snowflake.connector

import tpch

HERE = pathlib.Path(__file__).resolve().parent / "tpcds"
QUERIES = range(1, 100)


def parse_arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--scale-factor", type=float, default=0.01)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8084)
    parser.add_argument("--load", choices=["put", "binds", "none"], default="binds",
                        help="PUT and COPY INTO, INSERT with binds, or keep what is loaded")
    parser.add_argument("--runs", type=int, default=1, help="the fastest of so many runs counts")
    parser.add_argument("--query", type=int, action="append", help="only this one; repeatable")
    return parser.parse_args()


def generate(scale_factor):
    """A DuckDB in this process that holds the data and puts NULLs where Snowflake does."""
    duck = duckdb.connect()
    extensions = pathlib.Path(duckdb_extension_tpcds.__file__).parent / "extensions"
    duck.execute(f"load '{next(extensions.glob('*/tpcds.duckdb_extension'))}'")
    duck.execute(f"call dsdgen(sf = {scale_factor})")
    duck.execute("set default_null_order = 'nulls_last_on_asc_first_on_desc'")
    return duck


def tables_of(duck):
    return [row[0] for row in duck.execute("show tables").fetchall()]


def create_tables(cursor):
    cursor.execute("create database if not exists tpcds")
    cursor.execute("create schema if not exists tpcds.tpcds")
    cursor.execute("use schema tpcds.tpcds")
    for statement in (HERE / "schema.sql").read_text().split(";"):
        if statement.strip():
            cursor.execute(statement)


def load(cursor, duck, how):
    create_tables(cursor)
    with tempfile.TemporaryDirectory() as folder:
        for table in tables_of(duck):
            if how == "put":
                tpch.load_by_put(cursor, duck, table, folder)
            else:
                tpch.load_by_binds(cursor, duck, table)
            loaded = cursor.execute(f"select count(*) from {table}").fetchone()[0]
            expected = duck.execute(f"select count(*) from {table}").fetchone()[0]
            if loaded != expected:
                sys.exit(f"{table} has {loaded} rows instead of {expected}")


def sorted_rows(rows):
    """In an order that NULLs and roundings do not disturb."""
    def key(cell):
        if cell is None:
            return (2, "")
        return (1, f"{float(cell):.3f}") if isinstance(cell, (int, float)) else (1, str(cell))
    return sorted(rows, key=lambda row: [key(cell) for cell in row])


def same_cell(ours, theirs):
    """Quotients are decimals in Snowflake, rounded to the digits they show, and floats in DuckDB."""
    if isinstance(theirs, float) and ours is not None:
        digits = -ours.as_tuple().exponent if isinstance(ours, decimal.Decimal) else 6
        tolerance = 0.501 * 10.0 ** -digits if digits in (4, 5) else 1e-6
        return math.isclose(float(ours), theirs, rel_tol=1e-8, abs_tol=tolerance)
    return tpch.same_cell(ours, theirs)


def same_rows(ours, theirs):
    return len(ours) == len(theirs) and all(
        len(our_row) == len(their_row) and all(map(same_cell, our_row, their_row))
        for our_row, their_row in zip(ours, theirs))


def first_difference(ours, theirs):
    """None where the answers are the same, or the same but for the order of equal rows."""
    if same_rows(ours, theirs) or same_rows(sorted_rows(ours), sorted_rows(theirs)):
        return None
    return tpch.first_difference(ours, theirs) or "rows in another order"


def run_query(cursor, duck, number, runs):
    """Prints one line; returns whether the answer is right and both times."""
    text = (HERE / f"q{number:02}.sql").read_text()
    duck_text = duck.execute("select query from tpcds_queries() where query_nr = ?",
                             [number]).fetchone()[0]
    expected, duck_seconds = tpch.fastest(runs, lambda: duck.execute(duck_text).fetchall())
    try:
        answer, seconds = tpch.fastest(runs, lambda: cursor.execute(text).fetchall())
    except snowflake.connector.Error as error:
        print(f"Q{number:<3} failed: {error}")
        return False, 0.0, duck_seconds
    difference = first_difference(answer, expected)
    print(f"Q{number:<3} {'correct' if difference is None else 'WRONG':8}{len(answer):6} rows"
          f"{seconds * 1000:9.1f} ms   DuckDB {duck_seconds * 1000:8.1f} ms"
          f"   {seconds / duck_seconds:6.2f}x   {difference or ''}", flush=True)
    return difference is None, seconds, duck_seconds


def main():
    arguments = parse_arguments()
    duck = generate(arguments.scale_factor)
    with tpch.connect(arguments.host, arguments.port) as connection, connection.cursor() as cursor:
        if arguments.load == "none":
            cursor.execute("use schema tpcds.tpcds")
        else:
            started = time.perf_counter()
            load(cursor, duck, arguments.load)
            print(f"loaded scale factor {arguments.scale_factor:g} "
                  f"in {time.perf_counter() - started:.1f} s")
        numbers = arguments.query or QUERIES
        results = [run_query(cursor, duck, number, arguments.runs) for number in numbers]
    correct = sum(result[0] for result in results)
    total, duck_total = (sum(result[column] for result in results) for column in (1, 2))
    print(f"{correct} of {len(results)} correct, {total:.2f} s, DuckDB {duck_total:.2f} s, "
          f"{total / duck_total:.2f}x")
    return 0 if correct == len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
