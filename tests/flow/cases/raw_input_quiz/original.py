# outcome: untouched
# Asks questions and compares answers.
questions = [('capital of France', 'paris'), ('2+2', '4')]
score = 0
for question, answer in questions:
    reply = raw_input(question + '? ')
    if reply.strip().lower() == answer:
        score += 1
        print 'right'
    else:
        print 'wrong, it is', answer
print '%d of %d' % (score, len(questions))
