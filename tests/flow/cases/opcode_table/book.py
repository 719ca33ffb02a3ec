# outcome: resolved
# A disassembler: a dictionary with one-byte keys.
OPCODES = {b'\x00': ('NOP', 0), b'\x01': ('PUSH', 1), b'\x02': ('ADD', 0), b'\x10': ('JMP', 2)}


def disassemble(code):
    pc = 0
    while pc < len(code):
        name, size = OPCODES.get(code[pc:pc + 1], ('???', 0))
        arguments = [b for b in code[pc + 1:pc + 1 + size]]
        yield pc, name, arguments
        pc += 1 + size


f = open('a.out', 'wb')
f.write(b'\x01\x07\x01\x08\x02\x10\x00\x00\x99')
f.close()
for pc, name, arguments in disassemble(open('a.out', 'rb').read()):
    print('%04x %-4s %s' % (pc, name, arguments))
