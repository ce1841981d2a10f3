// SPDX-License-Identifier: MIT
#include "records/from_xml.hpp"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <functional>
#include <map>
#include <memory>
#include <set>

#include "base/clock.hpp"
#include "base/language.hpp"
#include "base/suggest.hpp"
#include "config/xml_handles.hpp"
#include "orderbridge/decimal.hpp"
#include "orderbridge/text.hpp"
#include "records/fields.hpp"

namespace orderbridge::records {

namespace {

constexpr std::size_t kLargest = std::size_t{16} << 20;

std::string name_of(const xmlNode* node) {
  return reinterpret_cast<const char*>(node->name);
}
/// Text and CDATA below a node; what libxml2 would allocate would have to be freed through a variable of its
/// own, which the host would then export.
std::string text_of(const xmlNode* node) {
  std::string text;
  for (const auto* child = node->children; child; child = child->next)
    if (child->content && (child->type == XML_TEXT_NODE || child->type == XML_CDATA_SECTION_NODE))
      text += reinterpret_cast<const char*>(child->content);
  return text;
}
std::vector<xmlNode*> elements_of(xmlNode* node) {
  std::vector<xmlNode*> all;
  for (auto* child = node->children; child; child = child->next)
    if (child->type == XML_ELEMENT_NODE) all.push_back(child);
  return all;
}
int line_of(const xmlNode* node) {
  return static_cast<int>(xmlGetLineNo(node));
}

class RecordReader {
 public:
  explicit RecordReader(Arena& arena) : arena_(arena) {}

  ob_record* read(std::string_view xml) {
    const auto document = parse(xml);
    ob_record* record = document ? read(xmlDocGetRootElement(document.get())) : nullptr;
    if (!mistakes_.empty()) throw_mistakes();
    return record;
  }

 private:
  config::XmlDocument parse(std::string_view xml) {
    if (xml.size() > kLargest) return wrong(0, tr("larger than 16 MiB", "größer als 16 MiB")), nullptr;
    const config::XmlParser parser(xmlNewParserCtxt());
    if (!parser) throw std::bad_alloc();
    parser->_private = this;
    parser->sax->serror = [](void* context, xmlErrorPtr error) {
      auto* self = static_cast<RecordReader*>(static_cast<xmlParserCtxtPtr>(context)->_private);
      if (self->mistakes_.empty())
        self->wrong(
            error->line,
            tr("no well-formed XML here: {}", "hier kein wohlgeformtes XML: {}",
               error->message ? std::string(error->message, std::strcspn(error->message, "\n")) : ""));
    };
    parser->sax->internalSubset = [](void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
      auto* ctxt = static_cast<xmlParserCtxtPtr>(context);
      static_cast<RecordReader*>(ctxt->_private)
          ->wrong(ctxt->input ? ctxt->input->line : 0,
                  tr("a DOCTYPE is not allowed", "ein DOCTYPE ist nicht erlaubt"));
      xmlStopParser(ctxt);
    };
    parser->sax->externalSubset = nullptr;
    config::XmlDocument document(xmlCtxtReadMemory(parser.get(), xml.data(), static_cast<int>(xml.size()),
                                                   nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_BIG_LINES));
    if (!mistakes_.empty()) return nullptr;
    if (!document || !xmlDocGetRootElement(document.get()))
      return wrong(0, tr("there is no XML in it", "es ist kein XML darin")), nullptr;
    return document;
  }

  ob_record* read(xmlNode* root) {
    const auto name = name_of(root);
    if (name == "order") return order(root);
    if (name == "status") return status(root);
    wrong(line_of(root), tr("the root element is <{}>, not <order> or <status>",
                            "das Wurzelelement ist <{}>, nicht <order> oder <status>", name));
    return nullptr;
  }

  ob_record* order(xmlNode* root) {
    auto* o = make<ob_order>(OB_KIND_ORDER);
    o->ordered_at = o->changed_at = o->paid_at = OB_NO_TIME;
    Lists lists;
    lists["billing"] = [&](xmlNode* node) { o->billing = address(node); };
    lists["shipping"] = [&](xmlNode* node) { o->shipping = address(node); };
    lists["lines"] = [&](xmlNode* node) { o->lines = lines(node, o->line_count); };
    lists["extras"] = [&](xmlNode* node) { o->extras = extras(node, o->extra_count); };
    lists["warnings"] = [](xmlNode*) {};
    members(root, o, order_fields(), lists, &o->head.id);
    if (!o->billing) wrong(line_of(root), tr("<billing> is missing", "<billing> fehlt"));
    if (o->price_basis != OB_BASIS_GROSS && o->price_basis != OB_BASIS_NET)
      wrong(line_of(root),
            tr("<price-basis> is 1 (gross) or 2 (net)", "<price-basis> ist 1 (brutto) oder 2 (netto)"));
    return &o->head;
  }

  ob_record* status(xmlNode* root) {
    auto* s = make<ob_status_update>(OB_KIND_STATUS);
    s->paid_at = s->changed_at = OB_NO_TIME;
    Lists lists;
    lists["may-replace"] = [&](xmlNode* node) {
      s->may_replace = texts(node, "state", s->may_replace_count);
    };
    lists["deliveries"] = [&](xmlNode* node) { s->deliveries = deliveries(node, s->delivery_count); };
    lists["extras"] = [&](xmlNode* node) { s->extras = extras(node, s->extra_count); };
    members(root, s, status_fields(), lists, &s->head.id);
    return &s->head;
  }

  const ob_address* address(xmlNode* node) {
    auto* a = arena_.array<ob_address>(1);
    *a = ob_address{};
    a->size = sizeof *a;
    Lists lists;
    lists["extras"] = [&](xmlNode* list) { a->extras = extras(list, a->extra_count); };
    members(node, a, address_fields(), lists);
    return a;
  }

  const ob_line* const* lines(xmlNode* list, std::size_t& count) {
    return items<ob_line>(list, "line", count, [&](xmlNode* node, ob_line& line) {
      line.size = sizeof line;
      Lists lists;
      lists["type"] = [&](xmlNode* type) { line.type = line_type(type); };
      lists["extras"] = [&](xmlNode* more) { line.extras = extras(more, line.extra_count); };
      members(node, &line, line_fields(), lists);
      if (line.type == 0) wrong(line_of(node), tr("<line> lacks <type>", "<line> fehlt <type>"));
    });
  }

  const ob_delivery* const* deliveries(xmlNode* list, std::size_t& count) {
    return items<ob_delivery>(list, "delivery", count, [&](xmlNode* node, ob_delivery& d) {
      d.size = sizeof d;
      d.delivered_at = OB_NO_TIME;
      std::vector<ob_str> numbers, urls;
      std::vector<ob_delivered> delivered;
      Lists lists;
      lists["tracking-number"] = [&](xmlNode* n) { numbers.push_back(value(n, true)); };
      lists["tracking-url"] = [&](xmlNode* n) { urls.push_back(value(n, true)); };
      lists["line"] = [&](xmlNode* n) { delivered.push_back(delivered_line(n)); };
      members(node, &d, delivery_fields(), lists, nullptr, {"tracking-number", "tracking-url", "line"});
      d.tracking_numbers = keep(numbers), d.tracking_number_count = numbers.size();
      d.tracking_urls = keep(urls), d.tracking_url_count = urls.size();
      d.lines = keep(delivered), d.line_count = delivered.size();
    });
  }

  ob_delivered delivered_line(xmlNode* node) {
    ob_delivered line{};
    for (auto* child : elements_of(node)) {
      if (name_of(child) == "id")
        line.line_id = value(child, false);
      else if (name_of(child) == "quantity")
        line.quantity = decimal(child);
      else
        unknown(child, {"id", "quantity"});
    }
    return line;
  }

  const ob_extra* extras(xmlNode* list, std::size_t& count) {
    std::vector<ob_extra> all;
    for (auto* node : elements_of(list)) {
      if (name_of(node) != "extra") {
        unknown(node, {"extra"});
        continue;
      }
      ob_extra extra{};
      extra.name = arena_.keep(attribute(node, "name"));
      if (attribute(node, "personal") == "no") extra.flags = OB_EXTRA_NOT_PERSONAL;
      extra.value = value(node, extra.flags == 0);
      all.push_back(extra);
    }
    count = all.size();
    return keep(all);
  }

  const ob_str* texts(xmlNode* list, const char* item, std::size_t& count) {
    std::vector<ob_str> all;
    for (auto* node : elements_of(list)) {
      if (name_of(node) == item)
        all.push_back(value(node, false));
      else
        unknown(node, {item});
    }
    count = all.size();
    return keep(all);
  }

  /// The fields of one struct, at most one level of groups deep ("payment/method"), and the lists below it.
  using Lists = std::map<std::string, std::function<void(xmlNode*)>>;
  void members(xmlNode* node, void* base, std::span<const Field> fields, const Lists& lists,
               ob_str* id = nullptr, const std::set<std::string>& repeated = {}) {
    std::set<std::string> met;
    for (auto* child : elements_of(node)) {
      const auto name = name_of(child);
      if (const auto list = lists.find(name); list != lists.end()) {
        if (!repeated.contains(name)) once(met, name, child);
        list->second(child);
      } else if (id && name == "id") {
        once(met, name, child);
        *id = value(child, false);
      } else if (has_group(fields, name)) {
        once(met, name, child);
        for (auto* leaf : elements_of(child)) field(leaf, name + "/" + name_of(leaf), base, fields, met);
      } else {
        field(child, name, base, fields, met, &lists);
      }
    }
    if (id && !present(*id)) wrong(line_of(node), tr("<id> is missing", "<id> fehlt"));
  }

  void field(xmlNode* node, const std::string& path, void* base, std::span<const Field> fields,
             std::set<std::string>& met, const Lists* lists = nullptr) {
    const auto found =
        std::find_if(fields.begin(), fields.end(), [&](const Field& f) { return f.path == path; });
    if (found == fields.end()) {
      std::vector<std::string> names;
      const auto slash = path.find('/');
      const auto group = slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
      for (const auto& f : fields)
        if (f.path.starts_with(group))
          names.emplace_back(f.path.substr(group.size(), f.path.find('/', group.size()) - group.size()));
      if (lists)
        for (const auto& [name, read] : *lists) names.push_back(name);
      return unknown(node, names);
    }
    once(met, path, node);
    if (!elements_of(node).empty())
      return wrong(line_of(node), tr("<{}> holds elements, a value is expected",
                                     "<{}> enthält Elemente, erwartet ist ein Wert", name_of(node)));
    switch (found->kind) {
      case FieldKind::kText:
        at<ob_str>(base, *found) = value(node, found->personal);
        return;
      case FieldKind::kDecimal:
        at<ob_decimal>(base, *found) = decimal(node);
        return;
      case FieldKind::kTime:
        at<ob_time>(base, *found) = time(node);
        return;
      case FieldKind::kInt:
        at<std::int32_t>(base, *found) = integer(node);
        return;
    }
  }

  ob_str value(xmlNode* node, bool personal) {
    const auto text = text_of(node);
    if (personal && text == "***")
      wrong(line_of(node),
            tr("<{}> is masked; take the record with its personal data (--show-personal)",
               "<{}> ist maskiert; den Datensatz mit personenbezogenen Daten nehmen (--show-personal)",
               name_of(node)));
    return arena_.keep(std::string_view(text));
  }
  ob_decimal decimal(xmlNode* node) {
    try {
      if (const auto parsed = Decimal::parse(text_of(node))) return parsed->to_abi();
    } catch (const DecimalError&) {
    }
    not_a(node, tr("decimal number", "Dezimalzahl"));
    return {};
  }
  ob_time time(xmlNode* node) {
    const auto parsed = parse_utc(text_of(node));
    if (!parsed) not_a(node, tr("time like 2026-11-23T08:15:30Z", "Zeit wie 2026-11-23T08:15:30Z"));
    return parsed.value_or(OB_NO_TIME);
  }
  std::int32_t integer(xmlNode* node) {
    const auto text = text_of(node);
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || text.empty())
      not_a(node, tr("whole number", "ganze Zahl"));
    return number;
  }
  std::uint32_t line_type(xmlNode* node) {
    const auto text = text_of(node);
    std::vector<std::string> names;
    for (std::uint32_t type = OB_LINE_PRODUCT; type <= OB_LINE_OTHER; ++type) {
      if (line_type_name(type) == text) return type;
      names.emplace_back(line_type_name(type));
    }
    wrong(line_of(node), tr("'{}' is no type of line; {}", "'{}' ist keine Art von Position; {}", text,
                            did_you_mean(text, names)));
    return OB_LINE_OTHER;
  }

  static std::string attribute(const xmlNode* node, const char* name) {
    const auto* found = xmlHasProp(node, reinterpret_cast<const xmlChar*>(name));
    return found ? text_of(reinterpret_cast<const xmlNode*>(found)) : "";
  }
  static bool has_group(std::span<const Field> fields, const std::string& name) {
    return std::any_of(fields.begin(), fields.end(),
                       [&](const Field& f) { return f.path.starts_with(name + "/"); });
  }

  template <class T>
  T* make(std::uint32_t kind) {
    T* record = arena_.array<T>(1);
    *record = T{};
    record->head.size = sizeof(T);
    record->head.kind = kind;
    return record;
  }
  template <class T>
  const T* keep(const std::vector<T>& items) {
    T* own = arena_.array<T>(items.size());
    std::copy(items.begin(), items.end(), own);
    return own;
  }
  template <class T, class Read>
  const T* const* items(xmlNode* list, const char* item, std::size_t& count, Read read) {
    std::vector<const T*> all;
    for (auto* node : elements_of(list)) {
      if (name_of(node) != item) {
        unknown(node, {item});
        continue;
      }
      T* one = arena_.array<T>(1);
      *one = T{};
      read(node, *one);
      all.push_back(one);
    }
    count = all.size();
    return keep(all);
  }

  void once(std::set<std::string>& met, const std::string& path, xmlNode* node) {
    if (!met.insert(path).second)
      wrong(line_of(node), tr("<{}> stands there twice", "<{}> steht zweimal da", name_of(node)));
  }
  void unknown(xmlNode* node, const std::vector<std::string>& names) {
    const auto fix = did_you_mean(name_of(node), names);
    wrong(line_of(node),
          tr("there is no element <{}> here", "hier gibt es kein Element <{}>", name_of(node)) +
              (fix.empty() ? "" : "; " + fix));
  }
  void not_a(xmlNode* node, const std::string& what) {
    wrong(line_of(node), tr("<{}> is no {}", "<{}> ist keine {}", name_of(node), what));
  }
  void wrong(int line, std::string text) {
    if (mistakes_.size() < 200) mistakes_.push_back({line, std::move(text)});
  }
  [[noreturn]] void throw_mistakes() {
    std::string text;
    for (const auto& m : mistakes_)
      text += (text.empty() ? "" : "\n") + tr("line {}: {}", "Zeile {}: {}", m.line, m.text);
    throw BadXml(text, std::move(mistakes_));
  }

  Arena& arena_;
  std::vector<XmlMistake> mistakes_;
};

}  // namespace

ob_record* from_xml(std::string_view xml, Arena& arena) {
  auto* record = RecordReader(arena).read(xml);
  return copy_record(*record, arena);  // the same rules as for what a connector emits
}

}  // namespace orderbridge::records
