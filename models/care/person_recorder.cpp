#include "models/care/person_recorder.hpp"

#include "models/care/blank_observations.hpp"
#include "sim/contract.hpp"

#include <algorithm>
#include <bit>

namespace stepdown::models {

namespace {

constexpr Ticks follow_up = follow_up_days * sim::one_day;

/// Days rounded up, at most one beyond those followed.
std::uint16_t days_followed(Ticks time) {
  return static_cast<std::uint16_t>(sim::whole_days_up(std::min(time, follow_up + sim::one_day)));
}

}  // namespace

PersonRecorder::PersonRecorder(const Model& model, const Medications& medications)
    : model_{&model},
      from_{sim::to_ticks(model.warm_up)},
      horizon_{sim::to_ticks(model.horizon)},
      episode_gap_{sim::to_ticks(model.settings.episode_gap)},
      levels_{model.level_count},
      waiting_status_{static_cast<std::uint16_t>(model.states.size())},
      counts_relapses_{model.has(ReasonKind::Relapse)},
      cells_{cell_count(model)},
      medications_{&medications},
      hazards_{DeathHazards::of_stays(model)},
      risks_{DeathHazards::of_waits(model)} {
  sim::expects(cells_ <= UINT16_MAX, "there are fewer than 2^16 groups to report");
  cell_of_class_ = cells_of_classes(model);
  traits_ = traits_of(model);
  // One more for those at the start: nobody looks at it.
  blank_ = blank_outcomes(model, cells_ + (model.start ? 1 : 0));
}

void PersonRecorder::reset(const StorySink* stories) {
  stories_ = stories;
  followed_.clear();
  clocks_.clear();
  story_.clear();
  outcomes_ = blank_;  // into the memory that is there
}

/// The record of somebody who comes.
PersonRecorder::Followed& PersonRecorder::begin(Slot slot, const Person& person, Ticks now) {
  if (slot >= followed_.size()) {
    followed_.resize(slot + 1);
    clocks_.resize((slot + 1) * levels_);
    if (stories_ != nullptr) story_.resize(slot + 1);
  }
  Followed& f = followed_[slot];
  f = Followed{};
  f.origin = now;
  f.cell = cell_of_class_[index_of(person.who)];
  if (stories_ == nullptr) return f;
  story_[slot] = PersonStory{};
  story_[slot].referred_at = now;
  story_[slot].time_in.assign(levels_, Ticks::zero());
  return f;
}

void PersonRecorder::referred(Slot slot, const Person& person, Ticks now) {
  Followed& f = begin(slot, person, now);
  f.referral_counts = now >= from_;
  if (f.referral_counts) ++cell(f).referred;
}

void PersonRecorder::there_at_start(Slot slot, const Person& person) {
  Followed& f = begin(slot, person, Ticks::zero());
  if (!model_->start->is_in_outcomes) f.cell = static_cast<std::uint16_t>(cells_);
  f.was_treated = person.history.admissions > 0;
  if (stories_ == nullptr || !has_place(person.phase) || !model_->is_level(person.state)) return;
  story_[slot].first_admission_at = Ticks::zero();
  story_[slot].stays = 1;
}

template <PersonRecorder::ClockEnd how>
void PersonRecorder::end_readmission_clocks(Slot slot,
                                            Followed& f,
                                            std::uint64_t levels,
                                            Ticks now) {
  f.clocks &= ~levels;
  const Ticks* clocks = clocks_.data() + slot * levels_;
  for (; levels != 0; levels &= levels - 1) {
    const auto from = static_cast<std::size_t>(std::countr_zero(levels));
    (cell(f).readmission_from[from].*how)(now - clocks[from]);
  }
}

/// Ends all clocks that run from a discharge.
template <PersonRecorder::ClockEnd how>
void PersonRecorder::end_clocks(Slot slot, Followed& f, const Person& person, Ticks now) {
  end_readmission_clocks<how>(slot, f, f.clocks, now);
  if (f.relapse_runs) (cell(f).every_relapse.*how)(now - discharged_at(slot, person));
  if (!f.index_readmission_runs && !f.index_relapse_runs) return;
  const Ticks since = since_index_discharge(slot, f, now);
  if (f.index_readmission_runs) (cell(f).readmission.*how)(since);
  if (f.index_relapse_runs) (cell(f).relapse.*how)(since);
}

void PersonRecorder::admitted(Slot slot, const Person& person, bool begins_episode, Ticks now) {
  Followed& f = followed_[slot];
  const History& history = person.history;
  const StateId level = person.state;
  if (!f.was_treated) {
    if (f.referral_counts) {
      cell(f).time_to_treatment.add(sim::to_days(now - f.origin));
      cell(f).treatment.event(now - f.origin);
    }
    f.was_treated = true;
  }
  if (f.link_runs) {
    cell(f).linkage[history.last_level].event(now - history.left_care_at);
    f.link_runs = false;
  }
  if (f.relapse_runs) {
    cell(f).every_relapse.competing(now - discharged_at(slot, person));
    f.relapse_runs = false;
  }
  // The clocks of discharges from this level and from less intensive ones.
  const std::uint64_t ended = f.clocks >> index_of(level) << index_of(level);
  if (ended != 0) end_readmission_clocks<&ClockCounts::event>(slot, f, ended, now);
  if (f.has_index) {
    if (f.index_readmission_runs && index_of(level) <= f.index_level) {
      cell(f).readmission.event(since_index_discharge(slot, f, now));
      f.index_readmission_runs = false;
    }
    if (f.index_relapse_runs) {
      cell(f).relapse.competing(since_index_discharge(slot, f, now));
      f.index_relapse_runs = false;
    }
    if (begins_episode) end_episode(f, person, now);
    if (now - f.origin <= follow_up) {
      ++f.stays;
      if (begins_episode) ++f.episodes;
      f.in_gaps = now - f.origin - f.in_care - f.waiting;  // all time that was neither
    }
    set_status(f, static_cast<std::uint16_t>(level), now);
  } else if (now >= from_) {
    ++cell(f).index_admissions;
    f.has_index = true;
    f.origin = now;
    f.stays = 1;
    f.episodes = 1;
    f.retention_runs = true;
    f.episode_runs = true;
    f.status = static_cast<std::uint16_t>(level);
    f.status_from = 0;
  }
  if (stories_ == nullptr) return;
  PersonStory& story = story_[slot];
  ++story.stays;
  if (story.first_admission_at < Ticks::zero()) story.first_admission_at = now;
}

void PersonRecorder::stay_ended(Slot slot, const Person& person, Ticks now) {
  Followed& f = followed_[slot];
  face_death(slot, person, now);
  const ReasonKind kind = person.exit.kind;
  const StateTraits next = traits_[index_of(person.target)];
  const bool dies = kind == ReasonKind::Death || next.meaning == ReasonKind::Death;
  if (dies) count_death(f, hazards_.has(person.behavior, person.exit.index), now);
  f.recovers = kind == ReasonKind::Recovery && !dies && next.is_outcome;
  if (person.in_treatment) {
    f.ends_planned = kind == ReasonKind::Planned && !next.is_treatment;
    f.link_runs = now >= from_;
    if (f.has_index) f.in_care += within_year(f, person.since, now);
  }
  if (stories_ != nullptr && model_->is_level(person.state))
    story_[slot].time_in[index_of(person.state)] += now - person.since;
  if (kind == ReasonKind::Relapse) count_relapse(slot, f, person, now);
}

void PersonRecorder::count_relapse(Slot slot, Followed& f, const Person& person, Ticks now) {
  if (f.relapse_runs) {
    cell(f).every_relapse.event(now - discharged_at(slot, person));
    f.relapse_runs = false;
  }
  if (f.index_relapse_runs) {
    cell(f).relapse.event(since_index_discharge(slot, f, now));
    f.index_relapse_runs = false;
  }
  if (stories_ != nullptr) ++story_[slot].relapses;
}

void PersonRecorder::entered_outside_care(Slot slot,
                                          const Person& person,
                                          StateId state,
                                          Ticks now) {
  Followed& f = followed_[slot];
  if (f.has_index) set_status(f, static_cast<std::uint16_t>(state), now);
  if (!person.in_treatment) return;
  const bool is_index_discharge = f.retention_runs;
  if (is_index_discharge) {
    cell(f).retention.event(now - f.origin);
    f.retention_runs = false;
  }
  if (now < from_ || traits_[index_of(state)].is_outcome) return;
  const std::size_t level = index_of(person.state);
  if (is_index_discharge) {
    f.index_level = static_cast<std::uint16_t>(level);
    f.index_readmission_runs = true;
    f.index_relapse_runs = counts_relapses_;
  }
  f.relapse_runs = counts_relapses_;
  f.clocks |= std::uint64_t{1} << level;
  clocks_[slot * levels_ + level] = now;
}

void PersonRecorder::began_waiting_outside(Slot slot, Ticks now) {
  Followed& f = followed_[slot];
  f.waits_since = now;
  if (f.has_index) set_status(f, waiting_status_, now);
}

void PersonRecorder::stopped_waiting_outside(Slot slot, const Person& person, Ticks now) {
  Followed& f = followed_[slot];
  face_risks(slot, person, now);
  if (!f.has_index) return;
  f.waiting += within_year(f, f.waits_since, now);
}

void PersonRecorder::left_list(
    Slot slot, const Person& person, const ExitTaken& by, StateId next, Ticks now) {
  Followed& f = followed_[slot];
  const StateTraits traits = traits_[index_of(next)];
  const bool dies = by.kind == ReasonKind::Death || traits.meaning == ReasonKind::Death;
  if (dies) count_death(f, risks_.has(person.behavior, by.index), now);
  f.recovers = by.kind == ReasonKind::Recovery && !dies && traits.is_outcome;
  if (by.kind == ReasonKind::Relapse) count_relapse(slot, f, person, now);
}

void PersonRecorder::left_for_good(Slot slot, const Person& person, Ticks now) {
  Followed& f = followed_[slot];
  const ReasonKind outcome = traits_[index_of(person.state)].meaning;
  // After waiting in vain; who dies at the end of a stay was counted then.
  if (outcome == ReasonKind::Death) count_death(f, false, now);
  if (!f.was_treated && f.referral_counts) {
    ++cell(f).never_treated;
    cell(f).treatment.competing(now - f.origin);
  }
  if (f.has_index) {
    end_episode(f, person, now);
    if (f.recovers || outcome == ReasonKind::Recovery) {
      cell(f).recovery.event(now - f.origin);
    } else {
      cell(f).recovery.competing(now - f.origin);
    }
    fold_year(f);
    count_status(f, days_followed(horizon_ - f.origin));
  }
  end_clocks<&ClockCounts::competing>(slot, f, person, now);
  if (f.link_runs) {
    cell(f).linkage[person.history.last_level].competing(now - person.history.left_care_at);
  }
  if (stories_ != nullptr) tell_story(slot, person, now, false);
}

void PersonRecorder::still_inside(Slot slot, const Person& person) {
  Followed& f = followed_[slot];
  if (!f.was_treated && f.referral_counts) {
    ++cell(f).untreated_inside;
    cell(f).treatment.censored(horizon_ - f.origin);
  }
  if (has_place(person.phase)) {
    face_death(slot, person, horizon_);
  } else if (is_listed(person.request)) {
    face_risks(slot, person, horizon_);
  }
  if (f.has_index) {
    const bool is_in_care = has_place(person.phase) && person.in_treatment;
    if (is_in_care) f.in_care += within_year(f, person.since, horizon_);
    if (is_listed(person.request) && !has_place(person.phase)) {
      f.waiting += within_year(f, f.waits_since, horizon_);
    }
    const Ticks followed = horizon_ - f.origin;
    if (f.retention_runs) cell(f).retention.censored(followed);
    if (f.episode_runs && !is_in_care && person.history.left_care_at + episode_gap_ <= horizon_) {
      end_episode(f, person, horizon_);
    }
    if (f.episode_runs) cell(f).completion.censored(followed);
    cell(f).recovery.censored(followed);
    fold_year(f);
    count_status(f, days_followed(followed));
  }
  end_clocks<&ClockCounts::censored>(slot, f, person, horizon_);
  if (f.link_runs) {
    cell(f).linkage[person.history.last_level].censored(horizon_ - person.history.left_care_at);
  }
  if (stories_ != nullptr) tell_story(slot, person, horizon_, true);
}

/// Counts the death of somebody, unless it was before.
void PersonRecorder::count_death(Followed& f, bool was_expected, Ticks now) {
  if (f.is_dead) return;
  f.is_dead = true;
  if (now < from_) return;
  ++cell(f).deaths;
  if (!was_expected) cell(f).deaths_expected += 1;
}

void PersonRecorder::set_status(Followed& f, std::uint16_t status, Ticks now) {
  const std::uint16_t day = days_followed(now - f.origin);
  count_status(f, day);
  f.status = status;
  f.status_from = day;
}

/// Adds the present status until day `until` since the index admission: at the moment index + k the
/// person is in it when status_from <= k < until.
void PersonRecorder::count_status(Followed& f, std::uint16_t until) {
  if (f.status_from >= until) return;
  auto& change = cell(f).status_change[f.status];
  ++change[f.status_from];
  --change[until];
}

/// The index episode is over, if it was not before: known when `episode_gap` has passed since the
/// last stay, at the latest `now`.
void PersonRecorder::end_episode(Followed& f, const Person& person, Ticks now) {
  if (!f.episode_runs) return;
  f.episode_runs = false;
  const Ticks known = std::min(now, person.history.left_care_at + episode_gap_);
  if (f.ends_planned) {
    cell(f).completion.event(known - f.origin);
  } else {
    cell(f).completion.competing(known - f.origin);
  }
}

void PersonRecorder::fold_year(Followed& f) {
  if (f.origin + follow_up > horizon_) return;
  OutcomeCell& c = cell(f);
  ++c.followed;
  c.stays.add(f.stays);
  c.episodes.add(f.episodes);
  c.days_in_care.add(sim::to_days(f.in_care));
  c.days_waiting.add(sim::to_days(f.waiting));
  c.gap_days.add(sim::to_days(f.in_gaps));
}

/// The part of [since, now] within a year of the index admission.
Ticks PersonRecorder::within_year(const Followed& f, Ticks since, Ticks now) {
  const Ticks time = std::min(now, f.origin + follow_up) - std::max(since, f.origin);
  return std::max(time, Ticks::zero());
}

void PersonRecorder::tell_story(Slot slot, const Person& person, Ticks now, bool is_inside) {
  PersonStory& story = story_[slot];
  story.person = person.number;
  story.source = person.source;
  story.source_index = person.source_index;
  story.who = static_cast<std::uint32_t>(person.who);
  story.last_seen_at = now;
  story.end_state = static_cast<std::uint16_t>(person.state);
  story.is_inside = is_inside;
  story.is_waiting = is_inside && !has_place(person.phase);
  if (is_inside && has_place(person.phase) && model_->is_level(person.state))
    story.time_in[index_of(person.state)] += now - person.since;
  (*stories_)(story);
}

}  // namespace stepdown::models
