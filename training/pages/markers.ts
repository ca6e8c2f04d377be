// The marks of a plot's points, which tell series apart without colours. Pure; runs in Node.

/** The outline of each mark around a point, as an SVG path. */
export const MARKERS = {
  circle: (x: number, y: number) => `M${x - 3.5},${y}a3.5,3.5 0 1,0 7,0a3.5,3.5 0 1,0 -7,0z`,
  square: (x: number, y: number) => `M${x - 3.5},${y - 3.5}h7v7h-7z`,
  triangle: (x: number, y: number) => `M${x - 4},${y + 3.5}h8l-4,-7z`,
  diamond: (x: number, y: number) => `M${x},${y - 4.5}l4.5,4.5l-4.5,4.5l-4.5,-4.5z`,
  arrow: (x: number, y: number) => `M${x - 4},${y - 3.5}h8l-4,7z`,
  cross: (x: number, y: number) => `M${x - 4},${y - 4}l8,8m0,-8l-8,8`,
  plus: (x: number, y: number) => `M${x - 4.5},${y}h9m-4.5,-4.5v9`,
  none: (_x: number, _y: number) => '',
};
