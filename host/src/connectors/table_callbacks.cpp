// SPDX-License-Identifier: MIT
#include "connectors/table_callbacks.hpp"

#include <algorithm>

#include "base/language.hpp"
#include "connectors/foreign_text.hpp"
#include "connectors/view_tables.hpp"

namespace orderbridge::connectors {

namespace {

constexpr std::size_t kLongestCell = 64 << 10, kMostBytes = 64 << 20, kMostSections = 50, kMostMisuses = 20;

TableCallbacks& self(void* ctx) noexcept {
  return *static_cast<TableCallbacks*>(ctx);
}

}  // namespace

TableCallbacks::TableCallbacks(const Query& query, std::vector<description::ColumnInfo> columns,
                               std::shared_ptr<Pulse> pulse, std::function<void()> full)
    : detail_(query.key.has_value()),
      offset_(query.offset),
      limit_(query.limit == 0 ? kMostRows : std::min(query.limit, kMostRows)),
      limited_(query.limit > 0 && query.limit <= kMostRows),
      columns_(std::move(columns)),
      pulse_(std::move(pulse)),
      on_full_(std::move(full)) {
  table_.size = sizeof table_;
  table_.ctx = this;
  table_.row = [](void* ctx, const ob_str* cells, std::size_t count) -> ob_status {
    try {
      return self(ctx).row(cells, count);
    } catch (...) {
      return OB_CANCELLED;  // out of memory
    }
  };
  table_.section = [](void* ctx, const ob_text* title, const ob_column* const* sections,
                      std::size_t count) -> ob_status {
    try {
      return self(ctx).section(title, sections, count);
    } catch (...) {
      return OB_CANCELLED;
    }
  };
  table_.total = [](void* ctx, std::uint64_t rows) { self(ctx).total(rows); };
}

/// Under the lock. No sign of life any more: who does not stop runs out of patience.
ob_status TableCallbacks::stop_here() {
  if (!full_) {
    full_ = result_.cut = true;
    on_full_();
  }
  return OB_CANCELLED;
}

void TableCallbacks::misuse(const std::string& text) {
  if (misuses_.size() < kMostMisuses && std::find(misuses_.begin(), misuses_.end(), text) == misuses_.end())
    misuses_.push_back(text);
}

ob_status TableCallbacks::row(const ob_str* cells, std::size_t count) {
  std::lock_guard lock(mutex_);
  if (taken_ || full_) return OB_CANCELLED;
  pulse_->beat();
  if (skipping_) return OB_OK;
  auto& rows = result_.sections.empty() ? result_.rows : result_.sections.back().rows;
  const auto& columns = result_.sections.empty() ? columns_ : result_.sections.back().columns;
  const bool itself = detail_ && result_.sections.empty();
  if (rows.size() >= (itself ? 1 : limit_)) {
    if (itself)
      misuse(tr("the connector gave more than one row for a detail",
                "Der Konnektor gab mehr als eine Zeile für eine Detailansicht"));
    else if (limited_)
      misuse(tr("the connector gave more than {} rows and was stopped",
                "Der Konnektor gab mehr als {} Zeilen und wurde angehalten", limit_));
    return itself ? OB_OK : stop_here();
  }
  if (count != columns.size() || !cells) {
    misuse(tr("the connector gave a row of {} cells for {} columns; it is left out",
              "Der Konnektor gab eine Zeile mit {} Zellen für {} Spalten; sie fehlt", count, columns.size()));
    return OB_OK;
  }
  Row taken;
  for (std::size_t i = 0; i < count; ++i) {
    if (present(cells[i]))
      taken.emplace_back(safe(cells[i], kLongestCell));
    else
      taken.emplace_back(std::nullopt);
    bytes_ += taken.back() ? taken.back()->size() : 0;
  }
  if (bytes_ > kMostBytes) {
    misuse(tr("the connector gave more than {} MiB and was stopped",
              "Der Konnektor gab mehr als {} MiB und wurde angehalten", kMostBytes >> 20));
    return stop_here();
  }
  rows.push_back(std::move(taken));
  return OB_OK;
}

ob_status TableCallbacks::section(const ob_text* title, const ob_column* const* columns, std::size_t count) {
  std::lock_guard lock(mutex_);
  if (taken_ || full_) return OB_CANCELLED;
  pulse_->beat();
  std::vector<std::string> problems;
  Section opened;
  if (!detail_ || !title) {
    problems.push_back(tr("a section belongs to a detail and has a title",
                          "Ein Abschnitt gehört zu einer Detailansicht und hat einen Titel"));
  } else {
    opened.title = {safe(title->en, 200), safe(title->de, 200)};
    TableReader reader(problems);
    opened.columns = read_columns(columns, count, "section '" + opened.title.en + "'", reader);
  }
  for (const auto& problem : problems) misuse(problem);
  skipping_ = !problems.empty();
  if (skipping_) return OB_OK;
  if (result_.sections.size() >= kMostSections) {
    misuse(tr("the connector gave more than {} sections and was stopped",
              "Der Konnektor gab mehr als {} Abschnitte und wurde angehalten", kMostSections));
    return stop_here();
  }
  result_.sections.push_back(std::move(opened));
  return OB_OK;
}

void TableCallbacks::total(std::uint64_t rows) {
  std::lock_guard lock(mutex_);
  if (!taken_ && !detail_) result_.total = rows;
}

QueryResult TableCallbacks::take() {
  std::lock_guard lock(mutex_);
  taken_ = true;
  if (result_.total && !result_.rows.empty() && *result_.total < offset_ + result_.rows.size()) {
    misuse(tr("the connector speaks of {} rows in all and gave more",
              "Der Konnektor spricht von {} Zeilen im Ganzen und gab mehr", *result_.total));
    result_.total.reset();
  }
  return std::move(result_);
}

bool TableCallbacks::is_full() const {
  std::lock_guard lock(mutex_);
  return full_;
}

std::vector<std::string> TableCallbacks::misuses() const {
  std::lock_guard lock(mutex_);
  return misuses_;
}

}  // namespace orderbridge::connectors
