// The three steps between silence and error; the figures of each are in weights/measured.json. Runs everywhere.

export const CAREFULNESSES = ['careful', 'normal', 'talkative'] as const;
export type Carefulness = (typeof CAREFULNESSES)[number];
