// Sum and mean of a list. Runs in Node.

export const sum = (values: number[]): number => values.reduce((a, b) => a + b, 0);
export const mean = (values: number[]): number => sum(values) / values.length;
