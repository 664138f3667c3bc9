"""Cells of the driver protocol's JSON as people write them."""
import datetime
import re
from decimal import Decimal

EPOCH = datetime.datetime(1970, 1, 1)


def time_text(seconds):
    """hh:mm:ss and as many digits after the point as came in."""
    whole, _, fraction = seconds.partition(".")
    moment = (EPOCH + datetime.timedelta(seconds=int(whole))).strftime("%H:%M:%S")
    return moment + ("." + fraction if fraction else "")


def timestamp_text(seconds, offset_minutes=0):
    value = Decimal(seconds)
    digits = -min(0, value.as_tuple().exponent)
    whole = int(value // 1) if value >= 0 or value == int(value) else int(value) - 1
    fraction = int((value - whole).scaleb(digits))
    moment = EPOCH + datetime.timedelta(seconds=whole, minutes=offset_minutes)
    text = moment.isoformat(sep=" ", timespec="seconds")
    return text + (f".{fraction:0{digits}d}" if digits else "")


def offset_text(minutes):
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def cell_text(kind, cell):
    if cell is None:
        return "NULL"
    if kind == "boolean":
        return {"1": "true", "0": "false"}.get(cell, cell)
    if kind == "date":
        try:
            return (EPOCH + datetime.timedelta(days=int(cell))).date().isoformat()
        except OverflowError:
            return f"day {cell}"
    if kind == "time":
        return time_text(cell)
    if kind == "timestamp_ntz":
        return timestamp_text(cell)
    if kind == "timestamp_ltz":
        return timestamp_text(cell) + " Z"
    if kind == "timestamp_tz":
        seconds, offset = cell.split(" ")
        minutes = int(offset) - 1440
        return f"{timestamp_text(seconds, minutes)} {offset_text(minutes)}"
    if kind in ("variant", "object", "array", "map"):
        # Without the blanks and line breaks of Snowflake's way to print; numbers stay as they are.
        return re.sub(r'("(?:\\.|[^"\\])*")|\s+', lambda match: match.group(1) or "", cell)
    return cell.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t") or "''"


def type_text(column):
    """The type as one writes it in SQL."""
    kind = column["type"].lower()
    if kind == "fixed":
        return f"NUMBER({column['precision']},{column['scale']})"
    if kind == "text":
        return f"VARCHAR({column['length']})"
    if kind == "binary":
        return f"BINARY({column['length']})"
    if kind == "time" or kind.startswith("timestamp"):
        return f"{kind.upper()}({column['scale']})"
    return {"real": "FLOAT"}.get(kind, kind.upper())
