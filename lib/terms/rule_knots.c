/* SPDX-License-Identifier: MIT */
/* The rules that are drawn through declared points. */
#include "rule_settings.h"

void cpf__rule_steps(cpf__rule_job *job)
{
    enum { BELOW, CLOSED };
    int32_t closed = job->value[CLOSED] == 0;

    cpf__rule_add_flat(job, 0, closed, job->value[BELOW]);
    for (int32_t i = 0; i < job->knot_count; i++)
        cpf__rule_add_flat(job, job->x[i], closed, job->points[i]);
}

/* Slope of the segment that begins at knot i; knots ascend strictly. */
static cpf__ratio segment_slope(const cpf__rule_job *job, int32_t i)
{
    return cpf__rule_slope(job->points[i + 1] - job->points[i], job->x[i + 1] - job->x[i]);
}

void cpf__rule_polyline(cpf__rule_job *job)
{
    enum { BEYOND };
    int extend = job->value[BEYOND] == 1;
    int32_t last = job->knot_count - 1;
    const int64_t *x = job->x, *points = job->points;

    if (extend)
        cpf__rule_add_line(job, 0, 1, x[0], points[0], segment_slope(job, 0));
    else
        cpf__rule_add_flat(job, 0, 1, points[0]);
    for (int32_t i = extend; i < last; i++)
        cpf__rule_add_line(job, x[i], 1, x[i], points[i], segment_slope(job, i));
    if (!extend)
        cpf__rule_add_flat(job, x[last], 1, points[last]);
}
