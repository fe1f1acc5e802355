#pragma once

#include "analysis/summary/kept_lines.hpp"
#include "analysis/summary/replication_record.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace stepdown::analysis {

/// A record in few bytes: some 10 for a mean, some 100 for a distribution.
[[nodiscard]] std::string to_bytes(const ReplicationRecord& record);

/// The same record again; nothing where the bytes are none of such lines.
[[nodiscard]] std::optional<ReplicationRecord> record_from(std::string_view bytes,
                                                           const KeptLines& lines);

}  // namespace stepdown::analysis
