# outcome: resolved
# Buffers for C functions.
import ctypes

buf = ctypes.create_string_buffer(b'hello', 10)
print(len(buf.raw), str(buf.value, 'utf-8'))
buf.value = b'bye'
print(str(buf.value.upper(), 'utf-8'), repr(buf.raw[3:4])[1:] == repr('\0'))
s = ctypes.c_char_p(b'constant')
print(str(s.value, 'utf-8'))
