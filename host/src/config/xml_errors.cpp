// SPDX-License-Identifier: MIT
#include "config/xml_errors.hpp"

#include <libxml/xmlerror.h>

#include "base/language.hpp"
#include "config/report.hpp"

namespace orderbridge::config {

namespace {

XmlProblem not_utf8() {
  return {tr("the file contains bytes that are not {}", "die Datei enthält Bytes, die kein {} sind", "UTF-8"),
          tr("save it as UTF-8, or name its encoding in the first line: <?xml version=\"1.0\" "
             "encoding=\"ISO-8859-1\"?>",
             "als UTF-8 speichern oder die Kodierung in der ersten Zeile nennen: <?xml version=\"1.0\" "
             "encoding=\"ISO-8859-1\"?>")};
}

}  // namespace

XmlProblem too_deep() {
  return {tr("elements are nested more than {} deep", "Elemente sind tiefer als {} Ebenen verschachtelt",
             kMaxXmlDepth),
          tr("no configuration needs that; look for a missing end tag",
             "keine Konfiguration braucht das; fehlt ein schließendes Element?")};
}

XmlProblem xml_problem(int code, const std::string& message, const std::string& name1,
                       const std::string& name2) {
  switch (code) {
    case XML_ERR_DOCUMENT_EMPTY:
      return {tr("there is no XML in it", "sie enthält kein XML"),
              tr("start with <orderbridge xmlns=\"urn:orderbridge:config:1\">",
                 "mit <orderbridge xmlns=\"urn:orderbridge:config:1\"> beginnen")};
    case XML_ERR_TAG_NAME_MISMATCH:
      return {tr("<{}> is ended by </{}>", "<{}> wird durch </{}> beendet", shown(name1), shown(name2)),
              tr("write </{}>, or end the elements in between first",
                 "</{}> schreiben oder vorher die Elemente dazwischen beenden", shown(name1))};
    case XML_ERR_TAG_NOT_FINISHED:
      return {tr("the file ends inside <{}>", "die Datei endet innerhalb von <{}>", shown(name1)),
              tr("is the end of the file missing?", "fehlt das Ende der Datei?")};
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY:
      return {tr("&{}; is unknown", "&{}; ist unbekannt", shown(name1)),
              tr("only &amp; &lt; &gt; &quot; &apos; exist; write other characters as they are",
                 "es gibt nur &amp; &lt; &gt; &quot; &apos;; andere Zeichen direkt schreiben")};
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_ENTITYREF_SEMICOL_MISSING:
    case XML_ERR_LT_IN_ATTRIBUTE:
      return {tr("a bare & or < stands where it has a meaning of its own",
                 "ein & oder < steht, wo es eine eigene Bedeutung hat"),
              tr("write &amp; for & and &lt; for <", "&amp; für & und &lt; für < schreiben")};
    case XML_ERR_ATTRIBUTE_REDEFINED:
      return {tr("attribute '{}' is given twice", "Attribut '{}' ist doppelt angegeben", shown(name1)),
              tr("delete one", "eines löschen")};
    case XML_ERR_ATTRIBUTE_NOT_STARTED:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
      return {tr("an attribute has no value in quotes", "ein Attribut hat keinen Wert in Anführungszeichen"),
              tr("write name=\"value\"", "name=\"wert\" schreiben")};
    case XML_ERR_INVALID_ENCODING:
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_UNKNOWN_ENCODING:
    case XML_ERR_UNSUPPORTED_ENCODING:
    case XML_I18N_CONV_FAILED:
      return not_utf8();
    case XML_ERR_DOCUMENT_END:
      return {tr("something follows the end of the root element",
                 "nach dem Ende des Wurzelelements steht noch etwas"),
              tr("a configuration has one root element, <orderbridge>",
                 "eine Konfiguration hat ein Wurzelelement, <orderbridge>")};
    case XML_NS_ERR_UNDEFINED_NAMESPACE:
      return {tr("namespace prefix '{}' is not declared", "das Namensraum-Präfix '{}' ist nicht deklariert",
                 shown(name1)),
              tr("leave the prefix out", "das Präfix weglassen")};
    default:
      break;
  }
  return {tr("not well-formed XML: {}", "kein wohlgeformtes XML: {}", shown(message)),
          tr("compare with the reference configuration", "mit der Referenzkonfiguration vergleichen")};
}

}  // namespace orderbridge::config
