# SPDX-License-Identifier: MIT
"""demo.py - a plan and its rows, appraised from Python.

Prints:

    version 1.0.0
    north  98.00
    south  110.00
    north is explained in more than 5 lines
    three shares of 10: [4, 3, 3]
"""
import csv
import json
import os
import tempfile

import channelperf

PLAN = {
    "channelperf": 1, "code": "demo", "name": "Demo", "version": "2026",
    "calendar": {"years": [2026, 2026], "grain": "quarter"},
    "levels": [{"code": "company"}, {"code": "channel"}],
    "units": [{"level": "company", "code": "all"}, {"level": "channel", "code": "north", "parent": "all"},
              {"level": "channel", "code": "south", "parent": "all"}],
    "measures": [{"code": "sales", "kind": "sum", "decimals": 2, "unit": "CNY"}],
    "sources": [{"code": "orders", "file": "orders.csv", "unit": {"columns": ["channel"]}, "day": "date",
                 "feeds": [{"measure": "sales", "column": "amount"}]}],
    "indicators": [{"code": "sales", "name": "Sales", "formula": "sum(sales)", "unit": "CNY", "decimals": 2,
                    "direction": "more", "owner": "head of sales", "data_source": "ERP"}],
    "goals": [{"unit": "all", "indicator": "sales", "period": "2026", "target": "8000",
               "split": {"by": "equal"}, "season": {"by": "equal"}}],
    "scorecards": [{"code": "channels", "level": "channel",
                    "items": [{"indicator": "sales", "weight": 100, "rule": {"name": "capped", "floor": 0, "cap": 120}}]}],
}
ROWS = [("channel", "date", "amount"), ("north", "2026-01-15", "500.00"), ("south", "2026-02-01", "1100.00"),
        ("north", "2026-03-31", "480.00")]

print("version", channelperf.version())
with tempfile.TemporaryDirectory() as folder:
    with open(os.path.join(folder, "plan.json"), "w", encoding="utf-8") as handle:
        json.dump(PLAN, handle)
    with open(os.path.join(folder, "orders.csv"), "w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(ROWS)
    result = channelperf.Plan(os.path.join(folder, "plan.json")).run("2026-Q1")
for row in result.table("totals"):
    print(f"{row['unit']}  {row['total']}")
print("north is explained in more than 5 lines" if result.explain("north").count("\n") > 5 else "north is not explained")
answer = channelperf.call("apportion", {"method": "hamilton", "weights": [1, 1, 1], "seats": 10})
print("three shares of 10:", answer["seats"])
