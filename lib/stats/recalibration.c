/* SPDX-License-Identifier: MIT */
#include "recalibration.h"

#include <math.h>

/* As many as have one beyond limits of 80 %: fewer say nothing of these. */
#define WORTH_OF_WHAT_WAS_SAID 5.0
#define WORTH_OF_ONE_TIME 20.0

static double class_top(int class)
{
    return class < CPF__RECALIBRATION_CLASSES ? exp2(-class / 8.0) : 0;
}

static int class_of(double probability)
{
    double place = probability > 0 ? floor(-8 * log2(probability)) : CPF__RECALIBRATION_CLASSES;

    return (int)fmin(fmax(place, 0), CPF__RECALIBRATION_CLASSES - 1);
}

void cpf__recalibration_add(cpf__recalibration *calibration, double probability)
{
    int class = class_of(probability);

    calibration->count[class]++;
    calibration->lowest = class > calibration->lowest ? class : calibration->lowest;
    calibration->all++;
}

void cpf__recalibration_weigh(cpf__recalibration *calibration, int64_t times, int64_t horizon)
{
    double all = fmax(1, (double)calibration->all);

    calibration->worth = fmin(1, WORTH_OF_ONE_TIME * (double)times / all) / (double)horizon;
}

/* The part of errors up to a probability, `errors` of those that were counted. One is still to come, evenly over the
 * class of the least likely and all below. */
static double part_at(const cpf__recalibration *calibration, double probability, double errors)
{
    double unseen = fmin(1, probability / class_top((int)calibration->lowest)),
           all = WORTH_OF_WHAT_WAS_SAID + calibration->worth * ((double)calibration->all + 1);

    return (WORTH_OF_WHAT_WAS_SAID * probability + calibration->worth * (errors + unseen)) / all;
}

double cpf__recalibrated(const cpf__recalibration *calibration, double probability)
{
    int class = class_of(probability);
    double low = class_top(class + 1), inside = fmin(1, (probability - low) / (class_top(class) - low));
    int64_t below = 0;

    if (probability >= 1)
        return 1;
    for (int i = class + 1; i < CPF__RECALIBRATION_CLASSES; i++)
        below += calibration->count[i];
    return part_at(calibration, probability, (double)below + fmax(0, inside) * (double)calibration->count[class]);
}

double cpf__recalibrated_from(const cpf__recalibration *calibration, double part)
{
    int64_t below = 0;

    for (int class = CPF__RECALIBRATION_CLASSES - 1; class >= 0; class --) {
        double low = class_top(class + 1), top = class_top(class), before = part_at(calibration, low, (double)below),
               after = part_at(calibration, top, (double)(below + calibration->count[class]));

        if (part < after)
            return low + (top - low) * (part - before) / (after - before);
        below += calibration->count[class];
    }
    return 1;
}
