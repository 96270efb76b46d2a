#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the program `growth` over all sizes, prints a table and draws it; called by growth.sh.

    growth.py PROGRAM [SVG] [LARGEST_LINES]
"""
import json
import math
import subprocess
import sys

PROGRAM = sys.argv[1]
SVG = sys.argv[2] if len(sys.argv) > 2 else ''
MOST = int(sys.argv[3]) if len(sys.argv) > 3 else 10 ** 8
TITLES = {'cascade': 'Cascade, ns a month of a leaf', 'lines': 'Rows of text, ns a line'}
PER = {'cascade': 36, 'lines': 1}
COLORS = {1: '#1f5fa8', 2: '#c8601a'}
WIDTH, HEIGHT, LEFT, TOP, PLOT_W, PLOT_H = 900, 380, 60, 50, 350, 260


def measure(what, count, threads):
    done = subprocess.run([PROGRAM, what, str(count), str(threads)], capture_output=True, text=True)
    if done.returncode:
        sys.exit('growth %s %d: %s' % (what, count, done.stderr[-500:]))
    line = json.loads(done.stdout)
    line['ns'] = line['ms'] * 1e6 / line['count'] / PER[what]
    return line


def table(lines):
    print('| what | count | threads | ms | ns an item | peak MB | bytes of memory an item |')
    print('|---|---:|---:|---:|---:|---:|---:|')
    for x in lines:
        print('| %s | %s | %d | %.1f | %.1f | %.0f | %.0f |' % (
            x['what'], format(x['count'], ','), x['threads'], x['ms'], x['ns'], x['rss_mb'],
            x['rss_mb'] * 2 ** 20 / x['count']))


def text(x, y, words, anchor='middle', size=12):
    return '<text x="%.1f" y="%.1f" text-anchor="%s" font-size="%d">%s</text>' % (x, y, anchor, size, words)


def panel(lines, what, left):
    """One diagram: count on a logarithmic axis, cost an item on a logarithmic axis."""
    mine = [x for x in lines if x['what'] == what]
    low = math.floor(math.log10(min(x['count'] for x in mine)) + 0.1)
    high = math.ceil(math.log10(max(x['count'] for x in mine)) - 0.1)
    bottom = math.floor(math.log10(min(x['ns'] for x in mine)))
    top = max(bottom + 1, math.ceil(math.log10(max(x['ns'] for x in mine))))

    def across(count):
        return left + (math.log10(count) - low) / (high - low) * PLOT_W

    def up(ns):
        return TOP + PLOT_H - (math.log10(ns) - bottom) / (top - bottom) * PLOT_H

    out = [text(left + PLOT_W / 2, TOP - 18, TITLES[what], size=14)]
    for power in range(low, high + 1):
        x = across(10 ** power)
        out.append('<line x1="%.1f" y1="%d" x2="%.1f" y2="%d" stroke="#ddd"/>' % (x, TOP, x, TOP + PLOT_H))
        out.append(text(x, TOP + PLOT_H + 18, '10<tspan dy="-5" font-size="9">%d</tspan>' % power))
    for power in range(bottom, top + 1):
        for part in (1, 2, 5):
            y = up(part * 10.0 ** power)
            if power < top or part == 1:
                out.append('<line x1="%d" y1="%.1f" x2="%d" y2="%.1f" stroke="#ddd"/>' % (left, y, left + PLOT_W, y))
                out.append(text(left - 6, y + 4, '%g' % (part * 10.0 ** power), 'end'))
    for threads, color in COLORS.items():
        points = [(across(x['count']), up(x['ns'])) for x in mine if x['threads'] == threads]
        if not points:
            continue
        out.append('<polyline fill="none" stroke="%s" stroke-width="2" points="%s"/>' % (
            color, ' '.join('%.1f,%.1f' % point for point in points)))
        out.extend('<circle cx="%.1f" cy="%.1f" r="3.5" fill="%s"/>' % (x, y, color) for x, y in points)
    return out


def draw(lines):
    out = ['<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" '
           'font-family="sans-serif" fill="#222">' % (WIDTH, HEIGHT, WIDTH, HEIGHT),
           '<rect width="%d" height="%d" fill="#fff"/>' % (WIDTH, HEIGHT)]
    out += panel(lines, 'cascade', LEFT) + panel(lines, 'lines', LEFT + PLOT_W + 90)
    for threads, color in COLORS.items():
        x = 330 + 120 * (threads - 1)
        out.append('<rect x="%d" y="352" width="18" height="4" fill="%s"/>' % (x, color))
        out.append(text(x + 24, 358, '%d thread%s' % (threads, 's' * (threads > 1)), 'start'))
    return '\n'.join(out + ['</svg>', ''])


def main():
    lines = []
    for what, sizes in (('cascade', (10 ** 4, 10 ** 5, 10 ** 6, 10 ** 7)), ('lines', [10 ** e for e in range(5, 9)])):
        for threads in (1, 2):
            lines += [measure(what, n, threads) for n in sizes if what == 'cascade' or n <= MOST]
    table(lines)
    if SVG:
        with open(SVG, 'w', encoding='utf-8') as file:
            file.write(draw(lines))


if __name__ == '__main__':
    main()
