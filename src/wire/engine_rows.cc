#include "wire/engine_rows.h"

#include <algorithm>

#include "wire/byte_buffer.h"
#include "wire/instant.h"

namespace mockhaus::wire {
namespace {

constexpr int64_t rows_at_once = 2048;

std::string engine_format(const sql::Type& type) {
  switch (form_of(type)) {
    case ColumnForm::integer:
    case ColumnForm::time: return "l";
    case ColumnForm::decimal: return "d:38," + std::to_string(type.scale);
    case ColumnForm::real: return "g";
    case ColumnForm::text: return "u";
    case ColumnForm::binary: return "z";
    case ColumnForm::boolean: return "b";
    case ColumnForm::vector: return "w:" + std::to_string(vector_bytes(type));
    case ColumnForm::date: return "tdD";
    case ColumnForm::epoch:
    case ColumnForm::epoch_fraction:
    case ColumnForm::epoch_zone:
    case ColumnForm::epoch_fraction_zone: return "d:38,0";
  }
  return "u";
}

// What a schema points to.
struct SchemaContent {
  std::string format, name;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

void release_schema(ArrowSchema* schema) {
  delete static_cast<SchemaContent*>(schema->private_data);
  schema->release = nullptr;
}

// The buffers of a batch, and what its arrays point to. All arrays of the batch share it.
struct BatchContent {
  std::shared_ptr<const std::string> body;  // shared with the result
  std::vector<ColumnView> columns;
  std::vector<ByteBuffer> converted;  // times in the engine's unit
};

struct ArrayContent {
  std::shared_ptr<const BatchContent> batch;  // shared by the arrays of the batch
  const void* buffers[3] = {};
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
};

void release_array(ArrowArray* array) {
  auto* content = static_cast<ArrayContent*>(array->private_data);
  for (ArrowArray& child : content->children) {
    if (child.release) child.release(&child);
  }
  delete content;
  array->release = nullptr;
}

ByteBuffer convert_times(const ColumnView& column) {
  ByteBuffer converted;
  for (int64_t row = 0; row < column.rows; ++row) {
    if (column.form == ColumnForm::time) {
      const int64_t value = time_at(column, row);
      converted.append(&value, sizeof value);
    } else {
      const values::int128 value = timestamp_at(column, row);
      converted.append(&value, sizeof value);
    }
  }
  return converted;
}

bool is_time(ColumnForm form) {
  return form == ColumnForm::time || form == ColumnForm::epoch ||
         form == ColumnForm::epoch_fraction || form == ColumnForm::epoch_zone ||
         form == ColumnForm::epoch_fraction_zone;
}

ArrowArray make_column(const std::shared_ptr<const BatchContent>& batch, size_t at, int64_t begin,
                       int64_t count) {
  const ColumnView& column = batch->columns[at];
  auto* content = new ArrayContent{.batch = batch, .buffers = {}, .children = {}, .pointers = {}};
  content->buffers[0] = column.buffer[0];
  content->buffers[1] =
      is_time(column.form) ? batch->converted[at].data() : column.buffer[1];
  content->buffers[2] = column.buffer[2];
  const bool text = column.form == ColumnForm::text || column.form == ColumnForm::binary;
  ArrowArray array{};
  array.length = count;
  array.offset = begin;
  array.null_count = column.nulls == 0 ? 0 : -1;
  array.n_buffers = text ? 3 : 2;
  array.buffers = content->buffers;
  array.release = release_array;
  array.private_data = content;
  return array;
}

ArrowArray make_batch(const std::shared_ptr<const BatchContent>& batch, int64_t begin,
                      int64_t count) {
  auto* content = new ArrayContent{.batch = batch, .buffers = {}, .children = {}, .pointers = {}};
  for (size_t column = 0; column < batch->columns.size(); ++column) {
    content->children.push_back(make_column(batch, column, begin, count));
  }
  for (ArrowArray& child : content->children) content->pointers.push_back(&child);
  ArrowArray array{};
  array.length = count;
  array.n_buffers = 1;
  array.n_children = static_cast<int64_t>(content->pointers.size());
  array.buffers = content->buffers;
  array.children = content->pointers.data();
  array.release = release_array;
  array.private_data = content;
  return array;
}

}  // namespace

std::vector<std::string> engine_column_types(const sql::ResultShape& shape) {
  std::vector<std::string> types;
  for (const sql::ColumnShape& column : shape) {
    const bool text = form_of(column.type) == ColumnForm::text;
    types.push_back(text ? "VARCHAR" : sql::storage_type(column.type));
  }
  return types;
}

void make_engine_schema(const sql::ResultShape& shape, ArrowSchema& schema) {
  auto* content = new SchemaContent{.format = "+s", .name = "", .children = {}, .pointers = {}};
  content->children.resize(shape.size());
  for (size_t column = 0; column < shape.size(); ++column) {
    auto* child = new SchemaContent{.format = engine_format(shape[column].type),
                                    .name = "c" + std::to_string(column),
                                    .children = {},
                                    .pointers = {}};
    ArrowSchema& field = content->children[column];
    field.format = child->format.c_str();
    field.name = child->name.c_str();
    field.flags = ARROW_FLAG_NULLABLE;
    field.release = release_schema;
    field.private_data = child;
    content->pointers.push_back(&field);
  }
  schema = {};
  schema.format = content->format.c_str();
  schema.name = content->name.c_str();
  schema.n_children = static_cast<int64_t>(shape.size());
  schema.children = content->pointers.data();
  schema.release = [](ArrowSchema* self) {
    for (int64_t column = 0; column < self->n_children; ++column) {
      if (self->children[column]->release) self->children[column]->release(self->children[column]);
    }
    release_schema(self);
  };
  schema.private_data = content;
}

std::vector<ArrowArray> make_engine_batches(const sql::ResultShape& shape,
                                            const BatchPlaces& places,
                                            std::shared_ptr<const std::string> body) {
  auto content = std::make_shared<BatchContent>();
  content->columns = view_columns(shape, places, *body);
  content->body = std::move(body);
  for (const ColumnView& column : content->columns) {
    content->converted.push_back(is_time(column.form) ? convert_times(column) : ByteBuffer());
  }
  std::vector<ArrowArray> batches;
  for (int64_t begin = 0; begin < places.rows; begin += rows_at_once) {
    batches.push_back(make_batch(content, begin, std::min(rows_at_once, places.rows - begin)));
  }
  return batches;
}

}  // namespace mockhaus::wire
