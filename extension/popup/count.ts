// A number with its noun. Pure.

/** e.g. "1 image", "2 images" */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
