#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the CSV files of examples/adventureworks from the AdventureWorksDW tables.

    trim.py ORIGINALS FOLDER        writes them into FOLDER
    trim.py ORIGINALS FOLDER --check    compares instead; exit 1 on a difference

ORIGINALS holds DimEmployee.csv, DimGeography.csv, DimProduct.csv, DimProductCategory.csv, DimProductSubcategory.csv,
DimReseller.csv, DimSalesTerritory.csv, FactResellerSales.csv
(or .csv.gz) and FactSalesQuota.csv. Rows are never dropped or reordered, figures never changed; columns that no plan
uses are
left out, dates lose their time of day (always midnight). Three small files are computed, because a plan says them
but the
tables do not: accounts.csv, quota_years.csv, team_quotas.csv.
"""
import csv
import gzip
import io
import os
import sys
from collections import defaultdict

# A quota year: the four quota windows that lie (but for days) in one fiscal year from July. first <= Date < end.
QUOTA_YEARS = [('QY2012', '2011-07-01', '2012-06-30'), ('QY2013', '2012-06-30', '2013-06-30')]

KEPT = {
    'orders.csv': ('FactResellerSales', ['ProductKey', 'OrderDate', 'ResellerKey', 'EmployeeKey', 'SalesTerritoryKey',
                                         'SalesOrderNumber', 'SalesAmount']),
    'quotas.csv': ('FactSalesQuota', ['EmployeeKey', 'CalendarYear', 'CalendarQuarter', 'SalesAmountQuota', 'Date']),
    'territories.csv': ('DimSalesTerritory', ['SalesTerritoryKey', 'SalesTerritoryRegion', 'SalesTerritoryCountry',
                                              'SalesTerritoryGroup']),
    'employees.csv': ('DimEmployee', ['EmployeeKey', 'ParentEmployeeKey', 'SalesTerritoryKey', 'FirstName', 'LastName',
                                      'Title', 'StartDate', 'EndDate', 'SalesPersonFlag', 'Status']),
}
DATES = {'OrderDate', 'Date'}


def read(folder, name):
    """Rows of a table as dictionaries, plain or gzipped."""
    path = os.path.join(folder, name + '.csv')
    if os.path.exists(path):
        with open(path, newline='', encoding='utf-8') as file:
            return list(csv.DictReader(file))
    with gzip.open(path + '.gz', 'rt', newline='', encoding='utf-8') as file:
        return list(csv.DictReader(file))


def write(columns, rows):
    """CSV text of rows."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator='\n')
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def kept(folder, table, columns):
    """The wanted columns of a table."""
    return write(columns, [[row[c][:10] if c in DATES else row[c] for c in columns] for row in read(folder, table)])


def products(folder):
    """Products with the category that their subcategory belongs to; none for parts that are not sold."""
    name = {row['ProductCategoryKey']: row['EnglishProductCategoryName'] for row in read(folder, 'DimProductCategory')}
    category = {row['ProductSubcategoryKey']: name[row['ProductCategoryKey']]
                for row in read(folder, 'DimProductSubcategory')}
    return write(['ProductKey', 'ProductAlternateKey', 'Category'],
                 [[row['ProductKey'], row['ProductAlternateKey'], category.get(row['ProductSubcategoryKey'], '')]
                  for row in read(folder, 'DimProduct')])


def resellers(folder):
    """Resellers with the territory their town belongs to."""
    territory = {row['GeographyKey']: row['SalesTerritoryKey'] for row in read(folder, 'DimGeography')}
    return write(['ResellerKey', 'ResellerName', 'BusinessType', 'SalesTerritoryKey'],
                 [[row['ResellerKey'], row['ResellerName'], row['BusinessType'], territory[row['GeographyKey']]]
                  for row in read(folder, 'DimReseller')])


def accounts(folder):
    """One row for each (sales person, reseller) that ever traded, with the day of the first order between them."""
    first = {}
    for row in read(folder, 'FactResellerSales'):
        key = (int(row['EmployeeKey']), int(row['ResellerKey']))
        first[key] = min(first.get(key, '9999'), row['OrderDate'][:10])
    names = {int(row['ResellerKey']): (row['ResellerName'], row['BusinessType']) for row in read(folder, 'DimReseller')}
    return write(['EmployeeKey', 'ResellerKey', 'ResellerName', 'BusinessType', 'FirstOrder'],
                 [[person, reseller, *names[reseller], first[person, reseller]] for person, reseller in sorted(first)])


def whole(text):
    """A quota in whole dollars: the table has no cents."""
    number, _, cents = text.partition('.')
    assert not cents.strip('0'), text
    return int(number)


def quota_years(folder):
    """Quotas of a quota year: of each person, and of each territory as the sum of the people at home there."""
    home = {row['EmployeeKey']: row['SalesTerritoryKey'] for row in read(folder, 'DimEmployee')}
    total = defaultdict(int)
    for row in read(folder, 'FactSalesQuota'):
        for code, begin, end in QUOTA_YEARS:
            if begin <= row['Date'][:10] < end:
                for unit in (0, int(row['EmployeeKey'])), (1, int(home[row['EmployeeKey']])):
                    total[unit, code] += whole(row['SalesAmountQuota'])
    return write(['Unit', 'Period', 'Quota'],
                 [['PT'[kind] + str(key), code, amount] for ((kind, key), code), amount in sorted(total.items())])


def team_quotas(folder):
    """Quotas of each manager's whole team on each quota window: own and of all below."""
    parent = {row['EmployeeKey']: row['ParentEmployeeKey'] for row in read(folder, 'DimEmployee')}
    quotas = read(folder, 'FactSalesQuota')
    above = set()
    for key in {row['EmployeeKey'] for row in quotas}:
        while parent[key]:
            key = parent[key]
            above.add(key)
    total = defaultdict(int)
    for row in quotas:
        key = row['EmployeeKey']
        while key:
            if key in above:
                total[int(key), row['Date'][:10]] += whole(row['SalesAmountQuota'])
            key = parent[key]
    return write(['ManagerKey', 'Date', 'Quota'], [[*key, amount] for key, amount in sorted(total.items())])


def main():
    originals, folder = sys.argv[1], sys.argv[2]
    texts = {name: kept(originals, *what) for name, what in KEPT.items()}
    texts.update({'products.csv': products(originals), 'resellers.csv': resellers(originals),
                  'accounts.csv': accounts(originals),
                  'quota_years.csv': quota_years(originals), 'team_quotas.csv': team_quotas(originals)})
    bad = 0
    for name, text in sorted(texts.items()):
        path = os.path.join(folder, name)
        if len(sys.argv) > 3:
            with open(path, newline='', encoding='utf-8') as file:
                same = file.read() == text
            bad += not same
            print('%-18s %s' % (name, 'same' if same else 'DIFFERENT'))
        else:
            with open(path, 'w', newline='', encoding='utf-8') as file:
                file.write(text)
    sys.exit(1 if bad else 0)


if __name__ == '__main__':
    main()
