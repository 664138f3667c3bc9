// The numbers by which drivers know what a statement was (driver-protocol.md §9).
//
// Drivers read ranges: 0x3000 DML, 0x4000 SCL, 0x5000 TCL, 0x6000 DDL. Never 0 or 0x1000 for
// something without rows: JDBC would take it for a query.
#pragma once

#include <string_view>

namespace mockhaus::commands {

// A word for logs and metrics: select, insert, ddl, ..; "none" for a statement that did not run.
std::string_view name_of_type(int type_id);
// The word of QUERY_HISTORY's QUERY_TYPE: SELECT, CREATE_TABLE, ..
std::string_view query_type_of(int type_id);

}  // namespace mockhaus::commands

namespace mockhaus::commands::statement_type {

constexpr int select = 0x1000;
constexpr int explain = 0x2000;
constexpr int insert = 0x3100;
constexpr int update = 0x3200;
constexpr int delete_from = 0x3300;
constexpr int merge = 0x3400;
constexpr int multi_insert = 0x3500;
constexpr int copy = 0x3600;
constexpr int unload = 0x3700;
constexpr int set = 0x4000;
constexpr int alter_session = 0x4100;
constexpr int use = 0x4300;
constexpr int use_database = 0x4301;
constexpr int use_schema = 0x4302;
constexpr int use_warehouse = 0x4303;
constexpr int use_role = 0x4304;
constexpr int show = 0x4400;
constexpr int describe = 0x4500;
constexpr int list = 0x4701;
constexpr int begin = 0x5000;
constexpr int commit = 0x5001;
constexpr int rollback = 0x5002;
constexpr int ddl = 0x6000;
constexpr int create = 0x6100;
constexpr int create_table = 0x6101;
constexpr int create_view = 0x6102;
constexpr int alter = 0x6200;
constexpr int alter_table = 0x6201;
constexpr int drop = 0x6300;
constexpr int grant = 0x6400;
constexpr int truncate = 0x6500;
constexpr int get = 0x7101;
constexpr int put = 0x7102;
constexpr int remove = 0x7103;
constexpr int call = 0x9000;

}  // namespace mockhaus::commands::statement_type
