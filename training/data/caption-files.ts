// Published files of captions: Flickr8k's and Flickr30k's token files, the tables that Kaggle has instead, COCO's
// annotations, Karpathy's JSON. Runs in Node.

export interface CaptionFile {
  /** File name → its captions as written. */
  captions: Map<string, string[]>;
  /** Name of a split → its pictures, where the file has splits. */
  splits: Map<string, string[]>;
  /** What was skipped and why, one sentence each. */
  problems: string[];
}

/**
 * Whichever of the formats it is.
 * @param name of the file: COCO's annotations are the split that they are named after, "captions_train2017.json" train2017
 * @throws Error when it is JSON of another kind, or broken
 */
export function readCaptionFile(text: string, name = ''): CaptionFile {
  if (TABLE.test(text)) return { ...readTable(text), splits: new Map() };
  if (!/^\s*\{/.test(text)) return { ...readCaptions(text), splits: new Map() };
  const json = JSON.parse(text) as Partial<Coco & Karpathy>;
  if (json.annotations && json.images) return readCoco(json as Coco, name.replace(/^captions_|\.json$/g, ''));
  if (json.images?.every(({ sentences }) => Array.isArray(sentences))) return readKarpathy(json as Karpathy);
  throw new Error('The captions are JSON, but neither COCO annotations nor a dataset of Karpathy & Fei-Fei');
}

/** https://cocodataset.org/#format-data: captions_train2017.json and its like. */
interface Coco {
  images: { id: number; file_name: string; sentences?: never }[];
  annotations: { image_id: number; caption: string }[];
}

function readCoco({ images, annotations }: Coco, split: string): CaptionFile {
  const files = new Map(images.map(({ id, file_name }) => [id, file_name]));
  const captions = new Map<string, string[]>();
  const problems: string[] = [];
  for (const { image_id, caption } of annotations) {
    const file = files.get(image_id);
    if (!file) problems.push(`A caption belongs to picture ${image_id}, which the file does not have`);
    else if (caption.trim()) add(captions, file, caption.trim());
  }
  return { captions, splits: new Map([[split, [...files.values()]]]), problems };
}

/** Karpathy & Fei-Fei 2015, dataset_flickr8k.json, dataset_flickr30k.json, dataset_coco.json. */
interface Karpathy {
  images: { filename: string; split: string; sentences: { raw: string }[] }[];
}

function readKarpathy({ images }: Karpathy): CaptionFile {
  const captions = new Map<string, string[]>();
  const splits = new Map<string, string[]>();
  for (const { filename, split, sentences } of images) {
    for (const { raw } of sentences) if (raw.trim()) add(captions, filename, raw.trim());
    add(splits, split, filename);
  }
  return { captions, splits, problems: [] };
}

function add(lists: Map<string, string[]>, key: string, value: string): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Several files as one, e.g. COCO's annotations for training and for dev. */
export function joinCaptionFiles(files: CaptionFile[]): CaptionFile {
  const [captions, splits] = [new Map<string, string[]>(), new Map<string, string[]>()];
  for (const file of files) {
    for (const [picture, said] of file.captions) captions.set(picture, [...(captions.get(picture) ?? []), ...said]);
    for (const [name, pictures] of file.splits) splits.set(name, [...(splits.get(name) ?? []), ...pictures]);
  }
  return { captions, splits, problems: files.flatMap(({ problems }) => problems) };
}

/** Reads lines of "file.jpg#0⇥caption". Bad and repeated lines are skipped and reported with their number. */
export function readCaptions(text: string): { captions: Map<string, string[]>; problems: string[] } {
  const captions = new Map<string, string[]>();
  const problems: string[] = [];
  const seen = new Set<string>();
  for (const [index, line] of lines(text).entries()) {
    const [, id, file, caption] = /^((.+)#\d+)\t\s*(.*\S)\s*$/.exec(line) ?? [];
    if (id && !seen.has(id)) add(captions, file, caption);
    else if (id) problems.push(`Caption line ${index + 1} repeats ${id}`);
    else if (line.trim()) problems.push(`Caption line ${index + 1} is not "file#number⇥caption"`);
    seen.add(id);
  }
  return { captions, problems };
}

/** First line of Kaggle's copies: Flickr8k's captions.txt, Flickr30k's results.csv. */
const TABLE = /^\uFEFF?(image,caption|image_name\| comment_number\| comment)\r?\n/;
/** "file,caption", quoted where it has commas or quotes; "file| number| caption". */
const ROW = /^([^,|]+\.\w+)(?:,"(?<quoted>.*\S)\s*"|,(?<plain>.*\S)|\|\s*\d+\|(?<last>.*\S))\s*$/;

function readTable(text: string): { captions: Map<string, string[]>; problems: string[] } {
  const captions = new Map<string, string[]>();
  const problems: string[] = [];
  for (const [index, line] of lines(text).entries()) {
    const { 1: file, groups = {} } = ROW.exec(line) ?? { 1: '' };
    if (file) add(captions, file, (groups.quoted?.replaceAll('""', '"') ?? groups.plain ?? groups.last).trim());
    else if (index > 0 && line.trim()) problems.push(`Caption line ${index + 1} is not as the first line says`);
  }
  return { captions, problems };
}

/** File names, one per line, as listed. */
export function readSplit(text: string): string[] {
  return lines(text)
    .map((line) => line.trim())
    .filter(Boolean);
}

const lines = (text: string): string[] => text.replace(/^\uFEFF/, '').split(/\r?\n/);
