// All statement structs at once, for code that visits every kind.
#pragma once

#include "sql/ast/dml.h"
#include "sql/ast/generic.h"
#include "sql/ast/grant.h"
#include "sql/ast/object.h"
#include "sql/ast/routine.h"
#include "sql/ast/script.h"
#include "sql/ast/session.h"
#include "sql/ast/stage.h"
#include "sql/ast/table_ddl.h"
#include "sql/ast/view.h"
