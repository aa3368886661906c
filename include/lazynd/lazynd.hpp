// SPDX-License-Identifier: BSD-3-Clause
// The whole library in one header (without interop with other libraries).
#pragma once
// IWYU pragma: begin_exports
#include <lazynd/array/any_array.hpp>
#include <lazynd/array/apply.hpp>
#include <lazynd/array/array.hpp>
#include <lazynd/array/average.hpp>
#include <lazynd/array/bytes.hpp>
#include <lazynd/array/copyto.hpp>
#include <lazynd/array/creation.hpp>
#include <lazynd/array/cross.hpp>
#include <lazynd/array/eval.hpp>
#include <lazynd/array/explain.hpp>
#include <lazynd/array/manipulation.hpp>
#include <lazynd/array/minmax.hpp>
#include <lazynd/array/nan_positions.hpp>
#include <lazynd/array/partial_reduction.hpp>
#include <lazynd/array/predicates.hpp>
#include <lazynd/array/print.hpp>
#include <lazynd/array/record_type.hpp>
#include <lazynd/array/scans.hpp>
#include <lazynd/array/structured_array.hpp>
#include <lazynd/array/ufunc.hpp>
#include <lazynd/dtype/constants.hpp>
#include <lazynd/dtype/inspection.hpp>
#include <lazynd/dtype/structured_dtype.hpp>
#include <lazynd/execution/configuration.hpp>
#include <lazynd/execution/instruction_sets.hpp>
#include <lazynd/execution/threads.hpp>
#include <lazynd/functions/compound_reductions.hpp>
#include <lazynd/functions/elementwise.hpp>
#include <lazynd/functions/moments.hpp>
#include <lazynd/functions/nan_reductions.hpp>
#include <lazynd/functions/operators.hpp>
#include <lazynd/functions/reductions.hpp>
#include <lazynd/functions/result_type.hpp>
#include <lazynd/functions/special.hpp>
#include <lazynd/io/npy.hpp>
#include <lazynd/statistics/convolution.hpp>
#include <lazynd/statistics/correlation.hpp>
#include <lazynd/statistics/differences.hpp>
#include <lazynd/statistics/histogram.hpp>
#include <lazynd/statistics/histogramdd.hpp>
#include <lazynd/statistics/interpolation.hpp>
#include <lazynd/statistics/order_statistics.hpp>
// IWYU pragma: end_exports
