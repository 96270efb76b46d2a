# SPDX-License-Identifier: MIT
"""Blocks with a plan of their own: (input lines, expected lines, cases by shape); exact_plans.c tells the form."""
import json

from reference import text

PERIOD = '2026'


def shown(steps, decimals):
    """A decimal as the driver prints it; None: no value."""
    if steps is None:
        return '.'
    word = text(steps, decimals)
    return (word.rstrip('0').rstrip('.') or '0') if '.' in word else word


def block_of(plan, facts, asked, answers, cases):
    lines = ['P %d %s' % (len(facts), ' '.join(asked)), json.dumps(plan)]
    lines += ['%s %s %s %s %d' % fact for fact in facts]
    return lines, [line for table in answers for line in sorted(table)], cases


def plan_of(units, levels, indicators, more):
    plan = {'channelperf': 1, 'calendar': {'years': [2026, 2026]}, 'levels': [{'code': code} for code in levels],
            'units': units, 'measures': [{'code': 'm', 'kind': 'sum', 'decimals': 0}],
            'indicators': [{'code': code, 'formula': 'sum(m)', 'unit': 'one', 'decimals': decimals,
                            'direction': direction, 'owner': 'o', 'data_source': 'd'}
                           for code, decimals, direction in indicators]}
    return {**plan, **more}
