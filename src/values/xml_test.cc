#include "values/xml_parse.h"
#include "values/json_print.h"
#include "values/xml_print.h"

#include <doctest/doctest.h>  // after base/check.h: both define CHECK

namespace mockhaus::values {
namespace {

class NoTemporal final : public TemporalText {
 public:
  void append(VariantView, std::string&) const override {}
};
const NoTemporal no_temporal;

// The display of what was read, or the problem.
std::string displayed(std::string_view text, int indent = 0,
                      XmlConversion conversion = XmlConversion::numbers_and_booleans) {
  VariantBuilder builder;
  const XmlOutcome outcome = parse_xml(text, conversion, builder);
  if (outcome.problem) return describe(*outcome.problem);
  if (outcome.blank) return "(blank)";
  std::string out;
  CHECK(print_json(builder.view(), {no_temporal, indent}, out));
  return out;
}

TEST_CASE("XML is read and printed") {
  CHECK(displayed("<?xml version=\"1.0\"?><!DOCTYPE t [<!ELEMENT t ANY>]>\n<t a='1' b=\"x&amp;y\">"
                  "<!-- c --> text <u/> <v>2.50</v><![CDATA[<raw>]]></t> ") ==
        "<t a=\"1\" b=\"x&amp;y\">text<u></u><v>2.5</v>&lt;raw&gt;</t>");
  CHECK(displayed("<test><level2> 1 <level3>3A</level3></level2><level2>2</level2></test>", 2) ==
        "<test>\n  <level2>\n    1\n    <level3>3A</level3>\n  </level2>\n"
        "  <level2>2</level2>\n</test>");
  CHECK(displayed("<test>22257e111</test>") == "<test>2.225700000000000e+115</test>");
  CHECK(displayed("<test>22257e111</test>", 0, XmlConversion::none) == "<test>22257e111</test>");
  CHECK(displayed(" ") == "(blank)");
  CHECK(displayed("<a>&#65;&#x42;</a>") == "<a>AB</a>");
}

TEST_CASE("what is no XML is a problem with a position") {
  CHECK(displayed("<a><b></a>") == "end tag does not match its start tag, pos 9");
  CHECK(displayed("<a>") == "unterminated element, pos 3");
  CHECK(displayed("x") == "text outside of an element, pos 0");
  CHECK(displayed("<a/><b/>") == "more than one root element, pos 4");
  CHECK(displayed("<a>&nope;</a>").starts_with("unknown entity"));
  CHECK(displayed("<a x='1' x='2'/>").starts_with("duplicate attribute"));
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  CHECK(displayed(deep).starts_with("elements are nested too deeply"));
  const std::string text = "<?xml v?><t a='1'>x &lt; <u>2</u><![CDATA[y]]><!-- z --></t>";
  for (size_t size = 0; size < text.size(); ++size) displayed(text.substr(0, size));
}

TEST_CASE("XMLGET counts children of one name") {
  VariantBuilder builder;
  parse_xml("<r><a>1</a><b>2</b><a>3</a></r>", XmlConversion::numbers_and_booleans, builder);
  const VariantView root = builder.view();
  CHECK(kind_name(root.kind()) == "OBJECT");
  CHECK(root.find("@")->text() == "r");
  CHECK(xml_child(root, "a", 1)->find("$")->integer() == 3);
  CHECK(xml_child(root, "b", 0)->find("$")->integer() == 2);
  CHECK(!xml_child(root, "b", 1));
  CHECK(!xml_child(root, "c", 0));
}

}  // namespace
}  // namespace mockhaus::values
