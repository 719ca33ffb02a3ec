# outcome: resolved
# JSON lines from a binary file; bytes reach json.loads.
import json

out = open('events.jsonl', 'wb')
for n in range(3):
    out.write(json.dumps({'n': n, 'tag': u'\xe9'}) + '\n')
out.close()
total = 0
for line in open('events.jsonl', 'rb'):
    event = json.loads(line)  # kind: line is bytes
    total += event['n']
print total, event['tag'].encode('utf-8')
