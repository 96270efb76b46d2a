/* SPDX-License-Identifier: MIT */
#include "tier_moves.h"

static void be_short(const cpf__tier_manner *manner, const cpf__tier_shown *shown, cpf__tier_place *place)
{
    if (shown->is_new) {
        place->reason = CPF__TIER_PROTECTED;
        place->below = 0;
        return;
    }
    place->below++;
    if (place->below <= manner->grace) {
        place->reason = CPF__TIER_GRACE;
        place->left = (int32_t)(manner->grace + 1 - place->below);
        return;
    }
    place->reason = CPF__TIER_DEMOTED;
    place->now = manner->one_step && shown->held < place->now - 1 ? place->now - 1 : shown->held;
    place->below = 0;
}

static void be_good(const cpf__tier_manner *manner, const cpf__tier_shown *shown, cpf__tier_place *place)
{
    place->below = 0;
    if (shown->earned > place->now) {
        int waits = manner->at_reviews && !shown->review;

        place->reason = waits ? CPF__TIER_WAITS : CPF__TIER_PROMOTED;
        place->now = waits ? place->now : shown->earned;
        return;
    }
    place->reason = shown->earned < place->now ? CPF__TIER_HELD : CPF__TIER_SAME;
}

void cpf__tier_move(const cpf__tier_manner *manner, const cpf__tier_shown *shown, cpf__tier_place *place)
{
    place->before = place->now;
    place->left = 0;
    if (shown->held < place->now)
        be_short(manner, shown, place);
    else
        be_good(manner, shown, place);
}
