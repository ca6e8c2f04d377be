// How much memory a browser with the extension takes. Runs in Node.
import { existsSync, readFileSync } from 'node:fs';
import type { BrowserContext, CDPSession } from 'playwright-core';
import { extensionProcess, type Firefox } from '../firefox.ts';

/**
 * Bytes in the process that holds the network (of those that hold pages of extensions, the largest by far), now and at
 * most, and in the process for graphics; undefined where there is no /proc.
 */
export async function memoryOf({ context }: { context: BrowserContext }) {
  const session = (await context.browser()?.newBrowserCDPSession()) as CDPSession;
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const there = processInfo.filter(({ id }) => existsSync(`/proc/${id}/status`));
  const isExtension = (id: number) => readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--extension-process');
  const bytes = (kind: typeof there, what: 'VmRSS' | 'VmHWM') =>
    largest(kind.map(({ id }) => memoryIn(readFileSync(`/proc/${id}/status`, 'utf8'), what)));
  const own = there.filter(({ id }) => isExtension(id));
  const graphics = there.filter(({ type }) => type === 'GPU');
  return { now: bytes(own, 'VmRSS'), peak: bytes(own, 'VmHWM'), gpuPeak: bytes(graphics, 'VmHWM') };
}

/** The same in Firefox, where one process holds all extensions. */
export async function memoryOfFirefox({ inWindow }: Pick<Firefox, 'inWindow'>) {
  const file = `/proc/${await inWindow(extensionProcess)}/status`;
  if (!existsSync(file)) return {};
  const status = readFileSync(file, 'utf8');
  return { now: memoryIn(status, 'VmRSS'), peak: memoryIn(status, 'VmHWM') };
}

/** Bytes of memory now (VmRSS) or at most (VmHWM), from a process's /proc/ID/status. */
export function memoryIn(status: string, what: 'VmRSS' | 'VmHWM'): number {
  const [, kilobytes] = status.match(new RegExp(`^${what}:\\s+(\\d+) kB$`, 'm')) ?? [];
  return Number(kilobytes) * 1024;
}

export function largest(values: (number | undefined)[]): number | undefined {
  const known = values.filter((value) => value !== undefined);
  return known.length ? Math.max(...known) : undefined;
}
