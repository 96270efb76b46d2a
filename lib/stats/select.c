/* SPDX-License-Identifier: MIT */
/*
 * Selection bit by bit from the top: those with the bit set come first, and the wanted one is among them or not. Each
 * step halves evenly spread values; no values, however chosen, take more than 63 steps, which no choice of a pivot can
 * promise.
 */
#include "select.h"

static int highest_bit(const int64_t *values, int64_t n)
{
    uint64_t all = 0;
    int bit = 0;

    for (int64_t i = 0; i < n; i++)
        all |= (uint64_t)values[i];
    while (all >>= 1)
        bit++;
    return bit;
}

/* Moves the values with the bit to the front, without a branch that depends on them; their number. */
static int64_t part_by_bit(int64_t *values, int64_t n, int bit)
{
    int64_t front = 0;

    for (int64_t i = 0; i < n; i++) {
        int64_t value = values[i];

        values[i] = values[front];
        values[front] = value;
        front += value >> bit & 1;
    }
    return front;
}

int64_t cpf__select_largest(int64_t *values, int64_t n, int64_t rank)
{
    for (int bit = highest_bit(values, n); bit >= 0 && n > 1; bit--) {
        int64_t front = part_by_bit(values, n, bit);

        if (rank <= front) {
            n = front;
        } else {
            values += front;
            n -= front;
            rank -= front;
        }
    }
    return values[0];
}
