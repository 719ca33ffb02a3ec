# outcome: untouched
# Numbers of many kinds as text; bytes nowhere.
values = [1, 2.5, 10 ** 20, -7]
print(' '.join(map(str, values)), sum(values[:2]))
print('%x %o %e' % (255, 8, 12345.678))
print('abc' * 2, 'b' in 'abc', 'abc'[::-1])
print(sorted('hello'), max('hello'), ord('a'), chr(98), len('caf'))
table = dict(zip('abc', list(range(3))))
print(''.join(sorted(table)), table['b'])
