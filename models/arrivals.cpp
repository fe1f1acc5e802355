#include "models/arrivals.hpp"

namespace stepdown::models {

ArrivalMoments moments_of(const ArrivalProcess& process, const Calendar& calendar) {
  return std::visit(
      [&calendar](const auto& kind) -> ArrivalMoments { return kind.moments(calendar); }, process);
}

sim::Ticks next_moment(ArrivalMoments& moments, const ArrivalLuck& luck, sim::Ticks horizon) {
  return std::visit([&](auto& own) { return own.next(luck, horizon); }, moments);
}

bool is_poisson(const ArrivalProcess& process) {
  return std::visit([](const auto& kind) { return kind.is_poisson; }, process);
}

std::optional<double> steady_rate(const ArrivalProcess& process) {
  return std::visit([](const auto& kind) { return kind.steady_rate(); }, process);
}

double mean_moments(const ArrivalProcess& process,
                    const Calendar& calendar,
                    double from,
                    double to) {
  return std::visit([&](const auto& kind) { return kind.mean_moments(calendar, from, to); },
                    process);
}

std::vector<double> daily_rates(const ArrivalProcess& process,
                                const Calendar& calendar,
                                long days) {
  return std::visit([&](const auto& kind) { return kind.daily_rates(calendar, days); }, process);
}

HourPattern hour_pattern(const ArrivalProcess& process) {
  return std::visit([](const auto& kind) { return kind.hour_pattern(); }, process);
}

std::vector<double> given_moments(const ArrivalProcess& process, double end) {
  return std::visit([end](const auto& kind) { return kind.given_moments(end); }, process);
}

ArrivalPeak peak(const ArrivalProcess& process, double horizon) {
  return std::visit([horizon](const auto& kind) { return kind.peak(horizon); }, process);
}

bool changes_for_good(const ArrivalProcess& process) {
  return std::visit([](const auto& kind) { return kind.changes_for_good(); }, process);
}

bool has_yearly_pattern(const ArrivalProcess& process) {
  return std::visit([](const auto& kind) { return kind.has_yearly_pattern(); }, process);
}

bool has_weekly_pattern(const ArrivalProcess& process) {
  return std::visit([](const auto& kind) { return kind.has_weekly_pattern(); }, process);
}

ArrivalProcess evened(const ArrivalProcess& process) {
  return std::visit([](const auto& kind) -> ArrivalProcess { return kind.evened(); }, process);
}

std::vector<ArrivalProblem> problems(const ArrivalProcess& process,
                                     const Calendar& calendar,
                                     double horizon) {
  return std::visit([&](const auto& kind) { return kind.problems(calendar, horizon); }, process);
}

}  // namespace stepdown::models
