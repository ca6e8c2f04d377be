// The command as people run it, without data or with wrong options.
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const evaluate = (...args: string[]) =>
  spawnSync(process.execPath, ['--import', 'tsx', 'training/evaluate.ts', ...args], { encoding: 'utf8' });

describe('what is missing is said in one line, with exit code 1', () => {
  it.each([
    ['the archives', ['--data', 'nowhere'], 'nowhere/Flickr8k_text.zip is not there: pass --data FOLDER'],
    ['the pictures', ['--images', 'nowhere', '--captions', 'a', '--split', 'b'], 'nowhere is not there: pass --images'],
    ['other options', ['--images', 'nowhere'], 'Pass --captions and --split as well'],
    ['weights', ['--weights', 'nowhere'], 'there is no decoder.safetensors in nowhere: pass a folder that'],
    ['sense', ['--imagse', 'nowhere'], "Unknown option '--imagse'"],
  ])('%s', (_, args, message) => {
    const { status, stdout, stderr } = evaluate(...args, '--json');
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  });
});
