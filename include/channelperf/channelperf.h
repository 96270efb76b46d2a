/* SPDX-License-Identifier: MIT */
/**
 * @file channelperf.h
 * All of libchannelperf.
 */
#ifndef CHANNELPERF_CHANNELPERF_H
#define CHANNELPERF_CHANNELPERF_H

#include <channelperf/apply.h>
#include <channelperf/appraise.h>
#include <channelperf/base.h>
#include <channelperf/cascade.h>
#include <channelperf/explain.h>
#include <channelperf/facts.h>
#include <channelperf/io.h>
#include <channelperf/model.h>
#include <channelperf/plan.h>
#include <channelperf/registry.h>
#include <channelperf/review.h>
#include <channelperf/table.h>
#include <channelperf/track.h>

#endif
