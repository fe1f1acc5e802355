# Draws a figure of a sweep against one of its factors, with 95 % intervals.
#
#   Rscript scenarios/plans/plot_sweep.R reports/minimal_places wait.mean@php slots waits.pdf
#
# Needs R alone (Debian: r-base-core).
arguments <- commandArgs(trailingOnly = TRUE)
figure <- strsplit(arguments[2], "@")[[1]]
factor <- arguments[3]

sweep <- read.csv(file.path(arguments[1], "sweep.csv"), check.names = FALSE)
state <- if (length(figure) > 1) figure[2] else "all"
shown <- sweep[sweep$figure == figure[1] & sweep$state == state & sweep$profile == "all", ]
columns <- names(sweep)[2:(which(names(sweep) == "state") - 1)]
others <- setdiff(columns, factor)
shown$line <- if (length(others) > 0) do.call(paste, shown[others]) else ""

pdf(arguments[4])
plot(shown[[factor]], shown$value, type = "n", xlab = factor, ylab = arguments[2],
     ylim = range(shown$value, shown$low, shown$high, na.rm = TRUE))
for (one in split(shown, shown$line)) {
  lines(one[[factor]], one$value, type = "b")
  arrows(one[[factor]], one$low, one[[factor]], one$high, angle = 90, code = 3, length = 0.03)
}
invisible(dev.off())
print(shown[c(columns, "value", "low", "high")], row.names = FALSE)
