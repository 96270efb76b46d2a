/* SPDX-License-Identifier: MIT */
#include "read_nearest.h"

#include <string.h>

enum { NAME_MAXIMUM = 32 };

static int fewer(int a, int b)
{
    return a < b ? a : b;
}

/* Letters put in, taken out or changed to make one name of the other; both at most NAME_MAXIMUM long. */
static int distance_between(const char *a, const char *b)
{
    int row[NAME_MAXIMUM + 1], length = (int)strlen(b);

    for (int j = 0; j <= length; j++)
        row[j] = j;
    for (int i = 0; a[i]; i++) {
        int diagonal = row[0];

        row[0] = i + 1;
        for (int j = 1; j <= length; j++) {
            int changed = diagonal + (a[i] != b[j - 1]);

            diagonal = row[j];
            row[j] = fewer(changed, fewer(row[j - 1], row[j]) + 1);
        }
    }
    return row[length];
}

const char *cpf__read_nearest(const cpf__shape *shape, const char *name)
{
    int nearest = (int)strlen(name) / 3 + 2; /* further away is no typing error */
    const char *found = NULL;

    if (strlen(name) > NAME_MAXIMUM)
        return NULL;
    for (int32_t i = 0; i < shape->count; i++) {
        int distance = distance_between(name, shape->members[i].name);

        if (distance < nearest) {
            nearest = distance;
            found = shape->members[i].name;
        }
    }
    return found;
}
