#include "analysis/store/record_bytes.hpp"

#include "analysis/store/byte_reader.hpp"
#include "analysis/store/byte_writer.hpp"
#include "models/clock_grid.hpp"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

namespace stepdown::analysis {

namespace {

constexpr std::uint8_t number_bit = 1;
constexpr std::uint8_t observations_bit = 2;

void write(ByteWriter& to, const ReplicationValue& value) {
  const unsigned bits =
      (value.has_number ? number_bit : 0U) | (value.has_observations ? observations_bit : 0U);
  to.byte(static_cast<std::uint8_t>(bits));
  if (value.has_number) to.real(value.number);
  if (value.has_observations) to.whole(value.observations);
}

ReplicationValue read_value(ByteReader& from) {
  ReplicationValue value;
  const unsigned bits = from.byte();
  if (bits > (number_bit | observations_bit)) from.refuse();
  value.has_number = (bits & number_bit) != 0;
  value.has_observations = (bits & observations_bit) != 0;
  if (value.has_number) value.number = from.real();
  if (!value.has_observations) return value;
  const std::uint64_t observations = from.whole();
  if (observations > std::numeric_limits<std::uint32_t>::max()) from.refuse();
  value.observations = static_cast<std::uint32_t>(observations);
  return value;
}

void write(ByteWriter& to, const sim::LogHistogram& histogram) {
  const sim::LogHistogram::Contents contents = histogram.contents();
  to.whole(contents.zeros);
  to.whole(contents.bins.size());
  if (contents.bins.empty()) return;
  to.real(contents.sum);
  to.real(contents.sum_of_squares);
  to.real(contents.minimum);
  std::uint64_t before = 0;
  for (const auto& bin : contents.bins) {
    to.whole(bin.number - std::exchange(before, bin.number));
    to.whole(bin.count);
    to.whole(bin.at_largest);
    to.real(bin.largest);
  }
}

sim::LogHistogram read_lengths(ByteReader& from) {
  constexpr std::uint64_t most_bins = 1U << 18U;  // more than any has
  sim::LogHistogram::Contents contents;
  contents.zeros = from.whole();
  contents.bins.resize(from.count());
  if (!contents.bins.empty()) {
    contents.sum = from.real();
    contents.sum_of_squares = from.real();
    contents.minimum = from.real();
  }
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < contents.bins.size(); ++i) {
    auto& bin = contents.bins[i];
    const std::uint64_t step = from.whole();
    if ((step == 0 && i > 0) || (i > 0 && step > most_bins)) from.refuse();
    number += step;
    bin.number = number;
    bin.count = from.whole();
    bin.at_largest = from.whole();
    bin.largest = from.real();
    if (!(bin.largest > 0) || !std::isfinite(bin.largest)) from.refuse();
    if (sim::LogHistogram::bin_number(bin.largest) != bin.number) from.refuse();
  }
  return from.is_sound() ? sim::LogHistogram::of(contents) : sim::LogHistogram{};
}

void write(ByteWriter& to, const sim::TimeHistogram& histogram) {
  const std::vector<sim::Ticks>& ticks = histogram.ticks_at();
  to.whole(ticks.size());
  for (const sim::Ticks time : ticks)
    to.whole(static_cast<std::uint64_t>(time.count()));
}

sim::TimeHistogram read_times(ByteReader& from) {
  sim::TimeHistogram histogram;
  const std::size_t values = from.count();
  for (std::size_t value = 0; value < values; ++value) {
    const std::uint64_t ticks = from.whole();
    if (ticks > static_cast<std::uint64_t>(sim::never.count())) from.refuse();
    if (!from.is_sound()) break;
    histogram.add(static_cast<int>(value), sim::Ticks{static_cast<std::int64_t>(ticks)});
  }
  return histogram;
}

void write(ByteWriter& to, const models::ClockCounts& clocks) {
  const models::ClockCounts::Contents contents = clocks.contents();
  to.byte(contents.has_grid ? 1 : 0);
  to.whole(contents.at_once);
  to.whole(contents.exact.size());
  for (const std::uint64_t clock : contents.exact)
    to.whole(clock);
  to.whole(contents.cells.size());
  for (const auto& cell : contents.cells) {
    to.whole(cell.number);
    to.byte(static_cast<std::uint8_t>(cell.how));
    to.whole(cell.clocks);
  }
}

models::ClockCounts read_clocks(ByteReader& from) {
  constexpr std::uint8_t last_end = static_cast<std::uint8_t>(models::ClockEnd::Censored);
  models::ClockCounts::Contents contents;
  const std::uint8_t has_grid = from.byte();
  if (has_grid > 1) from.refuse();
  contents.has_grid = has_grid == 1;
  contents.at_once = from.whole();
  contents.exact.resize(from.count());
  for (std::uint64_t& clock : contents.exact) {
    clock = from.whole();
    if ((clock & 3U) > last_end || clock >> 63U != 0) from.refuse();
  }
  contents.cells.resize(from.count());
  for (auto& cell : contents.cells) {
    cell.number = from.whole();
    const std::uint8_t how = from.byte();
    cell.clocks = from.whole();
    if (cell.number >= models::ClockGrid::cells || how > last_end ||
        cell.clocks > std::numeric_limits<std::uint32_t>::max())
      from.refuse();
    cell.how = static_cast<models::ClockEnd>(how);
  }
  return from.is_sound() ? models::ClockCounts::of(std::move(contents)) : models::ClockCounts{};
}

}  // namespace

std::string to_bytes(const ReplicationRecord& record) {
  ByteWriter to;
  to.real(record.window_days);
  for (const ReplicationValue& value : record.values)
    write(to, value);
  for (const std::uint64_t lengths : record.not_zero)
    to.whole(lengths);
  for (const sim::LogHistogram& lengths : record.lengths)
    write(to, lengths);
  for (const sim::TimeHistogram& times : record.times)
    write(to, times);
  auto clocks = record.clocks.begin();
  for (const std::uint64_t cells : record.cells) {
    to.whole(cells);
    for (std::uint64_t cell = 0; cell < cells; ++cell)
      write(to, *clocks++);
  }
  return to.take();
}

std::optional<ReplicationRecord> record_from(std::string_view bytes, const KeptLines& lines) {
  ByteReader from(bytes);
  ReplicationRecord record;
  record.window_days = from.real();
  for (std::size_t i = 0; i < lines.lines.size(); ++i)
    record.values.push_back(read_value(from));
  for (std::size_t i = lines.count(KeptPart::NotZero); i > 0; --i)
    record.not_zero.push_back(from.whole());
  for (std::size_t i = lines.count(KeptPart::Lengths); i > 0; --i)
    record.lengths.push_back(read_lengths(from));
  for (std::size_t i = lines.count(KeptPart::Times); i > 0; --i)
    record.times.push_back(read_times(from));
  for (std::size_t i = lines.count(KeptPart::Clocks); i > 0; --i) {
    const std::size_t cells = from.count();
    record.cells.push_back(cells);
    for (std::size_t cell = 0; cell < cells; ++cell)
      record.clocks.push_back(read_clocks(from));
  }
  if (!from.is_whole()) return std::nullopt;
  return record;
}

}  // namespace stepdown::analysis
