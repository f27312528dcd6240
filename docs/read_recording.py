#!/usr/bin/env python3
"""Prints every message of a recording as a line of JSON: `read_recording.py FILE`.

Made from RECORDING.md and the specification of MCAP alone. Needs Python 3.8 and the `zstd` program. Reads what is whole: a file that was
cut off, or is still being written, ends with its last whole chunk.
"""
import json
import struct
import subprocess
import sys

MAGIC = b'\x89MCAP0\r\n'
CHANNEL, MESSAGE, CHUNK, DATA_END = 4, 5, 6, 15


def records(data, at=0):
    """Opcode and body of each whole record."""
    while at + 9 <= len(data):
        length = struct.unpack_from('<Q', data, at + 1)[0]
        if at + 9 + length > len(data):
            return
        yield data[at], data[at + 9:at + 9 + length]
        at += 9 + length


def text(data, at):
    """Text with its length before it; and where it ends."""
    end = at + 4 + struct.unpack_from('<I', data, at)[0]
    return data[at + 4:end].decode(), end


def unpacked(chunk):
    compression, at = text(chunk, 28)
    packed = chunk[at + 8:at + 8 + struct.unpack_from('<Q', chunk, at)[0]]
    if compression == '':
        return packed
    if compression != 'zstd':
        sys.exit(f'A chunk is compressed by {compression}, which this reader does not know.')
    return subprocess.run(['zstd', '-dcq'], input=packed, stdout=subprocess.PIPE, check=True).stdout


def varint(data, at):
    value = shift = 0
    while True:
        value |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 0x80:
            return value, at


def wire_fields(data):
    """Number and value of each field of a protobuf message."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        wire = key & 7
        if wire == 0:
            value, at = varint(data, at)
        else:
            length, at = varint(data, at) if wire == 2 else ({1: 8, 5: 4}[wire], at)
            value, at = data[at:at + length], at + length
        yield key >> 3, value


# Fields of a burst by number: name, and what is to be made of the value.
BURST = {
    1: ('burst', int), 2: ('atNs', lambda value: hex(struct.unpack('<Q', value)[0])), 3: ('spec', json.loads),
    4: ('count', int), 5: ('bytes', int), 6: ('errors', int), 7: ('operations', int), 8: ('dropped', int),
    9: ('modelled', bool), 10: ('done', bool), 14: ('path', bytes.decode),
    11: ('startNs', lambda value: struct.unpack(f'<{len(value) // 8}Q', value)),
    12: ('durationNs', lambda value: struct.unpack(f'<{len(value) // 4}I', value)),
    13: ('result', lambda value: struct.unpack(f'<{len(value) // 4}i', value)),
}


def burst(data):
    return {BURST[number][0]: BURST[number][1](value) for number, value in wire_fields(data) if number in BURST}


def messages(path):
    """Topic, wall clock in ns since 1970, and content of each message."""
    with open(path, 'rb') as file:
        data = file.read()
    if data[:8] != MAGIC:
        sys.exit(f'{path} is no MCAP file.')
    channels = {}
    for opcode, body in records(data, len(MAGIC)):
        if opcode == DATA_END:
            return
        for inner, record in records(unpacked(body)) if opcode == CHUNK else [(opcode, body)]:
            if inner == CHANNEL:
                topic, at = text(record, 4)
                channels[struct.unpack_from('<H', record)[0]] = topic, text(record, at)[0]
            if inner == MESSAGE:
                channel, _sequence, time = struct.unpack_from('<HIQ', record)
                topic, encoding = channels[channel]
                content = record[22:]
                yield topic, time, json.loads(content) if encoding == 'json' else burst(content)


if __name__ == '__main__':
    for topic, time, content in messages(sys.argv[1]):
        print(json.dumps({'topic': topic, 'logTime': time, **content}))
