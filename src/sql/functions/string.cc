// table: functions of texts and BINARY values, regular expressions, checksums.
#include "sql/functions/collation_forms.h"
#include "sql/functions/families.h"
#include "sql/functions/result_types.h"
#include "sql/functions/search_form.h"
#include "sql/resolve/cast.h"
#include "sql/resolve/errors.h"
#include "sql/resolve/resolver.h"

namespace mockhaus::sql {

namespace {

constexpr ResultType text = returns(types::text());
constexpr ResultType binary = returns(types::binary());
constexpr ResultType count = returns(integer18);
constexpr ResultType flag = returns(types::boolean());
constexpr ResultType array = returns(types::array());
constexpr ResultType object = returns(types::object());
constexpr NullRule nullable = NullRule::nullable;

// LIKE_ANY(subject, pattern, ...) and its kin are their operators.
template <LikeKind kind, LikeQuantifier quantifier>
Result<const Bound*> resolve_like_call(Resolver& r, Scope& scope, const FunctionCall& call) {
  if (call.arguments.size() < 2) {
    return errors::not_enough_arguments(r.text_of(call.span), 2,
                                        static_cast<int>(call.arguments.size()), call.span);
  }
  Like* node = r.arena.make<Like>();
  node->operand = call.arguments[0];
  node->patterns = call.arguments.subspan(1);
  if (quantifier == LikeQuantifier::one) {
    if (call.arguments.size() > 3) {
      return errors::too_many_arguments(r.text_of(call.span), 3,
                                        static_cast<int>(call.arguments.size()), call.span);
    }
    node->patterns = call.arguments.subspan(1, 1);
    if (call.arguments.size() == 3) node->escape = call.arguments[2];
  }
  node->like_kind = kind;
  node->quantifier = quantifier;
  node->span = call.span;
  return resolve_expression(r, scope, *node);
}

// FORMAT_STRING_TEMPLATE(template, value, ..): numbers as they are, all else as text.
Result<const Bound*> resolve_format_template(Resolver& r, Scope& scope, const FunctionCall& call) {
  const int count = static_cast<int>(call.arguments.size());
  if (count < 2) return errors::not_enough_arguments(r.text_of(call.span), 2, count, call.span);
  std::vector<const Bound*> arguments;
  for (const Expression* argument : call.arguments) {
    const Bound* value = TRY(resolve_expression(r, scope, *argument));
    const bool kept = value->type.is_numeric() && !arguments.empty();
    if (!kept) value = TRY(cast(r, *value, types::text(), CastMode::implicit_cast, value->span));
    arguments.push_back(exact(r, *value));
  }
  return make_call(r, "mh_format_template($*)", types::text(), BoundList(r.arena.list(arguments)),
                   call.span);
}

constexpr Function rows[] = {
    {"ASCII", "t", count, "mh_ascii($1)"},
    {"BASE64_DECODE_BINARY", "tt?", binary, "mh_base64_decode_binary($*)"},
    {"BASE64_DECODE_STRING", "tt?", text, "mh_base64_decode_string($*)"},
    {"BASE64_ENCODE", "yi?t", text, "mh_base64_encode($*)"},
    {"BIT_LENGTH", "y", count, "mh_bit_length($1)"},
    {"CHAR", "i", returns(types::text(1)), "mh_chr($1)"},
    {"CHARINDEX", "x!x!i?", count, "mh_position($*)"},
    {"CHARINDEX", "tti?", count, "mh_position($*)"},
    {"CHR", "i", returns(types::text(1)), "mh_chr($1)"},
    {.name = "COLLATE", .resolve = resolve_collate},
    {.name = "COLLATION", .resolve = resolve_collation},
    {"COMPRESS", "yt", binary, "mh_compress($1, $2)"},
    {"CONCAT", "x!+", binary, "mh_concat($*)"},
    {"CONCAT", "t+", text, "mh_concat($*)"},
    {"CONCAT_WS", "x!x!+", binary, "mh_concat_ws($*)"},
    {"CONCAT_WS", "tt+", text, "mh_concat_ws($*)"},
    {"CONTAINS", "x!x!", flag, "mh_contains($1, $2)"},
    {"CONTAINS", "tt", flag, "contains($1, $2)"},
    {"DECOMPRESS_BINARY", "xt", binary, "mh_decompress_binary($1, $2)"},
    {"DECOMPRESS_STRING", "xt", text, "mh_decompress_string($1, $2)"},
    {"EDITDISTANCE", "tti?", count, "mh_editdistance($*)"},
    {"ENDSWITH", "x!x!", flag, "mh_endswith($1, $2)"},
    {"ENDSWITH", "tt", flag, "suffix($1, $2)"},
    {.name = "FORMAT_STRING_TEMPLATE", .resolve = resolve_format_template},
    {"HASH", "*+", returns(types::number(19, 0)), "mh_hash($*)", NullRule::never},
    {"HEX_DECODE_BINARY", "t", binary, "mh_hex_decode_binary($1)"},
    {"HEX_DECODE_STRING", "t", text, "mh_hex_decode_string($1)"},
    {"HEX_ENCODE", "yi?", text, "mh_hex_encode($*)"},
    {.name = "ILIKE", .resolve = resolve_like_call<LikeKind::ilike, LikeQuantifier::one>},
    {.name = "ILIKE_ANY", .resolve = resolve_like_call<LikeKind::ilike, LikeQuantifier::any>},
    {"INITCAP", "tt?", text_of_first, "mh_initcap($*)"},
    {"INSERT", "x!iix", binary, "mh_insert($*)"},
    {"INSERT", "tiit", text, "mh_insert($*)"},
    {"JAROWINKLER_SIMILARITY", "tt", returns(types::number(3, 0)),
     "mh_jarowinkler_similarity($1, $2)", NullRule::strict, Carrier::wide},
    {"LEFT", "x!i", same_as_first, "mh_left($1, $2)"},
    {"LEFT", "ti", text_of_first, "mh_left($1, $2)"},
    {"LEN", "x!", count, "mh_length($1)"},
    {"LEN", "t", count, "length($1)", NullRule::strict, Carrier::integer},
    {"LENGTH", "x!", count, "mh_length($1)"},
    {"LENGTH", "t", count, "length($1)", NullRule::strict, Carrier::integer},
    {.name = "LIKE", .resolve = resolve_like_call<LikeKind::like, LikeQuantifier::one>},
    {.name = "LIKE_ALL", .resolve = resolve_like_call<LikeKind::like, LikeQuantifier::all>},
    {.name = "LIKE_ANY", .resolve = resolve_like_call<LikeKind::like, LikeQuantifier::any>},
    {"LOWER", "t", text_of_first, "lower($1)"},
    {"LPAD", "x!ix", binary, "mh_lpad($*)"},
    {"LPAD", "tit?", text, "mh_lpad($*)"},
    {"LTRIM", "tt?", text_of_first, "mh_ltrim($*)"},
    {"MD5", "y", returns(types::text(32)), "md5($1)"},
    {"MD5_BINARY", "y", returns(types::binary(16)), "mh_md5_binary($1)"},
    {"MD5_HEX", "y", returns(types::text(32)), "md5($1)"},
    {"MD5_NUMBER", "y", returns(types::number(38, 0)), "mh_md5_number($1)"},
    {"MD5_NUMBER_LOWER64", "y", returns(types::number(38, 0)), "mh_md5_number_lower64($1)"},
    {"MD5_NUMBER_UPPER64", "y", returns(types::number(38, 0)), "mh_md5_number_upper64($1)"},
    {"OCTET_LENGTH", "y", count, "mh_octet_length($1)"},
    {"PARSE_IP", "tti?", object, "mh_parse_ip($*)"},
    {"PARSE_URL", "ti?", object, "mh_parse_url($*)"},
    {"POSITION", "x!x!i?", count, "mh_position($*)"},
    {"POSITION", "tti?", count, "mh_position($*)"},
    {"REGEXP_COUNT", "tti?t", count, "mh_regexp_count($*)"},
    {"REGEXP_EXTRACT_ALL", "tti?iti", array, "mh_regexp_substr_all($*)"},
    {"REGEXP_INSTR", "tti?iiti", count, "mh_regexp_instr($*)"},
    {"REGEXP_LIKE", "ttt?", flag, "mh_regexp_like($*)"},
    {"REGEXP_REPLACE", "ttt?iit", text, "mh_regexp_replace($*)"},
    {"REGEXP_SUBSTR", "tti?iti", text_of_first, "mh_regexp_substr($*)", nullable},
    {"REGEXP_SUBSTR_ALL", "tti?iti", array, "mh_regexp_substr_all($*)"},
    {"REPEAT", "ti", text, "mh_repeat($1, $2)"},
    {"REPLACE", "ttt?", text, "mh_replace($*)"},
    {"REVERSE", "x!", same_as_first, "mh_reverse($1)"},
    {"REVERSE", "t", text_of_first, "mh_reverse($1)"},
    {"RIGHT", "x!i", same_as_first, "mh_right($1, $2)"},
    {"RIGHT", "ti", text_of_first, "mh_right($1, $2)"},
    {"RLIKE", "ttt?", flag, "mh_regexp_like($*)"},
    {"RPAD", "x!ix", binary, "mh_rpad($*)"},
    {"RPAD", "tit?", text, "mh_rpad($*)"},
    {"RTRIM", "tt?", text_of_first, "mh_rtrim($*)"},
    {"RTRIMMED_LENGTH", "t", count, "mh_rtrimmed_length($1)"},
    {.name = "SEARCH", .resolve = resolve_search},
    {.name = "SEARCH_IP", .resolve = resolve_search_ip},
    {"SHA1", "y", returns(types::text(40)), "sha1($1)"},
    {"SHA1_BINARY", "y", returns(types::binary(20)), "mh_sha1_binary($1)"},
    {"SHA1_HEX", "y", returns(types::text(40)), "sha1($1)"},
    {"SHA2", "yi?", returns(types::text(128)), "mh_sha2($*)"},
    {"SHA2_BINARY", "yi?", returns(types::binary(64)), "mh_sha2_binary($*)"},
    {"SHA2_HEX", "yi?", returns(types::text(128)), "mh_sha2($*)"},
    {"SOUNDEX", "t", returns(types::text(4)), "mh_soundex($1)"},
    {"SOUNDEX_P123", "t", returns(types::text(4)), "mh_soundex_p123($1)"},
    {"SPACE", "i", text, "mh_space($1)"},
    {"SPLIT", "tt", array, "mh_split($1, $2)"},
    {"SPLIT_PART", "tti", text_of_first, "mh_split_part($1, $2, $3)"},
    {"STARTSWITH", "x!x!", flag, "mh_startswith($1, $2)"},
    {"STARTSWITH", "tt", flag, "prefix($1, $2)"},
    {"STRTOK", "tt?i", text_of_first, "mh_strtok($*)", nullable},
    {"STRTOK_TO_ARRAY", "tt?", array, "mh_strtok_to_array($*)"},
    {"SUBSTR", "x!ii?", same_as_first, "mh_substr($*)"},
    {"SUBSTR", "tii?", text_of_first, "mh_substr($*)"},
    {"SUBSTRING", "x!ii?", same_as_first, "mh_substr($*)"},
    {"SUBSTRING", "tii?", text_of_first, "mh_substr($*)"},
    {"TRANSLATE", "ttt", text_of_first, "mh_translate($1, $2, $3)"},
    {"TRIM", "tt?", text_of_first, "mh_trim($*)"},
    {"TRY_BASE64_DECODE_BINARY", "tt?", binary, "mh_try_base64_decode_binary($*)", nullable},
    {"TRY_BASE64_DECODE_STRING", "tt?", text, "mh_try_base64_decode_string($*)", nullable},
    {"TRY_HEX_DECODE_BINARY", "t", binary, "mh_try_hex_decode_binary($1)", nullable},
    {"TRY_HEX_DECODE_STRING", "t", text, "mh_try_hex_decode_string($1)", nullable},
    {"TRY_PARSE_IP", "tt", object, "mh_try_parse_ip($1, $2)", nullable},
    {"TRY_VALIDATE_UTF8", "t", text_of_first, "$1"},
    {"UNICODE", "t", count, "mh_unicode($1)"},
    {"UPPER", "t", text_of_first, "upper($1)"},
    {"VALIDATE_UTF8", "t", text_of_first, "$1"},
};
static_assert(sorted_by_name(rows));

}  // namespace

std::span<const Function> string_functions() { return rows; }

}  // namespace mockhaus::sql
