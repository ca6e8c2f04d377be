// A decoded picture as rows of RGBA, for the network's preprocessing, and its input as a picture again. Runs in every context
// of the extension.
import { type PixelSource, SIDE } from '../model/preprocess.ts';

/** The part of `image` that starts at (left, top), or the whole of it. Only one strip is ever in memory as RGBA. */
export function pixelSource(
  image: ImageBitmap,
  { left, top, width, height } = { left: 0, top: 0, width: image.width, height: image.height },
): PixelSource {
  const rows = (y: number, count: number) => {
    const context = new OffscreenCanvas(width, count).getContext('2d', { willReadFrequently: true });
    context!.drawImage(image, -left, -top - y);
    return context!.getImageData(0, 0, width, count).data;
  };
  return { width, height, rows };
}

/** The network's input [260, 260, 3] as something to look at. */
export function toImageData(pixels: Uint8Array): ImageData {
  const rgba = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
  for (let i = 0; i < SIDE * SIDE; i++) rgba.set(pixels.subarray(i * 3, i * 3 + 3), i * 4);
  return new ImageData(rgba, SIDE);
}
