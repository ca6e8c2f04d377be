// Lets the user save a text as a file. Runs in the describe page.

/** @param type MIME type */
export function save(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  Object.assign(document.createElement('a'), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser may still be asking where to
}

/** A small view as JPEG in a data address. */
export async function toAddress(view: ImageBitmap): Promise<string> {
  const canvas = new OffscreenCanvas(view.width, view.height);
  const context = canvas.getContext('2d')!;
  context.fillStyle = 'white'; // JPEG knows no transparency
  context.fillRect(0, 0, view.width, view.height);
  context.drawImage(view, 0, 0);
  const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.7 });
  return new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsDataURL(blob);
  });
}
