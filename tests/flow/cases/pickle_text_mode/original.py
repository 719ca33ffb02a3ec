# outcome: resolved
# Pickles in files that were opened without a b.
import pickle, cPickle
f = open('state.pkl', 'w')
pickle.dump({'a': [1, 2]}, f)
f.close()
print pickle.load(open('state.pkl'))
with open('c.pkl', 'w') as out:
    out.write(cPickle.dumps(['x'], 2))
print cPickle.loads(open('c.pkl').read())
fp = file('d.pkl', 'w')
p = pickle.Pickler(fp)
p.dump(('t', 1))
fp.close()
print pickle.Unpickler(open('d.pkl', 'r')).load()
