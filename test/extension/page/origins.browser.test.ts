// The other origins of pictures and frames, each once.
import { expect, test } from 'vitest';
import { inject } from '../../inject.ts';
import { usePlainPage } from '../../plain-page.ts';

const use = usePlainPage({ viewport: { width: 800, height: 600 } });

test('names the origins of pictures that would be described and of frames that have room for one', async () => {
  await use.page.goto('about:blank');
  await use.page.setContent(`
    <img src="https://pictures.example/a.jpg" width="300" height="200">
    <img src="https://pictures.example/b.jpg" width="300" height="200">
    <img src="https://icons.example/a.png" width="20" height="20">
    <img src="https://named.example/a.jpg" width="300" height="200" alt="A cat">
    <img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=" width="300" height="200">
    <iframe src="https://frame.example/" width="300" height="200"></iframe>
    <iframe src="https://pixel.example/" width="1" height="1"></iframe>`);
  await inject(use.page);
  expect(await use.page.evaluate(() => inkling.foreignOrigins().sort())).toEqual([
    'https://frame.example',
    'https://pictures.example',
  ]);
});
