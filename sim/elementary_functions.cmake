# exp, log, pow and their kin, the same to the last bit on every processor: glibc has several of each
# and chooses when the program starts (fused multiply-add or not, AVX2 or not), so its results differ
# from one machine to the next. musl has one of each, of the same authors. Only these
# functions are taken from its static library; all else of the C library stays the system's. Square
# root, rounding and the like are exact everywhere.
find_file(STEPDOWN_MUSL_LIBRARY libc.a
  PATHS /usr/lib/${CMAKE_SYSTEM_PROCESSOR}-linux-musl /usr/lib/musl/lib /usr/${CMAKE_SYSTEM_PROCESSOR}-linux-musl/lib
  NO_DEFAULT_PATH REQUIRED
  DOC "musl's static C library (package musl-dev)")
set(elementary_functions
  acos acosh asin asinh atan atan2 atanh cbrt cos cosh erf exp exp2 expm1 hypot lgamma lgamma_r log
  log10 log1p log2 pow signgam sin sincos sinh tan tanh tgamma
  __cos __expo2 __math_divzero __math_invalid __math_oflow __math_uflow __math_xflow __rem_pio2
  __rem_pio2_large __sin __tan exp_data log2_data log_data pow_data)
list(TRANSFORM elementary_functions APPEND .lo)
set(elementary_folder ${CMAKE_CURRENT_BINARY_DIR}/elementary_functions)
set(elementary_library ${elementary_folder}/libelementary_functions.a)
if(NOT EXISTS ${elementary_library} OR ${STEPDOWN_MUSL_LIBRARY} IS_NEWER_THAN ${elementary_library})
  file(REMOVE_RECURSE ${elementary_folder})
  file(MAKE_DIRECTORY ${elementary_folder})
  execute_process(COMMAND ${CMAKE_AR} x ${STEPDOWN_MUSL_LIBRARY} ${elementary_functions}
    WORKING_DIRECTORY ${elementary_folder} COMMAND_ERROR_IS_FATAL ANY)
  execute_process(COMMAND ${CMAKE_AR} qcs ${elementary_library} ${elementary_functions}
    WORKING_DIRECTORY ${elementary_folder} COMMAND_ERROR_IS_FATAL ANY)
endif()
# All of it, wherever it stands among what is linked: a shared library before it that brings -lm along
# (NLopt) would have the system's functions taken instead.
add_library(elementary_functions INTERFACE)
target_link_libraries(elementary_functions INTERFACE
  -Wl,--whole-archive,${elementary_library},--no-whole-archive)
