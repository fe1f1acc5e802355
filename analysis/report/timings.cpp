#include "analysis/report/timings.hpp"

#include "analysis/report/json_file.hpp"
#include "analysis/statistics/ratio.hpp"

#include <nlohmann/json.hpp>

#include <cmath>

namespace stepdown::analysis {

std::string timings_json(const Timings& timings, const Summary& summary) {
  const auto per_second = [&](double number) -> Json {
    const auto rate = ratio(std::round(number), timings.wall_seconds);
    return rate ? Json(*rate) : Json(nullptr);
  };
  return json_text({{"command", timings.command},
                    {"started", timings.started},
                    {"threads", timings.threads},
                    {"wall_seconds", timings.wall_seconds},
                    {"cpu_seconds", timings.cpu_seconds},
                    {"events_per_second", per_second(static_cast<double>(summary.events))},
                    {"peak_memory_mb", timings.peak_memory_mb}});
}

}  // namespace stepdown::analysis
