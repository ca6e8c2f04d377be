// The command as people run it: on two pictures, without data, with wrong options.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const evaluate = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'training/evaluate.ts', ...args], { encoding: 'utf8' });

describe('what is missing is said in one line, with exit code 1', () => {
  it.each([
    ['the archives', ['--data', 'nowhere'], 'nowhere/Flickr8k_text.zip is not there: pass --data FOLDER'],
    ['the pictures', ['--images', 'nowhere', '--captions', 'a', '--split', 'b'], 'nowhere is not there: pass --images'],
    ['other options', ['--images', 'nowhere'], 'Pass --captions and --split as well'],
    ['a model of meanings', ['--bert', 'nowhere'], 'nowhere lacks tokenizer.json or model.onnx: pass --bert FOLDER'],
    ['weights', ['--weights', 'nowhere'], 'there is no decoder.safetensors in nowhere: pass a folder that'],
    ['sense', ['--imagse', 'nowhere'], "Unknown option '--imagse'"],
  ])('%s', (_, args, message) => {
    const { status, stdout, stderr } = evaluate(...args, '--json');
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});

it('scores sentences by everything that it knows, with intervals and what people score', () => {
  const folder = mkdtempSync(join(tmpdir(), 'inkling-evaluate-'));
  const [captions, split] = ['tokens.txt', 'split.txt'].map((name) => join(folder, name));
  writeFileSync(
    captions,
    'cat.jpg#0\tA cat sits .\ncat.jpg#1\tA cat .\nastronaut.jpg#0\tA man .\nastronaut.jpg#1\tA man smiles .',
  );
  writeFileSync(split, 'cat.jpg\nastronaut.jpg');
  const { status, stdout } = evaluate('--images', 'scripts/sample', '--captions', captions, '--split', split, '--json');
  rmSync(folder, { recursive: true });
  const scores = JSON.parse(stdout);
  expect(status).toBe(0);
  expect(scores).toMatchObject({ images: 2, meteorMatchers: ['exact', 'stem'], variety: { sentences: 2 } });
  for (const name of ['meteor', 'rougeL', 'ciderD']) {
    expect(scores[name], name).toBeGreaterThan(0);
    expect(scores.intervals[name][0]).toBeLessThanOrEqual(scores[name]);
    expect(scores.humans[name], name).toBeGreaterThan(0);
  }
});
