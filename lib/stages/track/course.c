/* SPDX-License-Identifier: MIT */
#include "course.h"

const char *const cpf__course_names[CPF__COURSES] = {"targets", "straight", "season", "working_days", "level"};

cpf_status cpf__track_value(const cpf_facts *facts, cpf_id unit, cpf_id indicator, cpf_id period, int64_t *value)
{
    return facts ? cpf_facts_value(facts, unit, indicator, period, value) : CPF_E_MISSING;
}

static cpf__share_done share_of(cpf__days days)
{
    return (cpf__share_done){days.done, days.all};
}

/* Leaf periods that a window does not have: none. */
static void take_leaves(cpf__course *course, const cpf__track_time *time, const struct cpf_period *period)
{
    course->leaf_begin = period->leaf_begin;
    course->leaf_end = period->leaf_end;
    course->leaf_full = time->until >= time->to ? course->leaf_end : time->leaf;
    if (course->leaf_full < course->leaf_begin || course->leaf_full > course->leaf_end)
        course->leaf_full = course->leaf_begin;
}

/* What the whole had in the same leaf periods of the years before, as far back as it goes. */
static int weight_before(const cpf__course *course, cpf_id leaf, cpf__i128 *weight)
{
    const cpf__calendar *calendar = course->view->model->calendar;
    int years = 0;

    *weight = 0;
    for (leaf = calendar->periods[leaf].year_before; leaf != CPF_NONE; leaf = calendar->periods[leaf].year_before) {
        int64_t value;

        if (cpf__track_value(course->view->facts, 0, course->indicator, leaf, &value) != CPF_OK)
            break;
        *weight += value;
        years++;
    }
    return years > 0 && *weight >= 0;
}

/* The share of the weights that is over: of the leaf period that has begun its part by days. */
static int take_season(cpf__course *course, const cpf__track_time *time)
{
    cpf__i128 done = 0, all = 0, weight, in_leaf = time->leaf == CPF_NONE ? 1 : time->in_leaf.all;

    for (cpf_id leaf = course->leaf_begin; leaf < course->leaf_end; leaf++) {
        if (!weight_before(course, leaf, &weight))
            return 0;
        all += weight * in_leaf;
        if (leaf < course->leaf_full)
            done += weight * in_leaf;
        else if (leaf == course->leaf_full && time->leaf == leaf)
            done += weight * time->in_leaf.done;
    }
    for (; all > INT64_MAX / 2; all /= 2)
        done /= 2;
    course->share = (cpf__share_done){(int64_t)done, (int64_t)all};
    return all > 0;
}

void cpf__course_begin(cpf__course *course, const cpf__stage_view *view, const cpf__track_time *time, cpf_id indicator,
                       int32_t kind)
{
    *course = (cpf__course){.view = view, .time = time, .indicator = indicator, .kind = kind};
    take_leaves(course, time, &view->model->calendar->periods[time->period]);
    course->by_days = share_of(cpf__track_days(view->model->calendar, time->from, time->until, time->to));
    course->share = course->by_days;
    if (kind == CPF__COURSE_STRAIGHT)
        course->share = (cpf__share_done){time->until - time->from, time->to - time->from};
    if (kind == CPF__COURSE_SEASON && !take_season(course, time)) {
        course->share = course->by_days;
        course->kind = CPF__COURSE_WORKING_DAYS;
    }
    if (!view->model->indicators[indicator].additive) {
        course->kind = CPF__COURSE_LEVEL;
        course->share = (cpf__share_done){1, 1};
    }
}

static cpf_status by_share(const cpf__course *course, cpf_id unit, cpf__share_done share, int32_t kind,
                           cpf__expected *expected)
{
    *expected = (cpf__expected){.share = share, .kind = kind};
    return cpf__track_value(course->view->targets, unit, course->indicator, course->time->period, &expected->part);
}

/* The targets of all leaf periods are there: those that are over count wholly. */
static cpf_status by_leaves(const cpf__course *course, cpf_id unit, cpf__expected *expected)
{
    const cpf__track_time *time = course->time;
    cpf_status status = CPF_OK;

    *expected = (cpf__expected){.share = {0, 1}, .kind = CPF__COURSE_TARGETS};
    for (cpf_id leaf = course->leaf_begin; leaf < course->leaf_end && status == CPF_OK; leaf++) {
        int64_t value;

        status = cpf__track_value(course->view->targets, unit, course->indicator, leaf, &value);
        if (status != CPF_OK)
            break;
        if (leaf < course->leaf_full)
            status = cpf__add(expected->whole, value, &expected->whole);
        else if (leaf == time->leaf) {
            expected->part = value;
            expected->share = share_of(time->in_leaf);
        }
    }
    return course->leaf_begin == course->leaf_end ? CPF_E_MISSING : status;
}

cpf_status cpf__course_by_days(const cpf__course *course, cpf_id unit, cpf__expected *expected)
{
    return by_share(course, unit, course->by_days, CPF__COURSE_WORKING_DAYS, expected);
}

cpf_status cpf__course_expected(const cpf__course *course, cpf_id unit, cpf__expected *expected)
{
    cpf_status status;

    if (course->time->until >= course->time->to)
        return by_share(course, unit, (cpf__share_done){1, 1}, course->kind, expected);
    if (course->kind != CPF__COURSE_TARGETS)
        return by_share(course, unit, course->share, course->kind, expected);
    status = by_leaves(course, unit, expected);
    return status == CPF_E_MISSING ? cpf__course_by_days(course, unit, expected) : status;
}

cpf_status cpf__expected_round(const cpf__expected *expected, int64_t *value)
{
    return cpf__divide((cpf__i128)expected->whole * expected->share.den +
                           (cpf__i128)expected->part * expected->share.num,
                       expected->share.den, CPF__HALF_UP, value);
}
