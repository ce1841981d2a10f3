// SPDX-License-Identifier: MIT
// See failures.hpp. Bodies never enter a text: only the shop's own message does.
#include "failures.hpp"

#include "foreign_answer.hpp"
#include "own_refusal.hpp"
#include "redirect.hpp"

namespace orderbridge::shopware5 {
namespace {

std::string subject(const Context& c, const Request& request) {
  const auto& say = c.say;
  const auto at = " (" + c.url.text() + "): ";
  switch (request.asking) {
    case Asking::kVersion:
      return say("The shop's version", "Die Version des Shops") + at;
    case Asking::kList:
      return say("The shop's order list", "Die Bestellliste des Shops") + at;
    case Asking::kDetail:
      return say("Order ", "Bestellung ") + request.order_id + at;
    case Asking::kUpdate:
      return say("Changing order ", "Änderung der Bestellung ") + request.order_id + at;
  }
  return at;
}

std::string php_text(const Context& c) {
  return c.say(
      "PHP messages stand beside the JSON; switch display_errors off in the shop's PHP, and see its "
      "error log for the message",
      "PHP-Meldungen stehen neben dem JSON; im PHP des Shops display_errors ausschalten und die "
      "Meldung im Fehlerprotokoll nachsehen");
}

Failure server_error(const Context& c, const std::string& what, const Answer& answer,
                     const std::string& message) {
  const auto code = " (" + std::to_string(answer.status) + ")";
  if (!message.empty())
    return {retry(what + c.say("the shop failed", "im Shop ist ein Fehler aufgetreten") + code),
            Scope::kOrder};
  if (answer.body.empty())
    return {
        retry(what + c.say("the shop failed without a word", "der Shop ist ohne Meldung gescheitert") + code +
              c.say("; its database may be down or PHP stopped: see the web server's error log",
                    "; vielleicht ist seine Datenbank aus oder PHP abgestürzt: siehe Fehlerprotokoll des "
                    "Webservers")),
        Scope::kOrder};
  return {retry(what +
                c.say("the shop answered with an error page", "der Shop antwortete mit einer Fehlerseite") +
                code),
          Scope::kOrder};
}

Failure unavailable(const Context& c, const std::string& what, const Answer& answer) {
  const auto wait = retry_after_ms(answer.retry_after);
  auto text =
      what +
      (answer.status == 429
           ? c.say("the shop refuses so many requests (429); lower the option connections if this stays",
                   "der Shop lehnt so viele Anfragen ab (429); wenn das bleibt, Option connections senken")
           : c.say("the shop is being updated or is overloaded (503)",
                   "der Shop wird gerade aktualisiert oder ist überlastet (503)"));
  if (wait > 0)
    text += c.say("; it asks to come back in ", "; er bittet um Wiederkehr in ") +
            std::to_string((wait + 999) / 1000) + " s";
  return {retry(text).retry_after(wait)};
}

/// Something in front of the shop answered in its place: it passes, or somebody there lets the API through.
Failure foreign(const Context& c, const Request& request, const Answer& answer, const std::string& what) {
  const auto& say = c.say;
  auto text = what + stands_in_front(say, answer) +
              say(", answered in the shop's place (", ", antwortete anstelle des Shops (") +
              std::to_string(answer.status) + ")";
  if (answer.status == 401)
    text += say("; that server must not ask for a password under /api",
                "; dieser Server darf unter /api kein Kennwort verlangen");
  else if (request.asking == Asking::kUpdate)
    text += say("; that server must let PUT requests to /api pass",
                "; dieser Server muss PUT-Anfragen an /api durchlassen");
  else if (answer.status == 404)
    text += say("; if this stays, there is no Shopware shop at this address",
                "; wenn das bleibt, gibt es unter dieser Adresse keinen Shopware-Shop");
  else
    text += say("; if this stays, that server must let requests to /api pass",
                "; wenn das bleibt, muss dieser Server Anfragen an /api durchlassen");
  return {retry(text), Scope::kOrder};
}

Failure wants_https(const Context& c, const std::string& what, bool certain) {
  const auto& say = c.say;
  return {retry(what +
                (certain ? say("this port wants https: enter the shop's address with https://",
                               "dieser Port will https: die Adresse des Shops mit https:// eintragen")
                         : say("a web server does not understand the request (400); perhaps this port wants "
                               "https: then enter the shop's address with https://",
                               "ein Webserver versteht die Anfrage nicht (400); vielleicht will dieser Port "
                               "https: dann die Adresse des Shops mit https:// eintragen")))
              .option("url"),
          Scope::kOrder};
}

Failure by_status(const Context& c, const Request& request, const Answer& answer, const ShopWord& word) {
  const auto what = subject(c, request);
  if (!word.own && !answer.mitigated.empty()) return foreign(c, request, answer, what);
  if (answer.status == 429 || answer.status == 503) return unavailable(c, what, answer);
  if (answer.status >= 500) return server_error(c, what, answer, word.message);
  if (word.own) return own_refusal(c, request, what, answer.status, word.message);
  if (answer.status >= 300 && answer.status < 400)
    return {retry(what + redirect_text(c.say, c.url, answer)).option("url"), Scope::kOrder};
  if (answer.status == 400 && !c.url.https) return wants_https(c, what, asks_for_https(answer.body));
  return foreign(c, request, answer, what);
}

/// 2xx, but no JSON.
Failure no_json(const Context& c, const Request& request, const Answer& answer) {
  const auto what = subject(c, request);
  if (answer.body.empty() && request.asking == Asking::kUpdate)
    return {retry(what + c.say("the shop's answer is empty", "die Antwort des Shops ist leer")),
            Scope::kOrder};
  if (answer.body.empty())
    return {retry(what + c.say("the shop's answer is empty; usually the order holds text that is not valid "
                               "UTF-8: open and save it in the shop",
                               "die Antwort des Shops ist leer; meist enthält die Bestellung Text, der kein "
                               "gültiges UTF-8 ist: im Shop öffnen und speichern")),
            Scope::kOrder, false};
  if (!answer.encoding.empty())
    return {retry(what +
                  c.say("the answer is compressed although nobody asked for that, and in a way that "
                        "cannot be read: ",
                        "die Antwort ist ungefragt und auf eine Weise komprimiert, die sich nicht "
                        "lesen lässt: ") +
                  answer.encoding +
                  c.say("; a server in front of the shop does that", "; das tut ein vorgeschalteter Server")),
            Scope::kOrder};
  if (has_php_message(answer.body)) return {retry(what + php_text(c)), Scope::kOrder};
  return {retry(what +
                c.say("something other than the API answers: a web page instead of JSON; a login page, "
                      "bot protection or a wrong address does that",
                      "hier antwortet etwas anderes als die API: eine Webseite statt JSON; das tun "
                      "Anmeldeseiten, Bot-Schutz oder eine falsche Adresse") +
                " (" + stands_in_front(c.say, answer) + ")")
              .remote(answer.content_type),
          Scope::kOrder};
}

/// 2xx with the shop's own no: plugins do that.
Failure says_no(const Context& c, const Request& request, const ShopWord& word) {
  auto text = subject(c, request) + c.say("the shop refuses, although it answers 200",
                                          "der Shop lehnt ab, obwohl er 200 antwortet");
  if (const auto message = shown_message(word.message); !message.empty()) text += ": \"" + message + '"';
  return {retry(text), Scope::kOrder};
}

/// The failure, with what the other side said.
Failure told(Failure failure, const std::string& message, int status) {
  const auto said = message.empty() ? failure.error.remote_text() : message;
  (void)std::move(failure.error).remote(said, status);
  return failure;
}

}  // namespace

std::optional<Failure> judge(const Context& c, const Request& request, const Answer& answer) {
  if (answer.status < 200 || answer.status >= 300) {
    const auto word = shop_word(answer.body);
    return told(by_status(c, request, answer, word), word.message, answer.status);
  }
  if (!looks_like_json(answer.body)) return told(no_json(c, request, answer), "", answer.status);
  if (!may_say_no(answer.body)) return std::nullopt;
  const auto word = shop_word(answer.body);
  if (word.success) return std::nullopt;
  return told(says_no(c, request, word), word.message, answer.status);
}

namespace {

/// There is no talking to what stands at that address: a mistake in the options, or a server that is down.
Failure not_reached(const Context& c, const std::string& what, const NoAnswer& none) {
  switch (none.trouble) {
    case Trouble::kHostUnknown:
      return {
          not_connected(what + c.say("the host name is not known; check the option url and the name service",
                                     "der Rechnername ist nicht bekannt; Option url und Namensdienst prüfen"))
              .option("url")
              .remote(none.what())};
    case Trouble::kRefused:
      return {not_connected(
                  what + c.say("the shop's server does not take the connection; check the option url, the "
                               "server and firewalls",
                               "der Server des Shops nimmt die Verbindung nicht an; Option url, Server und "
                               "Firewalls prüfen"))
                  .option("url")
                  .remote(none.what())};
    case Trouble::kCertificate:
      return {not_connected(
                  what +
                  c.say("the shop's certificate cannot be trusted: expired, for another name, or from an "
                        "unknown authority. Renew it, or name the authority's file in tls-ca-file",
                        "dem Zertifikat des Shops kann nicht vertraut werden: abgelaufen, für einen anderen "
                        "Namen oder von unbekannter Stelle. Erneuern oder die Datei der Stelle in "
                        "tls-ca-file angeben"))
                  .option("tls-ca-file")
                  .remote(none.what())};
    case Trouble::kNoHttps:
      return {not_connected(what + c.say("this port does not speak https: enter the port of the shop's https "
                                         "server, or the address with http://",
                                         "dieser Port spricht kein https: den Port des https-Servers "
                                         "eintragen oder die Adresse mit http://"))
                  .option("url")
                  .remote(none.what())};
    default:  // kNoHttp
      return {
          not_connected(what + c.say("something that is no web server answers at this port; check the "
                                     "port in option url",
                                     "an diesem Port antwortet etwas, das kein Webserver ist; den Port in "
                                     "Option url prüfen"))
              .option("url")};
  }
}

}  // namespace

Failure judge(const Context& c, const Request& request, const NoAnswer& none) {
  const auto what = subject(c, request);
  switch (none.trouble) {
    case Trouble::kTimeout:
      return {retry(what +
                    c.say("no answer in time (option timeout)", "keine Antwort in der Zeit (Option timeout)"))
                  .option("timeout"),
              Scope::kOrder, true, true};
    case Trouble::kTooSlow:
      return {retry(what + c.say("the answer did not end within four times the option timeout; it only "
                                 "trickles",
                                 "die Antwort endete nicht innerhalb der vierfachen Zeit der Option timeout; "
                                 "sie tröpfelt nur"))
                  .option("timeout"),
              Scope::kOrder, true, true};
    case Trouble::kTooLarge:
      return {rejected(
                  what +
                  c.say("the answer is larger than option answer-limit-mib allows; raise it, or lower "
                        "page-size if it is the list",
                        "die Antwort ist größer, als Option answer-limit-mib erlaubt; diese erhöhen oder bei "
                        "der Liste page-size senken"))
                  .option("answer-limit-mib"),
              Scope::kOrder, false};
    case Trouble::kHeaderTooLong:
      return {retry(what + c.say("the header of the answer is longer than 256 KiB; a plugin or a server in "
                                 "front of the shop sends too much",
                                 "der Kopf der Antwort ist länger als 256 KiB; ein Plugin oder ein "
                                 "vorgeschalteter Server sendet zu viel")),
              Scope::kOrder};
    case Trouble::kHostUnknown:
    case Trouble::kRefused:
    case Trouble::kCertificate:
    case Trouble::kNoHttp:
    case Trouble::kNoHttps:
      return not_reached(c, what, none);
    case Trouble::kWantsHttps:
      return wants_https(c, what, true);
    case Trouble::kLost:
      break;
  }
  return {retry(what + c.say("the connection broke before the answer was complete",
                             "die Verbindung brach ab, bevor die Antwort vollständig war"))
              .remote(none.what()),
          Scope::kOrder};
}

Failure unreadable(const Context& c, const Request& request, const std::string& why) {
  return {retry(subject(c, request) + why).remote("", 200), Scope::kOrder};
}

Failure unreadable_list(const Context& c, const Request& request, std::string_view body) {
  if (has_php_message(body)) return unreadable(c, request, php_text(c));
  return unreadable(c, request,
                    c.say("the answer is no order list, or was cut off; a plugin or a server in front of the "
                          "shop may change answers",
                          "die Antwort ist keine Bestellliste oder abgeschnitten; vielleicht ändert ein "
                          "Plugin oder ein vorgeschalteter Server die Antworten"));
}

}  // namespace orderbridge::shopware5
