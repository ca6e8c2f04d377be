// Takes a picture with the camera, once the user lets us. Runs as a part of the describe page.
import { useEffect, useRef, useState } from 'preact/hooks';
import { text } from '../text.ts';

/** Whether there is one; asks for nothing. */
export function useHasCamera(): boolean {
  const [has, show] = useState(false);
  useEffect(() => {
    navigator.mediaDevices
      ?.enumerateDevices()
      .then((devices) => show(devices.some(({ kind }) => kind === 'videoinput')))
      .catch(() => undefined); // not allowed to know
  }, []);
  return has;
}

interface Props {
  take: (picture: File) => void;
  close: () => void;
}

/** The camera is on for as long as this is shown. */
export function Camera({ take, close }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const shoot = useRef<HTMLButtonElement>(null);
  const [state, show] = useState<'opening' | 'open' | 'refused'>('opening');
  useEffect(() => {
    const opened = navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
    opened.then(
      (stream) => {
        if (video.current) video.current.srcObject = stream;
      },
      () => show('refused'),
    );
    return () => void opened.then(stopAll, () => undefined);
  }, []);
  useEffect(() => {
    if (state === 'open') shoot.current?.focus();
  }, [state]);
  const snap = async () => {
    take(await pictureOf(video.current!));
    close();
  };
  if (state === 'refused') return <p role="alert">{text('describeCameraRefused')}</p>;
  return (
    <div class="camera">
      <video
        ref={video}
        autoPlay
        muted
        playsInline
        aria-label={text('describeCameraView')}
        onPlaying={() => show('open')}
      />
      <div class="actions">
        <button type="button" ref={shoot} disabled={state !== 'open'} onClick={snap}>
          {text('describeTakePicture')}
        </button>
        <button type="button" onClick={close}>
          {text('describeCloseCamera')}
        </button>
      </div>
    </div>
  );
}

const stopAll = (stream: MediaStream) => stream.getTracks().forEach((track) => track.stop());

async function pictureOf(video: HTMLVideoElement): Promise<File> {
  const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
  canvas.getContext('2d')!.drawImage(video, 0, 0);
  const type = 'image/jpeg';
  return new File([await canvas.convertToBlob({ type, quality: 0.95 })], 'camera.jpg', { type });
}
