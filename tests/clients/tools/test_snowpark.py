"""Data frames of Snowpark."""
import pytest
from snowflake.snowpark import Row, Session, Window
from snowflake.snowpark import functions as f


@pytest.fixture(scope="module")
def session(server):
    with server.connect() as connection:
        connection.cursor().execute("create or replace database snowpark")
    session = Session.builder.configs({
        "account": "any", "user": "MOCKHAUS", "password": "mockhaus", "host": "127.0.0.1",
        "port": server.port, "protocol": "http", "database": "SNOWPARK",
        "schema": "PUBLIC"}).create()
    yield session
    session.close()


@pytest.fixture(scope="module")
def table(session):
    frame = session.create_dataframe([[1, "a", 1.5], [2, "b", None], [3, "a", 4.0]],
                                     schema=["id", "name", "price"])
    frame.write.mode("overwrite").save_as_table("things")
    return session.table("things")


def test_filter_group_and_join(table):
    assert table.filter(f.col("id") > 1).sort("id").select("id").collect() == [Row(2), Row(3)]
    groups = table.group_by("name").agg(f.sum("id").alias("total"), f.avg("price").alias("mean"))
    assert groups.sort("name").collect() == [Row("a", 4, 2.75), Row("b", 2, None)]
    assert table.join(table.select(f.col("id").alias("other")), f.col("id") == f.col("other")) \
        .count() == 3


def test_expressions_and_windows(table):
    named = table.with_column("kind", f.when(f.col("id") == 1, f.lit("one"))
                              .otherwise(f.lit("more")))
    assert [row["KIND"] for row in named.sort("id").collect()] == ["one", "more", "more"]
    ranked = table.select("id", f.row_number().over(
        Window.partition_by("name").order_by(f.col("id").desc())).alias("place"))
    assert ranked.sort("id").collect() == [Row(1, 2), Row(2, 1), Row(3, 1)]


def test_views_and_changes(session, table):
    table.create_or_replace_view("seen")
    assert session.sql("select count(*) from seen").collect() == [Row(3)]
    table.write.mode("overwrite").save_as_table("changed")
    changed = session.table("changed")
    assert changed.update({"name": f.lit("q")}, f.col("id") == 1).rows_updated == 1
    assert changed.delete(f.col("id") == 2).rows_deleted == 1
    assert list(changed.sort("id").to_pandas()["NAME"]) == ["q", "a"]
