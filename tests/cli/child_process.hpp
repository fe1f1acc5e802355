#pragma once

#include <functional>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

/// The program as a process of its own.
namespace stepdown::tests {

/// Names and values.
using Environment = std::vector<std::pair<std::string, std::string>>;

/// Starts the program beside these tests, with what it prints going nowhere.
/// @param prepare  done in the new process before
[[nodiscard]] pid_t start(std::vector<std::string> args,
                          const Environment& environment = {},
                          const std::function<void()>& prepare = {});

/// Exit code, or minus the signal that ended it.
int wait_for(pid_t child);

}  // namespace stepdown::tests
