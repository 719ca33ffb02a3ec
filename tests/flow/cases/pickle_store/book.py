# outcome: resolved
# Objects in pickle files; the mode that used to work was 'w'.
import pickle


class Item:
    def __init__(self, name, price):
        self.name = name
        self.price = price

    def __repr__(self):
        return '%s (%d)' % (self.name, self.price)


def save(items, path):
    f = open(path, 'wb')
    pickle.dump(items, f)
    f.close()


def load(path):
    f = open(path, 'rb')
    items = pickle.load(f)
    f.close()
    return items


save([Item('pen', 2), Item('caf\u00e9', 3)], 'items.pickle')
items = load('items.pickle')
print(len(items), items[0])
items.append(Item('cup', 5))
save(items, 'items.pickle')
print([i.price for i in load('items.pickle')])
