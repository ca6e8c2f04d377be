// Every picture through the encoder, here or in shards on many machines. Runs in Node:
// npm run encode -- [--shard I/N | --merge] [--mirror] [--crops N] [--before BLOCK] [--out FOLDER] [--data FOLDER | --images FOLDER --captions FILE …]
import { parseArgs } from 'node:util';
import { END } from '../model/encoder.ts';
import { DATA_OPTIONS, DATA_USAGE, openData, withUsage } from './data/open-data.ts';
import { encodeShard, type Plan, planEncoding, writeIndex } from './encoding/encode-pictures.ts';
import { isWhole, valuesBefore } from './encoding/features.ts';
import { readableSlots } from './encoding/named-features.ts';
import { viewsWith } from './encoding/picture-views.ts';
import { mergeShards, parseShard, shardPath, WHOLE } from './encoding/shards.ts';
import { BACKBONE, CACHE } from './files.ts';
import { DEFAULTS, readSetting } from './settings.ts';

const usage = `npm run encode -- [--shard I/N | --merge] [--mirror] [--crops N] [--before BLOCK] [--out FOLDER] [--workers N]\n  ${DATA_USAGE}`;
const text = { type: 'string' } as const;
const flag = { type: 'boolean', default: false } as const;
const options = {
  ...DATA_OPTIONS,
  shard: text,
  merge: flag,
  mirror: flag,
  crops: text,
  before: text,
  out: text,
  workers: text,
};

async function main(): Promise<void> {
  const { values } = parseArgs({ options });
  if (values.shard && values.merge) throw new Error('Pass --shard or --merge: shards are merged when all are made');
  const shard = values.shard ? parseShard(values.shard) : WHOLE;
  const stages = values.before === undefined ? [END] : [readSetting('tailFrom', values.before, 'before'), END];
  const workers = readSetting('workers', values.workers ?? DEFAULTS.workers);
  const crops = readSetting('crops', values.crops ?? 0);
  const { training, dev, problems } = await openData(values);
  for (const problem of problems) console.error(problem);
  const pictures = { images: training.images, training: training.files, dev: dev.files };
  for (const view of viewsWith({ mirrored: values.mirror, crops })) {
    const how = { view, weights: BACKBONE, folder: values.out ?? CACHE };
    const plans = await Promise.all(stages.map((before) => planEncoding(pictures, { ...how, before })));
    if (!values.merge) await encodeShard(plans, shard, workers);
    for (const plan of plans) {
      if (values.merge) mergeShards(plan.path, plan.names.length, valuesBefore(plan.before));
      report(plan, shard);
    }
  }
  training.images.close();
  dev.images.close();
}

function report(plan: Plan, shard: typeof WHOLE): void {
  const { path, names } = plan;
  const whole = isWhole(path, names.length);
  if (whole) writeIndex(plan);
  const pictures = whole ? readableSlots(path, names, valuesBefore(plan.before)).size : 0;
  console.log(whole ? `${path}: ${pictures} pictures` : `${shardPath(path, shard)}: whole; then: --merge`);
}

await main().catch((error: Error) => {
  console.error(withUsage(error, usage));
  process.exitCode = 1;
});
