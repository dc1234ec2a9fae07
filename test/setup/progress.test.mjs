import { describe, expect, test } from '@jest/globals';
import { createProgress } from '../../setup/progress.mjs';

function output(isTTY) {
  const written = [];
  return { written, isTTY, write: (text) => void written.push(text) };
}

describe('not a terminal', () => {
  test('a transfer → a plain line each quarter, however many pieces come', () => {
    const log = output(false);
    const transfer = createProgress(log).transfer('file.tar.gz');
    for (let piece = 1; piece <= 400; piece += 1) transfer.update(piece * 100_000, 40_000_000);
    transfer.end();
    expect(log.written).toEqual([25, 50, 75, 100].map((percent) => `  file.tar.gz ${percent} % of 40 MB\n`));
  });

  test('one big piece → one line', () => {
    const log = output(undefined);
    createProgress(log).transfer('file').update(8_000_000, 10_000_000);
    expect(log.written).toEqual(['  file 80 % of 10 MB\n']);
  });

  test('waiting for something short → its result and no line', async () => {
    const log = output(false);
    expect(await createProgress(log).waiting('npm ci', Promise.resolve(7))).toBe(7);
    expect(log.written).toEqual([]);
  });
});

describe('a terminal', () => {
  test('a transfer → a bar that redraws its line, only when it changes', () => {
    const screen = output(true);
    const transfer = createProgress(screen).transfer('file');
    for (const doneBytes of [500, 501, 1000]) transfer.update(doneBytes, 1000);
    transfer.end();
    expect(screen.written).toEqual([
      `\r  file ${'█'.repeat(15)}${'░'.repeat(15)} 50 %`,
      `\r  file ${'█'.repeat(30)} 100 %`,
      '\n',
    ]);
  });

  test('a transfer of unknown size → megabytes', () => {
    const screen = output(true);
    createProgress(screen).transfer('file').update(3_000_000, null);
    expect(screen.written).toEqual(['\r  file 3 MB']);
  });
});
