#include "models/care/referrals.hpp"

namespace stepdown::models {

ReferralProcess::ReferralProcess(const SourceModel& source, const Calendar& calendar)
    : source_{&source}, calendar_{&calendar}, moments_{moments_of(source.process, calendar)} {}

void ReferralProcess::reset(const sim::KeyedBlocks& blocks) {
  blocks_ = blocks;
  count_ = 0;
  moments_ = moments_of(source_->process, *calendar_);
}

int ReferralProcess::draw_batch_size() const {
  const double u = luck(Draw::Batch, count_ - 1).uniform();
  double cumulative = 0;
  for (const auto& [size, share] : source_->batch) {
    cumulative += share;
    if (u < cumulative) return size;
  }
  return source_->batch.back().first;
}

}  // namespace stepdown::models
