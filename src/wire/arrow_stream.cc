#include "wire/arrow_stream.h"

#include <nanoarrow/nanoarrow.h>
#include <nanoarrow/nanoarrow_ipc.h>

#include <algorithm>

#include "wire/record_batch_message.h"

namespace mockhaus::wire {
namespace {

using sql::Type;
using sql::TypeKind;

Error encoding_failed() {
  return {"000603", "XX000", "SQL execution internal error:\nThe result cannot be encoded.", {}};
}

#define ARROW(call) \
  do { \
    if ((call) != NANOARROW_OK) return encoding_failed(); \
  } while (false)

// Owners of nanoarrow's structures, which need a call at their end.
struct Schema : ArrowSchema {
  Schema() : ArrowSchema{} {}
  ~Schema() {
    if (release) release(this);
  }
};
struct Buffer : ArrowBuffer {
  Buffer() { ArrowBufferInit(this); }
  ~Buffer() { ArrowBufferReset(this); }
};
struct Encoder : ArrowIpcEncoder {
  bool ready = ArrowIpcEncoderInit(this) == NANOARROW_OK;
  ~Encoder() { ArrowIpcEncoderReset(this); }
};

// The word by which a driver chooses its converter. MAP would need a form that some drivers do not
// read, so its text goes as the JSON that it is.
std::string_view logical_type(const Type& type) {
  switch (type.kind) {
    case TypeKind::number: return "FIXED";
    case TypeKind::floating: return "REAL";
    case TypeKind::binary: return "BINARY";
    case TypeKind::boolean: return "BOOLEAN";
    case TypeKind::date: return "DATE";
    case TypeKind::time: return "TIME";
    case TypeKind::timestamp_ntz: return "TIMESTAMP_NTZ";
    case TypeKind::timestamp_ltz: return "TIMESTAMP_LTZ";
    case TypeKind::timestamp_tz: return "TIMESTAMP_TZ";
    case TypeKind::variant: return "VARIANT";
    case TypeKind::array: return "ARRAY";
    case TypeKind::vector: return "VECTOR";
    case TypeKind::object:
    case TypeKind::map:
    case TypeKind::geography:
    case TypeKind::geometry: return "OBJECT";
    case TypeKind::null:
    case TypeKind::decfloat:
    case TypeKind::text:
    case TypeKind::interval: return "TEXT";
  }
  return "TEXT";
}

int64_t byte_length(const Type& type, ColumnForm form) {
  if (form == ColumnForm::epoch_zone) return 8;            // two fields
  if (form == ColumnForm::epoch_fraction_zone) return 16;  // three fields
  if (form == ColumnForm::text || form == ColumnForm::binary) {
    const int64_t length = type.length > 0 ? type.length : sql::text_length_default;
    return form == ColumnForm::text ? std::min(length * 4, sql::text_length_max) : length;
  }
  return 0;
}

Result<Done> set_metadata(ArrowSchema* field, const sql::ColumnShape& column) {
  const Type& type = column.type;
  const int64_t bytes = byte_length(type, form_of(type));
  const int64_t length = type.length > 0 ? type.length : sql::text_length_default;
  const int64_t characters = type.kind == TypeKind::text ? length : 0;
  const std::pair<const char*, std::string> entries[] = {
      {"logicalType", std::string(logical_type(type))},
      {"precision", std::to_string(type.kind == TypeKind::number ? type.precision : 38)},
      {"scale", std::to_string(type.scale)},
      {"charLength", std::to_string(characters)},
      {"byteLength", std::to_string(bytes)},
      {"finalType", "T"},
  };
  Buffer metadata;
  ARROW(ArrowMetadataBuilderInit(&metadata, nullptr));
  for (const auto& [key, text] : entries) {
    const ArrowStringView value{text.data(), static_cast<int64_t>(text.size())};
    ARROW(ArrowMetadataBuilderAppend(&metadata, ArrowCharView(key), value));
  }
  ARROW(ArrowSchemaSetMetadata(field, reinterpret_cast<const char*>(metadata.data)));
  return Done{};
}

struct StructField {
  const char* name;
  ArrowType type;
};
constexpr StructField epoch{"epoch", NANOARROW_TYPE_INT64};
constexpr StructField fraction{"fraction", NANOARROW_TYPE_INT32};
constexpr StructField zone{"timezone", NANOARROW_TYPE_INT32};
constexpr StructField epoch_fraction_fields[] = {epoch, fraction};
constexpr StructField epoch_zone_fields[] = {epoch, zone};
constexpr StructField epoch_fraction_zone_fields[] = {epoch, fraction, zone};

// The fields of the forms that are structures; empty for the others.
std::span<const StructField> struct_fields(ColumnForm form) {
  if (form == ColumnForm::epoch_fraction) return epoch_fraction_fields;
  if (form == ColumnForm::epoch_zone) return epoch_zone_fields;
  if (form == ColumnForm::epoch_fraction_zone) return epoch_fraction_zone_fields;
  return {};
}

ArrowType plain_type(ColumnForm form) {
  switch (form) {
    case ColumnForm::real: return NANOARROW_TYPE_DOUBLE;
    case ColumnForm::text: return NANOARROW_TYPE_STRING;
    case ColumnForm::binary: return NANOARROW_TYPE_BINARY;
    case ColumnForm::boolean: return NANOARROW_TYPE_BOOL;
    case ColumnForm::date: return NANOARROW_TYPE_DATE32;
    default: return NANOARROW_TYPE_INT64;
  }
}

Result<Done> set_type(ArrowSchema* field, const Type& type) {
  const ColumnForm form = form_of(type);
  const std::span<const StructField> parts = struct_fields(form);
  if (form == ColumnForm::decimal) {
    ARROW(ArrowSchemaSetTypeDecimal(field, NANOARROW_TYPE_DECIMAL128, 38, type.scale));
  } else if (form == ColumnForm::vector) {
    ARROW(ArrowSchemaSetTypeFixedSize(field, NANOARROW_TYPE_FIXED_SIZE_LIST,
                                      static_cast<int32_t>(type.length)));
    ARROW(ArrowSchemaSetType(field->children[0], sql::is_float_vector(type)
                                                     ? NANOARROW_TYPE_FLOAT
                                                     : NANOARROW_TYPE_INT32));
  } else if (parts.empty()) {
    ARROW(ArrowSchemaSetType(field, plain_type(form)));
  } else {
    ARROW(ArrowSchemaSetTypeStruct(field, static_cast<int64_t>(parts.size())));
    for (size_t part = 0; part < parts.size(); ++part) {
      ARROW(ArrowSchemaSetType(field->children[part], parts[part].type));
      ARROW(ArrowSchemaSetName(field->children[part], parts[part].name));
    }
  }
  return Done{};
}

Result<Done> make_schema(const sql::ResultShape& shape, Schema& schema) {
  ArrowSchemaInit(&schema);
  ARROW(ArrowSchemaSetTypeStruct(&schema, static_cast<int64_t>(shape.size())));
  for (size_t column = 0; column < shape.size(); ++column) {
    ArrowSchema* field = schema.children[column];
    TRY(set_type(field, shape[column].type));
    ARROW(ArrowSchemaSetName(field, shape[column].name.c_str()));
    if (!shape[column].nullable) field->flags &= ~static_cast<int64_t>(ARROW_FLAG_NULLABLE);
    TRY(set_metadata(field, shape[column]));
  }
  return Done{};
}

}  // namespace

Result<std::string> write_arrow_stream(const sql::ResultShape& shape, const BatchPlaces& places,
                                       std::string_view body) {
  Schema schema;
  TRY(make_schema(shape, schema));
  Encoder encoder;
  if (!encoder.ready) return encoding_failed();
  Buffer message;
  ARROW(ArrowIpcEncoderEncodeSchema(&encoder, &schema, nullptr));
  ARROW(ArrowIpcEncoderFinalizeBuffer(&encoder, 1, &message));
  constexpr std::string_view end_of_stream("\xFF\xFF\xFF\xFF\0\0\0\0", 8);
  constexpr size_t head_bytes_of_column = 256;  // at most: four nodes and seven buffers
  std::string out;
  out.reserve(static_cast<size_t>(message.size_bytes) + body.size() +
              (shape.size() + 1) * head_bytes_of_column + end_of_stream.size());
  out.append(reinterpret_cast<const char*>(message.data), static_cast<size_t>(message.size_bytes));
  if (places.rows > 0) {
    std::vector<ColumnForm> forms;
    for (const sql::ColumnShape& column : shape) forms.push_back(form_of(column.type));
    write_record_batch_head(forms, places, out);
    out += body;
  }
  out += end_of_stream;
  return out;
}

}  // namespace mockhaus::wire
