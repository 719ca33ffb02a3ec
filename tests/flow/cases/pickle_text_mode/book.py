# outcome: resolved
# Pickles in files that were opened without a b.
import pickle, pickle as cPickle
f = open('state.pkl', 'wb')
pickle.dump({'a': [1, 2]}, f)
f.close()
print(pickle.load(open('state.pkl', 'rb')))
with open('c.pkl', 'wb') as out:
    out.write(cPickle.dumps(['x'], 2))
print(cPickle.loads(open('c.pkl', 'rb').read()))
fp = open('d.pkl', 'wb')
p = pickle.Pickler(fp)
p.dump(('t', 1))
fp.close()
print(pickle.Unpickler(open('d.pkl', 'rb')).load())
