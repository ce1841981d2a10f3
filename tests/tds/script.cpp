// SPDX-License-Identifier: MIT
#include "script.hpp"

namespace tds {

std::string driver() {
  const std::string file = OB_TDS_DRIVER;
  if (file.empty()) {
    WARN("libtdsodbc_was_not_found");  // CTest counts it as skipped
    FAIL("package tdsodbc is not installed");
  }
  return file;
}

const orderbridge::Host& quiet_host() {
  static const ob_host table = [] {
    ob_host host{};
    host.size = sizeof host;
    host.language = orderbridge::to_abi("en");
    return host;
  }();
  static const orderbridge::Host host{&table};
  return host;
}

Answer cell(const std::string& type, std::optional<std::string> value) {
  Answer answer;
  answer.results.push_back({{{"c", type}}, {{std::move(value)}}});
  return answer;
}

Answer failure(int number, bool aborts_transaction) {
  Answer answer;
  answer.failure = Failure{number, "says the script", aborts_transaction ? 13 : 14, 1, aborts_transaction};
  return answer;
}

Script::Script(Handler reply, Settings settings)
    : reply_(std::move(reply)),
      server_(
          [this](const Request& request) {
            const std::scoped_lock lock(mutex_);
            asked_.push_back(request);
            const bool ours = request.kind != Request::Kind::kStatement ||
                              request.sql.rfind("SET ", 0) != 0 || request.sql.rfind("SET NOCOUNT", 0) == 0;
            return reply_ && ours ? reply_(request) : Answer();
          },
          std::move(settings)) {}

Script::~Script() {
  server_.stop();
  CHECK(server_.misunderstood().empty());
}

void Script::reply(Handler reply) {
  const std::scoped_lock lock(mutex_);
  reply_ = std::move(reply);
}

std::string Script::course() {
  const std::scoped_lock lock(mutex_);
  std::string course;
  for (const auto& request : asked_) {
    switch (request.kind) {
      case Request::Kind::kBegin:
        course += 'B';
        break;
      case Request::Kind::kCommit:
        course += 'C';
        break;
      case Request::Kind::kRollback:
        course += 'R';
        break;
      case Request::Kind::kStatement: {
        const std::string start = "SET NOCOUNT ON; ";
        const auto at = request.sql.rfind(start, 0) == 0 ? start.size() : 0;
        if (request.sql.compare(at, 4, "SET ") != 0)
          course += static_cast<char>(request.sql.at(at) - 'A' + 'a');
      }
    }
  }
  return course;
}

std::vector<Request> Script::asked(const std::string& part) {
  const std::scoped_lock lock(mutex_);
  std::vector<Request> found;
  for (const auto& request : asked_)
    if (request.sql.find(part) != std::string::npos) found.push_back(request);
  return found;
}

std::string Script::connection(const std::string& database) const {
  return "DRIVER=" + driver() + ";SERVER=127.0.0.1;PORT=" + std::to_string(server_.port()) +
         ";DATABASE=" + database;
}

std::unique_ptr<Session> Script::open(OdbcLimits limits) {
  return orderbridge::jtlwawi::sqlserver::make_odbc_session(connection(), "orderbridge", "geheim",
                                                            quiet_host(), std::move(limits));
}

}  // namespace tds
