#include "wire/batch.h"

#include "values/embedding.h"

namespace mockhaus::wire {

ColumnForm form_of(const sql::Type& type) {
  using sql::TypeKind;
  switch (type.kind) {
    case TypeKind::number:
      return type.scale == 0 && type.precision <= 18 ? ColumnForm::integer : ColumnForm::decimal;
    case TypeKind::floating: return ColumnForm::real;
    case TypeKind::binary: return ColumnForm::binary;
    case TypeKind::boolean: return ColumnForm::boolean;
    case TypeKind::date: return ColumnForm::date;
    case TypeKind::time: return ColumnForm::time;
    case TypeKind::timestamp_ntz:
    case TypeKind::timestamp_ltz:
      return type.scale <= 7 ? ColumnForm::epoch : ColumnForm::epoch_fraction;
    case TypeKind::timestamp_tz:
      return type.scale <= 3 ? ColumnForm::epoch_zone : ColumnForm::epoch_fraction_zone;
    case TypeKind::vector: return ColumnForm::vector;
    case TypeKind::null:
    case TypeKind::decfloat:
    case TypeKind::text:
    case TypeKind::variant:
    case TypeKind::object:
    case TypeKind::array:
    case TypeKind::map:
    case TypeKind::geography:
    case TypeKind::geometry:
    case TypeKind::interval:
      return ColumnForm::text;
  }
  return ColumnForm::text;
}

int64_t vector_bytes(const sql::Type& type) {
  return type.length * static_cast<int64_t>(values::vector_element_bytes);
}

std::vector<ColumnView> view_columns(const sql::ResultShape& shape, const BatchPlaces& places,
                                     std::string_view body) {
  std::vector<ColumnView> views(shape.size());
  for (size_t column = 0; column < shape.size(); ++column) {
    const ColumnPlace& place = places.columns[column];
    ColumnView& view = views[column];
    view.form = form_of(shape[column].type);
    view.type = shape[column].type;
    view.rows = places.rows;
    view.nulls = place.nulls;
    view.size = place.size;
    for (int buffer = 0; buffer < column_buffers_max; ++buffer) {
      view.buffer[buffer] = body.data() + place.offset[buffer];
    }
    if (place.nulls == 0) view.buffer[0] = nullptr;
  }
  return views;
}

}  // namespace mockhaus::wire
