// Scores that others publish for Flickr8k, and why they cannot stand beside ours. Runs in Node.

export interface Published {
  who: string;
  model: string;
  scores: string;
  /** Why not comparable. */
  because: string;
}

/** Student projects and tutorials, as read in their own pages. BLEU from 1 to 4 where four numbers stand. */
export const STUDENTS: Published[] = [
  {
    who: 'Tutorial with VGG-16, and its many copies',
    model: 'merge, greedy',
    scores: 'BLEU 53.0 to 58.0, 28.7 to 34.4, 19.8 to 25.5, 3.7 to 13.1',
    because: 'the start and end of each sentence count as words, and the weights of BLEU-3 do not add up to one',
  },
  {
    who: 'dabasajay/Image-Caption-Generator',
    model: 'InceptionV3 and LSTM, beam 3',
    scores: 'BLEU 60.6, 35.9, 24.9, 12.7',
    because: 'it was measured on validation pictures, which may have chosen the model',
  },
  {
    who: 'prakhar175',
    model: 'ResNet-50 and two LSTMs',
    scores: 'BLEU 62 and 41 in the text, 65, 42, 27, 18 in the table',
    because: 'the two do not agree',
  },
  {
    who: 'A gist for the neon model zoo',
    model: 'VGG and LSTM, greedy',
    scores: 'BLEU 54.2, 32.6, 19.3, 12.3',
    because: 'another script counted BLEU, with a tokenisation of its own',
  },
  {
    who: 'Mustafa700aa',
    model: 'ResNet-50, attention with a gate, beam 5',
    scores: 'BLEU 68.4, 47.9, 32.8, 22.5',
    because: 'it was measured on a split of its own, so on other pictures',
  },
  {
    who: 'zisang0210/flickr8k-im2txt',
    model: 'InceptionV3, init',
    scores: 'BLEU 70.3, 53.6, 39.8, 29.5',
    because: 'how it was scored is not said, and it is far above all that can be checked',
  },
  {
    who: 'A vision transformer with a transformer decoder',
    model: 'ViT-B',
    scores: 'BLEU 64.9, 51.9, –, 33.0',
    because: 'it was measured on 200 pictures, not on the test split',
  },
  {
    who: 'Notebooks with DenseNet-201 and with Xception features',
    model: 'concat-residual; merge',
    scores: 'none',
    because: 'only sample pictures are shown',
  },
];

/** Careful work: scored as here, but on the test pictures, with other encoders. */
export const CAREFUL: Published[] = [
  {
    who: 'Tanti et al. (mtanti/where-image2), mean of three',
    model: 'merge, VGG-16, beam 3',
    scores: 'CIDEr .469, BLEU-4 17.8',
    because: 'it was measured on the test pictures, with another encoder',
  },
  {
    who: 'the same',
    model: 'init with GRU, VGG-16, beam 3',
    scores: 'CIDEr .481, BLEU-4 19.1',
    because: 'it was measured on the test pictures, with another encoder',
  },
  {
    who: 'sulabhkatiyar/show_tell',
    model: 'init, VGG-16, beam 3',
    scores: 'CIDEr .478, BLEU-4 19.8',
    because: 'it was measured on the test pictures, with another encoder',
  },
  {
    who: 'sulabhkatiyar/Spatial_Att',
    model: 'attend, VGG-16, beam 3',
    scores: 'CIDEr .493, BLEU-4 19.5',
    because: 'it was measured on the test pictures, with another encoder',
  },
  {
    who: 'sulabhkatiyar/Adaptive_Att',
    model: 'adaptive, VGG-16; ResNet-152 fine-tuned; beam 3',
    scores: 'CIDEr .524; .587, BLEU-4 20.5; 23.3',
    because: 'it was measured on the test pictures, and the second encoder learned along',
  },
];
