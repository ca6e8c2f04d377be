// The files of weights/ that the network is loaded from. Runs everywhere.

export const WEIGHT_FILES = {
  encoder: 'encoder.safetensors',
  decoder: 'decoder.safetensors',
  detectors: 'detectors.safetensors',
  labels: 'labels.safetensors',
  labelTree: 'labels.json',
  gate: 'gate.safetensors',
  vocabulary: 'vocabulary.json',
  settings: 'model.json',
  calibration: 'calibration.json',
} as const;
