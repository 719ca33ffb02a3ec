# outcome: resolved
# Buffers for C functions.
import ctypes

buf = ctypes.create_string_buffer('hello', 10)
print len(buf.raw), buf.value
buf.value = 'bye'
print buf.value.upper(), repr(buf.raw[3]) == repr('\0')
s = ctypes.c_char_p('constant')
print s.value
