import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ResponseText } from './response-text.ts';

function keep(...chunks: readonly (string | Uint8Array)[]): string {
  const text = new ResponseText();
  for (const chunk of chunks) text.add(Buffer.from(chunk as string));
  return text.toString();
}

describe('the text kept of a response', () => {
  it('is the whole of a short body, however it came', () => {
    expect(keep()).toBe('');
    expect(keep('received ', 'grüße')).toBe('received grüße');
    const bytes = Buffer.from('€');
    expect(keep(bytes.subarray(0, 1), bytes.subarray(1))).toBe('€');
  });

  it('is the first 1 KiB of a long one', () => {
    expect(keep('a'.repeat(1024))).toHaveLength(1024);
    expect(keep('a'.repeat(1000), 'b'.repeat(1000), 'c')).toBe('a'.repeat(1000) + 'b'.repeat(24));
  });

  it('is never cut within a character', () => {
    expect(keep('a'.repeat(1022) + '€')).toBe('a'.repeat(1022));
    expect(keep('a'.repeat(1021) + '€')).toBe('a'.repeat(1021) + '€');
    expect(keep('a'.repeat(1021) + '🧾🧾')).toBe('a'.repeat(1021));
  });

  it('shows invalid UTF-8 as a replacement character, including an incomplete end', () => {
    expect(keep(Buffer.from([0x61, 0xff, 0x62, 0xe2, 0x82]))).toBe('a\u{fffd}b\u{fffd}');
  });

  it('contains no NUL', () => {
    expect(keep('a\0b\0')).toBe('ab');
  });

  it('counts every byte', () => {
    const text = new ResponseText();
    text.add(Buffer.alloc(1000));
    text.add(Buffer.alloc(70_000));
    expect(text.bytesSeen).toBe(71_000);
  });

  it('does not depend on where the body was split', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 1100 }), fc.nat(), (bytes, at) => {
        const cut = at % (bytes.length + 1);
        expect(keep(bytes.subarray(0, cut), bytes.subarray(cut))).toBe(keep(bytes));
      }),
    );
  });
});
