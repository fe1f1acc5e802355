#include "analysis/experiments/point_tables.hpp"

#include "sim/distributions/quantile_table.hpp"

#include <iterator>
#include <memory>

namespace stepdown::analysis {

PointTables::Shared PointTables::of(const sim::Distribution& law) {
  const std::string text = law.text();
  if (Shared known = one_at_a_time_([&] { return find(text, law); })) return known;
  // Others go on meanwhile; that two make the same at the same time does no harm.
  auto made = std::make_shared<const sim::QuantileTable>(law);
  one_at_a_time_([&] { hold(text, made); });
  return made;
}

std::size_t PointTables::held() const {
  return one_at_a_time_([&] { return held_.size(); });
}

PointTables::Shared PointTables::find(const std::string& text, const sim::Distribution& law) {
  const auto [from, to] = by_text_.equal_range(text);  // a text has rounded numbers
  for (auto like = from; like != to; ++like) {
    const Place place = like->second;
    if (!(place->table->distribution() == law)) continue;
    held_.splice(held_.begin(), held_, place);
    return place->table;
  }
  return nullptr;
}

void PointTables::hold(const std::string& text, const Shared& table) {
  held_.push_front({text, table});
  by_text_.emplace(text, held_.begin());
  bytes_ += table->table_bytes();
  while (bytes_ > most_bytes)
    forget_oldest();
}

void PointTables::forget_oldest() {
  const auto oldest = std::prev(held_.end());
  auto like = by_text_.equal_range(oldest->text).first;
  while (like->second != oldest)
    ++like;
  by_text_.erase(like);
  bytes_ -= oldest->table->table_bytes();
  held_.erase(oldest);
}

}  // namespace stepdown::analysis
