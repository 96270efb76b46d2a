/* SPDX-License-Identifier: MIT */
#include "calibration.h"

#include <math.h>

/* As many as have one beyond limits of 80 %: fewer say nothing of these. */
#define WORTH_OF_WHAT_WAS_SAID 5.0
#define WORTH_OF_ONE_TIME 20.0

static double class_top(int class)
{
    return class < CPF__CALIBRATION_CLASSES ? exp2(-class / 8.0) : 0;
}

void cpf__calibration_add(cpf__calibration *calibration, double probability)
{
    double place = probability > 0 ? floor(-8 * log2(probability)) : CPF__CALIBRATION_CLASSES;
    int class = (int)fmin(fmax(place, 0), CPF__CALIBRATION_CLASSES - 1);

    calibration->count[class]++;
    calibration->lowest = class > calibration->lowest ? class : calibration->lowest;
    calibration->all++;
}

void cpf__calibration_weigh(cpf__calibration *calibration, int64_t times, int64_t horizon)
{
    double all = fmax(1, (double)calibration->all);

    calibration->worth = fmin(1, WORTH_OF_ONE_TIME * (double)times / all) / (double)horizon;
}

/* What a class holds of the whole. */
static double mass_of(const cpf__calibration *calibration, int class)
{
    double width = class_top(class) - class_top(class + 1),
           unseen = class >= calibration->lowest ? width / class_top((int)calibration->lowest) : 0,
           seen = calibration->worth * ((double)calibration->count[class] + unseen),
           all = calibration->worth * ((double)calibration->all + 1);

    return (WORTH_OF_WHAT_WAS_SAID * width + seen) / (WORTH_OF_WHAT_WAS_SAID + all);
}

double cpf__calibrated(const cpf__calibration *calibration, double probability)
{
    double below = 0;

    for (int class = CPF__CALIBRATION_CLASSES - 1; class >= 0; class --) {
        double low = class_top(class + 1), top = class_top(class);

        if (probability < top)
            return below + mass_of(calibration, class) * (probability - low) / (top - low);
        below += mass_of(calibration, class);
    }
    return 1;
}

double cpf__calibrated_from(const cpf__calibration *calibration, double part)
{
    double below = 0;

    for (int class = CPF__CALIBRATION_CLASSES - 1; class >= 0; class --) {
        double low = class_top(class + 1), top = class_top(class), mass = mass_of(calibration, class);

        if (part < below + mass)
            return low + (top - low) * (part - below) / mass;
        below += mass;
    }
    return 1;
}
