// Starts a TypeScript file as a worker thread. Runs in Node.
import { Worker } from 'node:worker_threads';

/** tsx hooks only the main thread (Node 20), so the worker registers it itself before it loads the file. */
export function startWorker(file: URL, workerData: unknown): Worker {
  const source = `import('tsx/esm/api').then((tsx) => { tsx.register(); return import(${JSON.stringify(file.href)}); })`;
  return new Worker(source, { eval: true, workerData });
}
