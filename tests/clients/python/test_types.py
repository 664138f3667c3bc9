"""Every type as the connector hands it over, from JSON and from Arrow."""
import datetime
import json
from decimal import Decimal

import pytest

UTC = datetime.timezone.utc

VALUES = [
    ("1", 1),
    ("-170141183460469231731687303715884105", -170141183460469231731687303715884105),
    ("1.50::number(10, 2)", Decimal("1.50")),
    ("12345678901234567890.123456789::number(38, 9)", Decimal("12345678901234567890.123456789")),
    ("0.1::float", 0.1),
    ("'text'", "text"),
    ("''", ""),
    ("'\u00e9\U0001f600'", "\u00e9\U0001f600"),
    ("true", True),
    ("false", False),
    ("to_date('2024-02-29')", datetime.date(2024, 2, 29)),
    ("to_date('0001-01-01')", datetime.date(1, 1, 1)),
    ("to_time('12:34:56.789')", datetime.time(12, 34, 56, 789000)),
    ("to_timestamp_ntz('2024-02-29 12:34:56.789')",
     datetime.datetime(2024, 2, 29, 12, 34, 56, 789000)),
    ("to_timestamp_ntz('1969-12-31 23:59:59.5')",
     datetime.datetime(1969, 12, 31, 23, 59, 59, 500000)),
    ("to_binary('00ff', 'hex')", b"\x00\xff"),
]
TYPES_OF_NULL = ["number", "number(10, 2)", "float", "varchar", "boolean", "date", "time",
                 "timestamp_ntz", "timestamp_ltz", "timestamp_tz", "binary", "variant", "array",
                 "object"]


@pytest.mark.parametrize("expression, expected", VALUES)
def test_value(cursor_of_format, expression, expected):
    value = cursor_of_format.execute(f"select {expression}").fetchone()[0]
    assert value == expected
    assert type(value) is type(expected) or isinstance(expected, bytes)


@pytest.mark.parametrize("type_name", TYPES_OF_NULL)
def test_null(cursor_of_format, type_name):
    assert cursor_of_format.execute(f"select null::{type_name}").fetchone() == (None,)


def test_timestamp_tz_keeps_its_offset(cursor_of_format):
    value = cursor_of_format.execute(
        "select to_timestamp_tz('2024-02-29 12:34:56 +05:30')").fetchone()[0]
    assert value.utcoffset() == datetime.timedelta(hours=5, minutes=30)
    assert value.astimezone(UTC) == datetime.datetime(2024, 2, 29, 7, 4, 56, tzinfo=UTC)


def test_timestamp_ltz_is_in_the_session_time_zone(cursor_of_format):
    cursor_of_format.execute("alter session set timezone = 'America/New_York'")
    value = cursor_of_format.execute(
        "select to_timestamp_ltz('2024-07-01 12:00:00')").fetchone()[0]
    assert value.astimezone(UTC) == datetime.datetime(2024, 7, 1, 16, tzinfo=UTC)
    assert value.utcoffset() == datetime.timedelta(hours=-4)


def test_semi_structured_values_are_json_text(cursor_of_format):
    row = cursor_of_format.execute(
        "select parse_json('{\"a\": [1, null, \"x\"]}'), array_construct(1, 2), "
        "object_construct('k', 'v')").fetchone()
    assert [json.loads(value) for value in row] == [{"a": [1, None, "x"]}, [1, 2], {"k": "v"}]


def test_description(cursor_of_format):
    cursor_of_format.execute("select 1 as a, 'x'::varchar(10) as \"b\", 1.5::number(10, 2) as c, "
                             "current_date as d, true as e, 1::float as f")
    description = cursor_of_format.description
    assert [column.name for column in description] == ["A", "b", "C", "D", "E", "F"]
    assert [column.type_code for column in description] == [0, 2, 0, 3, 13, 1]
    assert (description[2].precision, description[2].scale) == (10, 2)


def test_describe_runs_nothing(cursor):
    columns = cursor.describe("select 1 as a, 'x' as b")
    assert [column.name for column in columns] == ["A", "B"]
