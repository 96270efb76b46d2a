/* SPDX-License-Identifier: MIT */
/* What every unit of the talks wishes, seen from those below it, and what it must get. */
#include "settle_wishes.h"

#include "decimal.h"

/* The floor in whole steps. */
static int64_t floor_of(const cpf__talks *talks)
{
    int64_t more = talks->floor % talks->step;

    return more ? talks->floor - more + talks->step : talks->floor;
}

static void leaf_wishes(const cpf__talks *talks, cpf__talk *talk)
{
    int answered = talk->state & CPF__TALK_ANSWERED;

    talk->wish = answered ? talk->answer : talk->given;
    talk->least = floor_of(talks);
    if (talk->state & CPF__TALK_FIXED)
        talk->least = talk->answer;
    else if (answered && !talk->answer)
        talk->state |= CPF__TALK_CLOSED;
    if (talk->state & CPF__TALK_CLOSED)
        talk->least = 0;
    if (!answered)
        talk->state |= CPF__TALK_OPEN;
    talk->firm = answered ? talk->answer : talk->least;
    talk->loose = answered ? 0 : talk->given;
    talk->bare = answered ? 0 : talk->least;
}

/* A unit that answers for those below it. Its zero closes them unless one of them said more. */
static void own_answer(const cpf__talks *talks, cpf__talk *talk, int somebody)
{
    if (!(talk->state & CPF__TALK_FIXED) && !talk->answer && !somebody)
        talk->state |= CPF__TALK_CLOSED;
    if (talk->state & CPF__TALK_FIXED)
        talk->wish = talk->least = talk->answer;
    else if (talk->state & CPF__TALK_CLOSED)
        talk->wish = talk->least = 0;
    else if (talks->rule != CPF__KEEP_CHILDREN)
        talk->wish = talk->answer;
    else if (talk->state & CPF__TALK_OPEN)
        talk->wish = talk->answer > talk->firm ? talk->answer : talk->firm;
    talk->state &= (uint8_t)~CPF__TALK_OPEN;
    talk->firm = talk->wish;
    talk->loose = talk->bare = 0;
}

static cpf_status inner_wishes(const cpf__talks *talks, cpf__talk *talk)
{
    int closed = 1, somebody = 0;
    cpf_status status = CPF_OK;

    talk->wish = talk->least = talk->firm = talk->loose = talk->bare = 0;
    for (int64_t i = talk->first; i < talk->end && status == CPF_OK; i++) {
        const cpf__talk *child = &talks->items[i];

        closed &= (child->state & CPF__TALK_CLOSED) != 0;
        somebody |= child->state & CPF__TALK_SPOKEN;
        talk->state |= child->state & CPF__TALK_OPEN;
        talk->bare += child->bare; /* at most what is least */
        status = cpf__add(talk->wish, child->wish, &talk->wish);
        status = status == CPF_OK ? cpf__add(talk->least, child->least, &talk->least) : status;
        status = status == CPF_OK ? cpf__add(talk->firm, child->firm, &talk->firm) : status;
        status = status == CPF_OK ? cpf__add(talk->loose, child->loose, &talk->loose) : status;
    }
    if (closed && !(talk->state & CPF__TALK_FIXED))
        talk->state |= CPF__TALK_CLOSED;
    if (talk->state & CPF__TALK_ANSWERED)
        own_answer(talks, talk, somebody);
    if (somebody)
        talk->state |= CPF__TALK_SPOKEN;
    return status;
}

cpf_status cpf__talk_wishes(cpf__talks *talks, cpf_error **error)
{
    for (int64_t i = talks->count - 1; i >= 0; i--) {
        cpf__talk *talk = &talks->items[i];

        if (talk->first == talk->end)
            leaf_wishes(talks, talk);
        else if (inner_wishes(talks, talk) != CPF_OK)
            return cpf__settle_find(talks, CPF__GOAL_SETTLE_RANGE, i, 0, error);
        if ((talk->state & CPF__TALK_FIXED) || ((talk->state & CPF__TALK_ANSWERED) && talk->answer))
            talk->state |= CPF__TALK_SPOKEN;
    }
    for (int64_t i = 0; i < talks->count; i++) {
        cpf__talk *talk = &talks->items[i];

        if (talk->parent == CPF_NONE || !(talks->items[talk->parent].state & CPF__TALK_CLOSED))
            continue;
        talk->state = (uint8_t)((talk->state | CPF__TALK_CLOSED) & ~CPF__TALK_OPEN);
        talk->wish = talk->least = talk->firm = talk->loose = talk->bare = 0;
    }
    return CPF_OK;
}
