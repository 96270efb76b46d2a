/* SPDX-License-Identifier: MIT */
/* Records that are wrong, half said or said beside others: what is told of them, all of it and nothing else. */
#include "plan_words.h"

#define RATIO "ratio_goal indicator=rate unit=CN period=2026 "
static const words_case cases[] = {
    /* goals by ratio */
    {"@split l;ratio", "ratio-no-record goals[2].split.by"},
    {RATIO "numerator=sales denominator=sales", "ratio-parts ratio_goal[0].numerator (ratio_goal)\n"
                                                "ratio-no-goal ratio_goal[0].numerator (ratio_goal)\n"
                                                "ratio-taken ratio_goal[0].numerator (ratio_goal)"},
    {RATIO "numerator=rate denominator=active", "ratio-parts ratio_goal[0].numerator (ratio_goal)\n"
                                                "ratio-no-goal ratio_goal[0].numerator (ratio_goal)\n"
                                                "ratio-taken ratio_goal[0].numerator (ratio_goal)"},
    {"@split l;ratio|" RATIO "numerator=zz denominator=zz", "unknown-indicator ratio_goal[0].numerator (ratio_goal)\n"
                                                            "unknown-indicator ratio_goal[0].denominator (ratio_goal)"},
    {"@split l;ratio|" RATIO "numerator=active denominator=active floor=0.96",
     "ratio-parts ratio_goal[0].numerator (ratio_goal)\n"
     "ratio-order ratio_goal[0] (ratio_goal)"},
    {"@split l;ratio|" RATIO "numerator=active denominator=sales floor=-0.1 cap=0.94",
     "ratio-order ratio_goal[0] (ratio_goal)"},
    {"@split l;ratio|" RATIO "numerator=active denominator=sales cap=0.94", "ratio-order ratio_goal[0] (ratio_goal)"},
    {"@split l;ratio|" RATIO "numerator=active denominator=rate", "ratio-parts ratio_goal[0].denominator (ratio_goal)"},
    {"@split l;ratio|" RATIO
     "numerator=active denominator=sales|ratio_goal indicator=zz unit=zz period=zz numerator=active "
     "denominator=sales|ratio_goal indicator=sales unit=zz period=2026 numerator=active denominator=sales|ratio_goal "
     "indicator=sales unit=CN period=zz numerator=active denominator=sales",
     "unknown-indicator ratio_goal[1].indicator (ratio_goal)\n"
     "unknown-unit ratio_goal[1].unit (ratio_goal)\n"
     "unknown-period ratio_goal[1].period (ratio_goal)\n"
     "unknown-unit ratio_goal[2].unit (ratio_goal)\n"
     "unknown-period ratio_goal[3].period (ratio_goal)"},
    {"@split l;ratio|@goal west;rate;2026;0.9;same|@goal east;rate;2025;0.9;same|@goal CN;rate;2026-Q1;0.9;same|@goal "
     "zz;rate;2026;1;same|@goal CN;rate;zz;1;same|@goal CN;zz;2026;1;same|" RATIO "numerator=active denominator=sales",
     "unknown-unit goals[6].unit (goal zz/rate/2026)\n"
     "unknown-period goals[7].period (goal CN/rate/zz)\n"
     "unknown-indicator goals[8].indicator (goal CN/zz/2026)\n"
     "ratio-below goals[3]\n"
     "ratio-below goals[5]"},
    {"@split l;ratio|@goal east;rate;2025;0.9;ratio|@goal zz;rate;2026;1;ratio|@goal CN;rate;zz;1;ratio|@goal "
     "CN;zz;2026;1;ratio|" RATIO "numerator=active denominator=sales|@goal CN;active;zz;1;equal|@goal "
     "CN;active;2025;1;equal|@goal CN;rate;2025;;ratio|ratio_goal indicator=rate unit=CN period=2025 numerator=active "
     "denominator=sales floor=0.1",
     "unknown-unit goals[4].unit (goal zz/rate/2026)\n"
     "unknown-period goals[5].period (goal CN/rate/zz)\n"
     "unknown-indicator goals[6].indicator (goal CN/zz/2026)\n"
     "unknown-period goals[7].period (goal CN/active/zz)\n"
     "goal-no-target goals[9].target (goal CN/rate/2025)\n"
     "goal-unit indicators[2].unit (goal CN/active/zz)\n"
     "goal-direction indicators[2].direction (goal CN/active/zz)\n"
     "goal-owner indicators[2].owner (goal CN/active/zz)\n"
     "goal-source indicators[2].data_source (goal CN/active/zz)\n"
     "ratio-taken ratio_goal[1].numerator (ratio_goal)\n"
     "ratio-no-record goals[3].split.by\n"
     "ratio-below goals[3]"},
    {"!calendar|@split l;ratio|" RATIO "numerator=active denominator=sales", "years calendar.years (calendar)"},
    {"!tree|@split l;ratio|" RATIO "numerator=active denominator=sales", "two-roots units[7].parent (unit CN2)"},
    /* origins */
    {"origin unit=east indicator=sales period=2026-Q2 total=1 share=1", "origin-no-goal origin[0] (origin)"},
    {"origin unit=east indicator=sales period=2026-Q1 total=1 share=1", "origin-target origin[0] (origin)"},
    {"@goal west;sales;2026;;equal|origin unit=west indicator=sales period=2026", "origin-empty origin[0] (origin)"},
    {"@goal west;sales;2026;;equal|origin unit=west indicator=sales period=2026 share=10",
     "origin-total origin[0].total (origin)"},
    {"@goal west;sales;2026;;equal|origin unit=west indicator=sales period=2026 growth=10 in=period_before", ""},
    {"@goal west;sales;2025;;equal|origin unit=west indicator=sales period=2025 growth=10",
     "driver-period origin[0].in (origin)"},
    {"@goal west;sales;2025;;equal|origin unit=west indicator=sales period=2025 growth=10 in=period_before",
     "driver-period origin[0].in (origin)"},
    {"@goal west;sales;2025;;equal|origin unit=west indicator=sales period=2025 growth=10 in=same of=active", ""},
    {"@goal west;sales;2025;;equal|origin unit=west indicator=sales period=2025 growth=10 in=2026-Q9",
     "unknown-period origin[0].in (origin)"},
    {"@goal west;rate;2026;;ratio|origin unit=west indicator=rate period=2026 growth=10",
     "origin-ratio origin[0] (origin)\n"
     "ratio-no-record goals[3].split.by"},
    {"@goal west;sales;2026;;equal|origin indicator=sales period=2026 growth=1|origin unit=west period=2026 "
     "growth=1|origin unit=west indicator=sales growth=1|origin unit=west indicator=zz period=2026 growth=1|origin "
     "unit=zz indicator=sales period=2026 growth=1|origin unit=west indicator=sales period=zz growth=1",
     "goal-no-target goals[3].target (goal west/sales/2026)\n"
     "field-missing origin[0].unit (origin)\n"
     "field-missing origin[1].indicator (origin)\n"
     "field-missing origin[2].period (origin)\n"
     "unknown-indicator origin[3].indicator (origin)\n"
     "unknown-unit origin[4].unit (origin)\n"
     "unknown-period origin[5].period (origin)"},
    {"!calendar|origin unit=east indicator=sales period=2026-Q2 growth=1", "years calendar.years (calendar)"},
    {"!tree|origin unit=east indicator=sales period=2026-Q2 growth=1", "two-roots units[7].parent (unit CN2)"},
    /* decisions */
    {"decision unit=CN indicator=sales period=2026 state=draft on=2025-11-01|decision unit=CN indicator=sales "
     "period=2026 state=agreed on=2025-11-02|decision unit=CN indicator=sales period=2026 state=closed on=2025-11-03|"
     "decision unit=CN indicator=sales period=2026 state=proposed on=2025-11-04",
     "goal-state-order decision[1] (goal CN/sales/2026)\n"
     "goal-state-order decision[2] (goal CN/sales/2026)\n"
     "goal-closed decision[3] (goal CN/sales/2026)"},
    {"decision unit=CN indicator=rate period=2026 state=proposed on=2025-11-01|decision unit=east indicator=sales "
     "period=2026-Q1 state=published on=2025-11-01",
     "goal-first-state decision[1] (goal east/sales/2026-Q1)\n"
     "goal-first-state decision[0] (goal CN/rate/2026)\n"
     "goal-parent-late decision[1] (goal east/sales/2026-Q1)"},
    {"amendment unit=CN indicator=sales period=2026 on=2025-11-01 target=5|amendment unit=CN indicator=sales "
     "period=2026 on=2025-11-01 target=6|decision unit=CN indicator=sales period=2026 state=amended on=2025-11-01",
     "record-twice amendment[1] (amendment)\n"
     "goal-amended-early decision[0] (goal CN/sales/2026)"},
    {"decision unit=west indicator=sales period=2026 state=draft on=2025-11-01|amendment unit=CN indicator=active "
     "period=2026 on=2025-11-01 target=5|decision unit=zz indicator=sales period=2026 state=draft on=2025-11-01|"
     "decision unit=CN indicator=sales period=2026 state=zz on=2025-11-01|@goal zz;sales;2026;1;|@goal CN;zz;2026;1;"
     "|@goal CN;sales;zz;1;",
     "unknown-unit goals[3].unit (goal zz/sales/2026)\n"
     "unknown-indicator goals[4].indicator (goal CN/zz/2026)\n"
     "unknown-period goals[5].period (goal CN/sales/zz)\n"
     "unknown-unit decision[1].unit (decision)\n"
     "choice decision[2].state (decision)\n"
     "goal-unknown decision[0] (goal west/sales/2026)\n"
     "goal-unknown amendment[0] (goal CN/active/2026)"},
    {"!calendar|decision unit=CN indicator=sales period=2026 state=draft on=2025-11-01",
     "years calendar.years (calendar)"},
    {"!tree|decision unit=CN indicator=sales period=2026 state=draft on=2025-11-01",
     "two-roots units[7].parent (unit CN2)"},
    /* cases, moves, parts, scales */
    {"case_event unit=R1 period=2025 state=delivered on=2026-01-10|case_event unit=R1 period=2025 state=appealed "
     "on=2026-12-10|case_event unit=R1 period=2025 state=changed on=2026-12-11|case_event unit=R1 state=delivered "
     "on=2026-01-10|case_event period=2025 state=delivered on=2026-01-10|case_event unit=R1 period=2025 on=2026-01-10"
     "|case_event unit=R1 period=2025 state=delivered",
     "field-missing case_event[3].period (case_event)\n"
     "field-missing case_event[4].unit (case_event)\n"
     "field-missing case_event[5].state (case_event)\n"
     "field-missing case_event[6].on (case_event)\n"
     "case-late case_event[1].on (case_event)\n"
     "case-order case_event[2].state (case_event)\n"
     "case-change case_event[2].total (case_event)"},
    {"case_event unit=R2 period=2025 state=appealed on=2026-12-10|case_event unit=R2 period=2026 state=appealed "
     "on=2026-12-10|case_rule appeal_days=3",
     "case-order case_event[0].state (case_event)\n"
     "case-order case_event[1].state (case_event)"},
    {"calibration_move standing=people period=2025 unit=R1 to=Z on=2026-01-01|calibration_move standing=forced "
     "period=2025 unit=R1 to=B on=2026-01-01|calibration_move standing=forced period=2025 unit=R2 to=C "
     "on=2026-01-01|calibration_move standing=zz period=2025 unit=R2 to=C on=2026-01-01|calibration_move "
     "standing=people period=2025 unit=R2 on=2026-01-01",
     "field-missing calibration_move[0].by (calibration_move)\n"
     "field-missing calibration_move[0].reason (calibration_move)\n"
     "field-missing calibration_move[1].by (calibration_move)\n"
     "field-missing calibration_move[1].reason (calibration_move)\n"
     "field-missing calibration_move[2].by (calibration_move)\n"
     "field-missing calibration_move[2].reason (calibration_move)\n"
     "unknown-standing calibration_move[3].standing (calibration_move)\n"
     "field-missing calibration_move[3].by (calibration_move)\n"
     "field-missing calibration_move[3].reason (calibration_move)\n"
     "field-missing calibration_move[4].to (calibration_move)\n"
     "field-missing calibration_move[4].by (calibration_move)\n"
     "field-missing calibration_move[4].reason (calibration_move)\n"
     "move-grade calibration_move[0].to (calibration_move)\n"
     "move-grade calibration_move[2].to (calibration_move)"},
    {"composition_part period=2026 part=2026 weight=1|composition_part period=2026 part=2025-Q4 "
     "weight=1|composition_part period=2025 part=2026-Q1 weight=1|composition_part period=2026 part=2026-Q1 "
     "weight=1|composition_part part=2026-Q1 weight=1|composition_part period=2026 weight=1",
     "field-missing composition_part[4].period (composition_part)\n"
     "field-missing composition_part[5].part (composition_part)\n"
     "part-outside composition_part[0].part (composition_part)\n"
     "part-outside composition_part[1].part (composition_part)\n"
     "part-outside composition_part[2].part (composition_part)"},
    {"rating_rule indicator=sales low=1|rating_rule indicator=rate low=5 high=5 to_low=1 to_high=2|rating_rule "
     "indicator=active low=1 high=5 to_low=1 to_high=2",
     "rating-scale rating_rule[0].high (rating_rule)\n"
     "rating-scale rating_rule[1].high (rating_rule)"},
    {"!calendar|composition_part period=2026 part=2026 weight=1", "years calendar.years (calendar)"},
    /* rates */
    {"rate_table code=t mode=whole|rate_band table=t from=0 to=10 rate=0.1|rate_band table=t from=10 money=5|rate_band "
     "table=u from=0 rate=1",
     "unknown-code rate_band[2].table (rate_band)"},
    {"rate_table code=t mode=whole per=deal base=attainment gate=100 closed=no retroactive=yes "
     "carry_over=yes|rate_band "
     "table=t from=1 to=5 rate=0.1 money=1|rate_band table=t from=7 to=7|rate_band table=t rate=1",
     "choice rate_table[0].closed (rate_table)\n"
     "choice rate_table[0].gate (rate_table)\n"
     "band-gap rate_band[0].to (rate_band)\n"
     "band-one-of rate_band[0] (rate_band)\n"
     "band-empty rate_band[1].to (rate_band)\n"
     "band-one-of rate_band[1] (rate_band)\n"
     "rate-retroactive rate_table[0].retroactive (rate_table)\n"
     "rate-carry rate_table[0].carry_over (rate_table)\n"
     "rate-deal rate_table[0].per (rate_table)"},
    {"rate_table code=t mode=zz|rate_band table=t from=0|rate_table code=u mode=marginal|rate_band table=u from=0 "
     "money=1|rate_table code=v mode=interpolated|rate_band table=v from=0 rate=1|rate_table code=w per=deal "
     "accelerator_from=1 accelerator=2|rate_band table=w from=0 rate=1 money=1",
     "choice rate_table[0].mode (rate_table)\n"
     "band-rate rate_band[1] (rate_band)\n"
     "band-money rate_band[2] (rate_band)\n"
     "band-rate rate_band[3] (rate_band)\n"
     "rate-deal rate_table[3].per (rate_table)"},
    {"rate_table code=t per=cumulative|rate_band table=t from=0 rate=1|commission table=t level=channel indicator=rate "
     "period=2026|commission table=t unit=R1 indicator=rate period=2026 of=credits|commission table=t indicator=zz "
     "period=zz|commission table=u unit=R1 indicator=sales period=2026-01 each=quarter|commission table=t unit=R2 "
     "indicator=sales period=2026 each=zz",
     "unknown-indicator commission[2].indicator (commission)\n"
     "unknown-period commission[2].period (commission)\n"
     "choice commission[4].each (commission)\n"
     "commission-ratio commission[0].indicator (commission)\n"
     "who-missing commission[2] (commission)\n"
     "parts-none commission[3].each (commission)\n"
     "unknown-code commission[3].table (commission)"},
    {"draw period=2026-01 each=year floor=1|draw period=2026 each=month floor=1 unit=R1",
     "who-missing draw[0] (draw)\n"
     "parts-none draw[0].each (draw)"},
    {"!calendar|draw period=2026-01 each=year floor=1|commission table=t unit=R1 indicator=sales period=2026",
     "years calendar.years (calendar)\n"
     "unknown-code commission[0].table (commission)\n"
     "who-missing draw[0] (draw)"},
    /* settling, hedges, challenge */
    {"settlement indicator=sales period=2026 weights=attribute floor=-1 step=0|settlement indicator=sales "
     "period=2026-Q1 unit=east weights=attribute attribute=stage",
     "field-missing settlement[0].attribute (settlement)\n"
     "settle-amount settlement[0].floor (settlement)\n"
     "settle-amount settlement[0].step (settlement)\n"
     "attribute-text settlement[1].attribute (settlement)\n"
     "settle-overlap settlement[1] (settlement)"},
    {"settlement indicator=sales period=2026 unit=east|settlement indicator=sales period=2026 unit=west|settlement "
     "indicator=sales period=2026 unit=R10|settlement indicator=sales period=2025 unit=R10|settlement indicator=rate "
     "period=2026 unit=R10|settlement indicator=sales period=zz|settlement indicator=sales period=2026-Q1 unit=CN",
     "unknown-period settlement[5].period (settlement)\n"
     "settle-overlap settlement[2] (settlement)\n"
     "settle-overlap settlement[6] (settlement)"},
    {"settlement indicator=sales period=2026 unit=R9 attribute=potential weights=attribute floor=1 step=1", ""},
    {"hedge indicator=sales period=2026 percent=1|hedge indicator=sales period=2026 level=channel unit=R1 "
     "percent=1|hedge indicator=rate period=2026 unit=R1 percent=1",
     "hedge-whose hedge[0] (hedge)\n"
     "hedge-whose hedge[1] (hedge)"},
    {"challenge indicator=sales too_hard=0.9|challenge indicator=rate floor=120 stretch=80|challenge indicator=active "
     "capacity=stage",
     "challenge-order challenge[0].too_easy (challenge)\n"
     "challenge-order challenge[1].stretch (challenge)\n"
     "attribute-text challenge[2].capacity (challenge)\n"
     "field-missing challenge[2].productivity (challenge)"},
    {"@less|challenge indicator=rate floor=80 stretch=120 capacity=potential productivity=1|challenge indicator=zz "
     "too_easy=zz floor=zz|challenge indicator=sales stretch=zz",
     "unknown-indicator challenge[1].indicator (challenge)\n"
     "not-a-number challenge[1].too_easy (challenge)\n"
     "not-a-number challenge[1].floor (challenge)\n"
     "not-a-number challenge[2].stretch (challenge)\n"
     "challenge-order challenge[0].stretch (challenge)"},
    {"!tree|settlement indicator=sales period=2026 weights=attribute", "two-roots units[7].parent (unit CN2)"},
    {"!calendar|settlement indicator=sales period=2026 weights=attribute", "years calendar.years (calendar)"},
    /* factors */
    {"factor indicator=sales attribute=potential value=1 factor=2|factor indicator=sales attribute=stage value=zz "
     "factor=2|factor indicator=sales attribute=stage value=new factor=2|factor indicator=sales value=new factor=2",
     "field-missing factor[3].attribute (factor)\n"
     "no-unit-has factor[0].value (factor)\n"
     "no-unit-has factor[1].value (factor)"},
    {"!tree|factor indicator=sales attribute=stage value=zz factor=2", "two-roots units[7].parent (unit CN2)"},
    /* weights */
    {"weight scorecard=dealer indicator=sales percent=50|weight scorecard=zz indicator=sales percent=50|weight "
     "scorecard=dealer indicator=zz percent=50|suspension scorecard=dealer indicator=zz policy=redistribute",
     "unknown-scorecard weight[1].scorecard (weight)\n"
     "unknown-indicator weight[2].indicator (weight)\n"
     "unknown-indicator suspension[0].indicator (suspension)\n"
     "unit-weight-sum weight[0] (scorecard dealer/sales)\n"
     "unit-weight-sum weight[0] (scorecard dealer/sales)\n"
     "unit-weight-sum weight[0] (scorecard dealer/sales)\n"
     "unit-weight-sum weight[0] (scorecard dealer/sales)"},
    {"weight scorecard=dealer indicator=sales attribute=stage percent=60|weight scorecard=dealer indicator=sales "
     "value=new percent=60|weight scorecard=dealer indicator=sales attribute=potential value=1 percent=60|weight "
     "scorecard=dealer indicator=sales attribute=stage value=zz percent=60",
     "scope-half weight[0].attribute (scorecard dealer/sales)\n"
     "scope-half weight[1].value (scorecard dealer/sales)\n"
     "no-unit-has weight[2].attribute (scorecard dealer/sales)\n"
     "no-unit-has weight[3].attribute (scorecard dealer/sales)"},
    {"weight scorecard=dealer indicator=sales unit=R1|weight scorecard=dealer indicator=sales unit=R2 minimum=70 "
     "maximum=65",
     "weight-empty weight[0] (scorecard dealer/sales)\n"
     "weight-limits weight[1] (scorecard dealer/sales)\n"
     "weight-outside weight[1] (scorecard dealer/sales)"},
    {"weight scorecard=dealer indicator=sales unit=R1 minimum=61|weight scorecard=dealer indicator=sales unit=R2 "
     "maximum=59 from=2026-02-01 to=2026-03-01|weight scorecard=dealer indicator=rate unit=R2 minimum=29 maximum=31",
     "weight-outside weight[0] (scorecard dealer/sales)\n"
     "weight-outside weight[1] (scorecard dealer/sales)"},
    {"suspension scorecard=dealer indicator=sales policy=redistribute|suspension scorecard=dealer indicator=rate "
     "policy=redistribute|suspension scorecard=dealer indicator=active policy=redistribute from=2026-01-01",
     "nothing-left suspension[2] (scorecard dealer/active)"},
    {"suspension scorecard=dealer indicator=sales unit=R1 policy=redistribute|suspension scorecard=dealer "
     "indicator=sales unit=R1 policy=neutral from=2026-01-01",
     "choice suspension[1].policy (suspension)\n"
     "scope-rivals suspension[1] (scorecard dealer/sales)"},
    {"!tree|weight scorecard=dealer indicator=sales percent=50", "two-roots units[7].parent (unit CN2)"},
    {"!calendar|weight scorecard=dealer indicator=sales percent=50", "years calendar.years (calendar)"},
    /* people */
    {"assignment person=p unit=R1 percent=60 from=2026-01-01|assignment person=p unit=R2 percent=60 "
     "from=2026-02-01|assignment person=q unit=R1 percent=50 from=2026-03-01 to=2026-04-01",
     "unit-over assignment[2] (assignment)\n"
     "person-over assignment[1] (assignment)"},
    {"assignment person=p unit=R1 ramp=zz|ramp code=new step=2 percent=50|leave person=nobody from=2026-01-01",
     "field-missing assignment[0].from (assignment)\n"
     "ramp-gap ramp[0].code (ramp)\n"
     "unknown-ramp assignment[0].ramp (assignment)\n"
     "unknown-person leave[0].person (leave)"},
    {"assignment person=a unit=R1 percent=30 from=2026-01-01|assignment person=b unit=R1 percent=30 "
     "from=2026-01-01|assignment person=c unit=R1 percent=30 from=2026-01-01|assignment person=d unit=R1 percent=30 "
     "from=2026-01-01|assignment person=e unit=R1 percent=30 from=2026-01-01|assignment person=f unit=R1 percent=30 "
     "from=2026-01-01|assignment person=f unit=R2 percent=0 from=2026-01-01|assignment person=a unit=R1 percent=0 "
     "from=2026-01-05|assignment person=a unit=R1 percent=10 from=2026-02-01|assignment person=g unit=R1 percent=1 "
     "from=2026-05-01 to=2026-05-01",
     "field-span assignment[9].to (assignment)\n"
     "unit-over assignment[5] (assignment)"},
    {"leave person=nobody from=2026-01-01", "unknown-person leave[0].person (leave)"},
    {"ramp code=new step=1 percent=50", ""},
    {"!tree|leave person=nobody from=2026-01-01", "two-roots units[7].parent (unit CN2)"},
    {"!calendar|leave person=nobody from=2026-01-01", "years calendar.years (calendar)"},
    /* cubes */
    {"cube code=c indicator=sales period=2026 level=region|cube code=d indicator=rate period=2026 "
     "level=channel|cube_margin cube=c column=x share=1|cube_margin cube=c column=y amount=1|cube_margin cube=c "
     "column=z|cube_margin cube=c column=v share=1 amount=1|cube_margin cube=zz column=z share=1",
     "cube-margin cube_margin[1] (cube_margin)\n"
     "cube-margin cube_margin[2] (cube_margin)\n"
     "cube-margin cube_margin[3] (cube_margin)\n"
     "unknown-cube cube_margin[4].cube (cube_margin)\n"
     "cube-empty cube[1] (cube)"},
    {"cube code=c indicator=sales period=2026 level=region by=months|cube_margin cube=c column=x share=1|cube_seed "
     "cube=c unit=R1 column=x weight=1|cube_seed cube=c unit=east column=y weight=1|cube_seed cube=zz unit=east "
     "column=y weight=1|cube_seed cube=c unit=east column=x period=2026-Q1 weight=1|cube_cell cube=c unit=east "
     "column=x period=2025-01 value=1|cube_cell cube=c unit=zz column=x period=2026-01 value=1|cube_cell cube=c "
     "unit=east column=x period=2026-01 value=1",
     "unknown-unit cube_cell[1].unit (cube_cell)\n"
     "cube-unit cube_seed[0].unit (cube_seed)\n"
     "unknown-cube-column cube_seed[1].column (cube_seed)\n"
     "unknown-cube cube_seed[2].cube (cube_seed)\n"
     "cube-period cube_seed[3].period (cube_seed)\n"
     "cube-period cube_cell[0].period (cube_cell)"},
    {"cube code=c indicator=zz period=zz level=zz|cube_margin cube=c column=x share=1|cube_seed cube=c unit=R1 "
     "column=x weight=1|cube_seed cube=c unit=R1 column=x weight=1 period=2026-01",
     "unknown-indicator cube[0].indicator (cube)\n"
     "unknown-period cube[0].period (cube)\n"
     "unknown-level cube[0].level (cube)"},
    {"!calendar|cube code=c indicator=sales period=2026 level=region|cube_margin cube=c column=x share=1|cube_seed "
     "cube=c unit=east column=x weight=1 period=2026-01",
     "years calendar.years (calendar)"},
    {"!tree|cube code=c indicator=sales period=2026 level=region|cube_margin cube=c column=x share=1|cube_seed "
     "cube=c unit=east column=x weight=1 period=2026-01",
     "two-roots units[7].parent (unit CN2)\n"
     "cube-period cube_seed[0].period (cube_seed)"},
    /* pay, matrices, pools, boxes, triggers */
    {"@less|pay code=p by=matrix base=100|matrix code=p rows=rate columns=zz|matrix code=q rows=sales "
     "columns=sales|matrix_cell matrix=q row_from=0 column_from=0 value=1|matrix_cell matrix=r row_from=0 "
     "column_from=0 value=1|matrix_cell matrix=q row_from=0.5 column_from=0.5 value=1|matrix_cell matrix=q "
     "row_from=0.5 column_from=0 value=1",
     "unknown-indicator matrix[0].columns (matrix)\n"
     "matrix-direction matrix[0].rows (matrix)\n"
     "matrix-empty matrix[0] (matrix)\n"
     "matrix-cell-missing matrix_cell[0].column_from (matrix_cell)\n"
     "unknown-code matrix_cell[1].matrix (matrix_cell)"},
    {"pay code=p by=matrix base=100|matrix code=p rows=sales columns=sales|matrix_cell matrix=p row_from=0 "
     "column_from=0 value=1|matrix_cell matrix=p row_from=0.5 column_from=0 value=1",
     ""},
    {"matrix code=p rows=sales columns=sales|matrix_cell matrix=p row_from=zz column_from=0 value=1|matrix_cell "
     "matrix=p row_from=0 column_from=zz value=1|level_weight scorecard=zz level=zz|level_weight weight=101",
     "not-a-number matrix_cell[0].row_from (matrix_cell)\n"
     "not-a-number matrix_cell[1].column_from (matrix_cell)\n"
     "unknown-scorecard level_weight[0].scorecard (level_weight)\n"
     "unknown-level level_weight[0].level (level_weight)\n"
     "field-missing level_weight[0].weight (level_weight)\n"
     "field-missing level_weight[1].scorecard (level_weight)\n"
     "field-missing level_weight[1].level (level_weight)\n"
     "field-range level_weight[1].weight (level_weight)\n"
     "matrix-empty matrix[0] (matrix)"},
    {"basis by=rank indicator=sales|basis scorecard=zz indicator=sales by=rank|basis scorecard=zz2 indicator=zz by=zz|"
     "rating_rule low=1 high=2 to_low=1 to_high=2 map=parts|rating_rule indicator=sales map=zz|rating_rule "
     "indicator=rate map=parts low=1|scale_step indicator=rate from=1 to=1|scale_step from=zz|strictness "
     "method=zz|matrix code=q columns=sales|matrix_cell matrix=q row_from=0 column_from=0 value=1|level_weight "
     "level=zz weight=1|pay code=p by=zz base=1",
     "field-missing basis[0].scorecard (basis)\n"
     "unknown-scorecard basis[1].scorecard (basis)\n"
     "unknown-scorecard basis[2].scorecard (basis)\n"
     "unknown-indicator basis[2].indicator (basis)\n"
     "choice basis[2].by (basis)\n"
     "field-missing rating_rule[0].indicator (rating_rule)\n"
     "choice rating_rule[1].map (rating_rule)\n"
     "field-missing scale_step[1].indicator (scale_step)\n"
     "not-a-number scale_step[1].from (scale_step)\n"
     "field-missing scale_step[1].to (scale_step)\n"
     "field-missing strictness[0].indicator (strictness)\n"
     "choice strictness[0].method (strictness)\n"
     "field-missing matrix[0].rows (matrix)\n"
     "field-missing level_weight[0].scorecard (level_weight)\n"
     "unknown-level level_weight[0].level (level_weight)\n"
     "choice pay[0].by (pay)\n"
     "rating-scale rating_rule[2].high (rating_rule)"},
    {"pay code=p by=grade standing=forced base_attribute=stage|pay_grade pay=p grade=A coefficient=1|pay_grade pay=p "
     "grade=Z coefficient=1|pay_grade pay=zz grade=A coefficient=1|pay_grade pay=p coefficient=1|pay code=q "
     "by=bands base=1|pay code=r by=zz base=1|pay_grade pay=q grade=B coefficient=1",
     "choice pay[2].by (pay)\n"
     "field-missing pay_grade[3].grade (pay_grade)\n"
     "attribute-text pay[0].base_attribute (pay)\n"
     "pay-grade-missing pay[0] (pay)\n"
     "pay-no-band pay[1] (pay)\n"
     "grade-unknown pay_grade[1].grade (pay_grade)\n"
     "unknown-code pay_grade[2].pay (pay_grade)"},
    {"pool code=a amount=1 period=2026 of=pay|pool code=b amount=1 period=2026 of=commission scheme=zz|pool code=c "
     "amount=1 period=2026 of=zz|pool code=d amount=1 period=2026 of=pay scheme=zz attribute=stage|award pool=zz "
     "unit=R1 "
     "amount=1",
     "choice pool[2].of (pool)\n"
     "field-missing pool[0].scheme (pool)\n"
     "unknown-code pool[1].scheme (pool)\n"
     "unknown-code pool[3].scheme (pool)\n"
     "field-missing pool[3].is (pool)\n"
     "unknown-code award[0].pool (award)"},
    {"box code=a performance_low=2 performance_high=2 potential=stage potential_low=3 potential_high=2|box code=b "
     "performance_low=2 potential_high=1 potential=potential",
     "field-missing box[1].performance_high (box)\n"
     "field-missing box[1].potential_low (box)\n"
     "cut-order box[0].performance_high (box)\n"
     "cut-order box[0].potential_high (box)\n"
     "attribute-text box[0].potential (box)"},
    {"trigger code=a condition=below|trigger code=b|trigger code=c grade=Z|trigger code=d standing=forced "
     "grade=C|trigger code=e condition=zz limit=1",
     "choice trigger[4].condition (trigger)\n"
     "field-missing trigger[0].limit (trigger)\n"
     "field-missing trigger[1].grade (trigger)\n"
     "grade-unknown trigger[2].grade (trigger)\n"
     "grade-unknown trigger[3].grade (trigger)"},
    /* tiers and deals */
    {"tier track=t tier=a rank=1 limit=10|tier track=t tier=b rank=1 limit=20|tier track=u tier=a rank=2 limit=5|tier "
     "track=t tier=c rank=3 limit=5|tier track=u tier=d limit=9|tier track=u tier=e rank=4|tier_criterion track=t "
     "indicator=sales maximum=10 full_at=1 per_unit=1",
     "field-missing tier[4].rank (tier)\n"
     "field-missing tier[5].limit (tier)\n"
     "tier-rank tier[1].rank (tier)\n"
     "tier-rank tier[2].rank (tier)\n"
     "track-empty tier[2].track (tier)\n"
     "tier-limit tier[3].limit (tier)\n"
     "tier-limit tier[3].limit (tier)\n"
     "criterion-points tier_criterion[0] (tier_criterion)"},
    {"tier track=t tier=a rank=1 limit=10|tier_criterion track=t indicator=sales maximum=10 full_at=1 "
     "from=1|tier_criterion track=t indicator=rate maximum=10 per_unit=1 minimum=10 edge=above|tier_criterion track=zz "
     "indicator=active maximum=10 full_at=1 minimum=11|tier_start unit=R1 tier=zz",
     "criterion-way tier_criterion[0].full_at (tier_criterion)\n"
     "criterion-minimum tier_criterion[1].minimum (tier_criterion)\n"
     "unknown-code tier_criterion[2].track (tier_criterion)\n"
     "criterion-minimum tier_criterion[2].minimum (tier_criterion)\n"
     "unknown-code tier_start[0].tier (tier_start)"},
    {"tier_rule level=channel period=2026", "no-tier tier_rule[0] (tier_rule)"},
    {"credit deal=d unit=R1 percent=50 indicator=sales amount=10 on=2026-01-01|credit deal=d unit=R2 percent=40 "
     "indicator=sales amount=11 on=2026-01-02|credit deal=e unit=R1 percent=zz indicator=sales amount=1 "
     "on=2026-01-01|credit deal=f unit=R1 percent=100 indicator=sales amount=1 on=2026-01-01|credit deal=f unit=R2 "
     "percent=10 overlay=yes indicator=sales amount=1 on=2026-01-01",
     "not-a-number credit[2].percent (credit)\n"
     "deal-differs credit[1].amount (credit)\n"
     "deal-differs credit[1].on (credit)\n"
     "deal-sum credit[0].percent (credit)"},
    /* gates and reliefs */
    {"gate scorecard=dealer code=a|gate scorecard=dealer code=b indicator=sales|gate scorecard=dealer code=c "
     "severity=3 "
     "effect=cap|gate scorecard=dealer code=d severity=3 effect=grade|gate scorecard=dealer code=e severity=3 "
     "effect=grade standing=forced grade=B|gate scorecard=dealer code=f severity=3 effect=cap_grade standing=people "
     "grade=A|gate scorecard=dealer code=g severity=3 effect=factor amount=2",
     "choice gate[3].effect (gate)\n"
     "choice gate[4].effect (gate)\n"
     "gate-limit gate[0].severity (gate)\n"
     "gate-limit gate[1].limit (gate)\n"
     "gate-amount gate[2].amount (gate)\n"
     "gate-grade gate[5].grade (gate)"},
    {"relief unit=R1 indicator=sales period=2026|relief unit=R1 indicator=sales period=2026 percent=5 from=2026-01-01 "
     "to=2026-02-01|relief unit=R1 indicator=sales period=2026 from=2026-01-01|relief unit=R1 indicator=sales "
     "period=2026 percent=5 to=2026-02-01",
     "relief-said relief[0].percent (relief)\n"
     "relief-said relief[1].percent (relief)\n"
     "relief-said relief[2].percent (relief)"},
    /* paces, stages, alerts */
    {"pace indicator=sales green=0.9 amber=0.95|pace indicator=rate green=0.9 amber=zz|pace indicator=active green=zz "
     "amber=1",
     "not-a-number pace[1].amber (pace)\n"
     "not-a-number pace[2].green (pace)\n"
     "pace-lights pace[0].amber (pace)"},
    {"clearance alert=zz unit=R1 period=2026|clearance unit=R1 period=2026",
     "field-missing clearance[1].alert (clearance)\n"
     "clearance-alert clearance[0].alert (clearance)"},
    /* weights by many attributes, and in more than a hundred units */
    {"weight scorecard=dealer indicator=sales attribute=stage value=new percent=60|weight scorecard=dealer "
     "indicator=sales "
     "attribute=season value=retail percent=60|weight scorecard=dealer indicator=sales attribute=potential value=2 "
     "percent=60|weight scorecard=dealer indicator=sales attribute=stage value=mature percent=60|weight "
     "scorecard=dealer indicator=sales unit=R1 attribute=stage value=new percent=60",
     ""},
    {"weight scorecard=dealer indicator=sales percent=60|weight scorecard=dealer indicator=sales percent=60 "
     "from=2026-01-01 to=2026-02-01|weight scorecard=dealer indicator=sales percent=70 unit=CN to=2026-02-01|weight "
     "scorecard=dealer indicator=active percent=0 unit=CN to=2026-02-01",
     ""},
    /* spans of persons: leaves that meet, the same days twice, windows beyond the calendar */
    {"assignment person=p unit=R1 percent=50 from=2026-01-01 to=2026-06-01|assignment person=p unit=R1 percent=60 "
     "from=2026-01-01 to=2026-07-01|leave person=p from=2026-02-01 to=2026-03-01|leave person=p from=2026-02-01 "
     "to=2026-04-01|leave person=p from=2026-02-15|leave person=q from=2026-02-15|assignment person=q unit=R2 "
     "from=2026-01-01 ramp=new|ramp code=new step=1 percent=30|ramp code=new step=2 percent=60|ramp code=new step=2 "
     "percent=70|ramp code=new step=zz percent=70|ramp code=new step=3 percent=zz|assignment person=p unit=R1 "
     "percent=zz from=2026-01-01|assignment unit=R1 from=2026-01-01|leave person=p from=zz",
     "record-twice assignment[1] (assignment)\n"
     "not-a-number assignment[3].percent (assignment)\n"
     "record-twice assignment[3] (assignment)\n"
     "field-missing assignment[4].person (assignment)\n"
     "record-twice leave[1] (leave)\n"
     "field-day leave[4].from (leave)\n"
     "record-twice ramp[2] (ramp)\n"
     "not-a-number ramp[3].step (ramp)\n"
     "not-a-number ramp[4].percent (ramp)\n"
     "unit-over assignment[1] (assignment)\n"
     "person-over assignment[1] (assignment)"},
    {"@window W2;2024-06-01;2025-02-01|@window W3;2026-11-01;2027-05-01|assignment person=p unit=R1 from=2024-07-01 "
     "percent=60|assignment person=p unit=R2 from=2027-01-01 percent=60",
     "person-over assignment[1] (assignment)"},
    /* weights: rivals, groups, limits that meet */
    {"weight scorecard=dealer indicator=sales attribute=stage value=new percent=60|weight scorecard=dealer "
     "indicator=sales attribute=season value=retail percent=50",
     "unit-weight-sum weight[1] (scorecard dealer/sales)\n"
     "unit-weight-sum weight[1] (scorecard dealer/sales)\n"
     "scope-rivals weight[0] (scorecard dealer/sales)\n"
     "unit-weight-sum weight[1] (scorecard dealer/sales)\n"
     "unit-weight-sum weight[1] (scorecard dealer/sales)"},
    {"weight scorecard=dealer indicator=sales attribute=stage value=new percent=60|weight scorecard=dealer "
     "indicator=sales percent=50 from=2026-03-01 to=2026-04-01",
     "unit-weight-sum weight[1] (scorecard dealer/sales)\n"
     "unit-weight-sum weight[1] (scorecard dealer/sales)"},
    {"weight scorecard=dealer indicator=sales unit=west minimum=50 maximum=55|weight scorecard=dealer indicator=sales "
     "minimum=40 maximum=70|weight scorecard=dealer indicator=sales unit=R1 maximum=59|weight scorecard=dealer "
     "indicator=sales unit=R1 attribute=stage value=mature maximum=10|weight scorecard=dealer indicator=sales "
     "attribute=stage value=new minimum=45",
     "weight-outside weight[2] (scorecard dealer/sales)\n"
     "weight-outside weight[0] (scorecard dealer/sales)"},
    {"weight scorecard=dealer indicator=sales unit=east percent=61|weight scorecard=dealer indicator=rate unit=east "
     "percent=29|weight scorecard=dealer indicator=rate unit=R9 percent=30|weight scorecard=dealer indicator=sales "
     "percent=10 from=2028-01-01|weight scorecard=dealer indicator=sales percent=10 to=2025-01-01",
     "unit-weight-sum weight[2] (scorecard dealer/rate)"},
    {"@card more;region;;;50;2|weight scorecard=more indicator=sales percent=50|weight scorecard=more indicator=active "
     "percent=50|weight scorecard=dealer indicator=sales percent=60",
     "no-such-line weight[1].indicator (scorecard more/active)"},
    {"@card more;region;stage;new;50;2|weight scorecard=more indicator=sales percent=40|suspension scorecard=more "
     "indicator=rate unit=west policy=redistribute",
     "unit-weight-sum weight[0] (scorecard more/sales)"},
    {"suspension scorecard=dealer indicator=sales policy=redistribute|suspension scorecard=dealer indicator=sales "
     "policy=redistribute from=2026-01-01|weight scorecard=dealer indicator=sales unit=R1 percent=60|weight "
     "scorecard=dealer indicator=sales unit=R1 percent=50 from=2026-01-01",
     "scope-rivals weight[1] (scorecard dealer/sales)"},
};

static void records_that_are_wrong_are_told(void **state)
{
    (void)state;
    words_check(cases, sizeof cases / sizeof cases[0]);
}

/* A hundred units are told one by one, the others counted. */
static void units_alike_are_counted(void **state)
{
    char found[16384], *line = found;
    int told = 0;

    (void)state;
    words_find("@units 150|weight scorecard=dealer indicator=sales percent=50", found, sizeof found);
    while (strncmp(line, "unit-weight-sum weight[0] (scorecard dealer/sales)\n", 51) == 0) {
        line += 51;
        told++;
    }
    assert_int_equal(told, 100);
    assert_string_equal(line, "more-units dealer");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(records_that_are_wrong_are_told),
                                       cmocka_unit_test(units_alike_are_counted)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
