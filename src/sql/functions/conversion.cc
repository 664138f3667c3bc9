// table: conversion functions.
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"

namespace mockhaus::sql {

namespace {

constexpr Function rows[] = {
    {"TO_DATE", "t", returns(types::date()),
     "mh_text_to_date($1, {date_input_format}, {century})"},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> conversion_functions() { return rows; }

}  // namespace mockhaus::sql
