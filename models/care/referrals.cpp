#include "models/care/referrals.hpp"

#include "models/care/draws.hpp"

namespace stepdown::models {
namespace {

ArrivalLuck luck_of(Draw purpose, const sim::StreamKey& key, std::uint32_t moment) {
  return {key, moment, static_cast<std::uint8_t>(purpose)};
}

}  // namespace

double mean_batch(const SourceModel& source) {
  if (source.batch.empty()) return 1;
  double people = 0;
  for (const auto& [size, share] : source.batch)
    people += size * share;
  return people;
}

ReferralProcess::ReferralProcess(const SourceModel& source, const Calendar& calendar)
    : source_{&source}, calendar_{&calendar}, moments_{moments_of(source.process, calendar)} {}

void ReferralProcess::reset(const sim::StreamKey& key) {
  key_ = key;
  count_ = 0;
  moments_ = moments_of(source_->process, *calendar_);
}

sim::Ticks ReferralProcess::next(sim::Ticks horizon) {
  const sim::Ticks moment = next_moment(moments_, luck_of(Draw::ArrivalGap, key_, count_), horizon);
  ++count_;
  return moment < horizon ? moment : sim::never;
}

int ReferralProcess::batch_size() const {
  if (source_->batch.empty()) return 1;
  const double u = luck_of(Draw::Batch, key_, count_ - 1).uniform();
  double cumulative = 0;
  for (const auto& [size, share] : source_->batch) {
    cumulative += share;
    if (u < cumulative) return size;
  }
  return source_->batch.back().first;
}

}  // namespace stepdown::models
