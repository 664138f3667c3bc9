"""Tables, rows and reflection through snowflake-sqlalchemy."""
import decimal

import pytest
from sqlalchemy import (Column, ForeignKey, Integer, MetaData, Numeric, String, Table,
                        create_engine, func, inspect, select)


@pytest.fixture(scope="module")
def engine(server):
    with server.connect() as connection:
        connection.cursor().execute("create or replace database alchemy")
    return create_engine(
        f"snowflake://MOCKHAUS:mockhaus@127.0.0.1:{server.port}/ALCHEMY/PUBLIC?account=any",
        connect_args={"protocol": "http"})


def test_tables_rows_and_reflection(engine):
    metadata = MetaData()
    parents = Table("parents", metadata,
                    Column("id", Integer, primary_key=True, autoincrement=True),
                    Column("name", String(20), nullable=False), Column("price", Numeric(10, 2)))
    Table("children", metadata, Column("id", Integer, primary_key=True),
          Column("parent", Integer, ForeignKey("parents.id")))
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(parents.insert(), [{"name": "a", "price": 1.5},
                                              {"name": "b", "price": 2.5}])
        rows = connection.execute(select(parents).order_by(parents.c.name)).fetchall()
        assert rows == [(1, "a", decimal.Decimal("1.50")), (2, "b", decimal.Decimal("2.50"))]
        assert connection.execute(select(func.count()).select_from(parents)).scalar() == 2
    seen = inspect(engine)
    assert sorted(seen.get_table_names()) == ["children", "parents"]
    assert [column["name"] for column in seen.get_columns("parents")] == ["id", "name", "price"]
    assert seen.get_pk_constraint("parents")["constrained_columns"] == ["id"]
    assert seen.get_foreign_keys("children")[0]["referred_table"] == "parents"
    again = MetaData()
    again.reflect(engine)
    assert sorted(again.tables) == ["children", "parents"]


def test_a_failed_transaction_is_rolled_back(engine):
    with engine.begin() as connection:
        connection.exec_driver_sql("create or replace table undone (a int)")
    with pytest.raises(ZeroDivisionError), engine.begin() as connection:
        connection.exec_driver_sql("insert into undone values (1)")
        raise ZeroDivisionError
    with engine.connect() as connection:
        assert connection.exec_driver_sql("select count(*) from undone").scalar() == 0
