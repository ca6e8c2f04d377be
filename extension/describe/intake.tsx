// The ways in: drop, paste, files, a folder, the camera. Runs as a part of the describe page.
import { useEffect, useRef, useState } from 'preact/hooks';
import { text } from '../text.ts';
import { Camera, useHasCamera } from './camera.tsx';
import { fromFiles, fromFolder, fromTransfer, type Taken } from './files.ts';

/** @param take is given what came */
export function Intake({ take }: { take: (taken: Taken) => void }) {
  const [files, folder] = [useRef<HTMLInputElement>(null), useRef<HTMLInputElement>(null)];
  const [camera, openCamera] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const closeCamera = () => {
    openCamera(false);
    toggle.current?.focus(); // what had the focus goes away
  };
  const hasCamera = useHasCamera();
  const isOver = useDropAndPaste(take);
  const chosen = (from: (files: Iterable<File>) => Taken) => (event: { currentTarget: HTMLInputElement }) => {
    const input = event.currentTarget;
    take(from(Array.from(input.files ?? [])));
    input.value = ''; // the same file can be chosen again
  };
  return (
    <section class={isOver ? 'intake over' : 'intake'}>
      <p>{text('describeIntake')}</p>
      <div class="actions">
        <button type="button" onClick={() => files.current?.click()}>
          {text('describeChooseFiles')}
        </button>
        <button type="button" onClick={() => folder.current?.click()}>
          {text('describeChooseFolder')}
        </button>
        {hasCamera && (
          <button ref={toggle} type="button" aria-expanded={camera} onClick={() => openCamera(!camera)}>
            {text('describeCamera')}
          </button>
        )}
      </div>
      <input ref={files} type="file" accept="image/*" multiple hidden onChange={chosen(fromFiles)} />
      <input ref={folder} type="file" {...{ webkitdirectory: true }} hidden onChange={chosen(fromFolder)} />
      {camera && <Camera take={(file) => take(fromFiles([file]))} close={closeCamera} />}
    </section>
  );
}

/** Takes what is dropped or pasted anywhere on the page. @returns whether something is being dragged over it */
function useDropAndPaste(take: (taken: Taken) => void): boolean {
  const [isOver, showOver] = useState(false);
  const latest = useRef(take);
  latest.current = take;
  useEffect(() => {
    const left = new AbortController();
    const on = <N extends keyof DocumentEventMap>(name: N, act: (event: DocumentEventMap[N]) => void) =>
      document.addEventListener(name, act, { signal: left.signal });
    const receive = (event: Event, data: DataTransfer | null) => {
      if (!data || !hasFiles(data) || isText(event, data)) return;
      event.preventDefault();
      fromTransfer(data).then((taken) => latest.current(taken));
    };
    on('dragover', (event) => {
      if (!event.dataTransfer || !hasFiles(event.dataTransfer)) return;
      event.preventDefault();
      showOver(true);
    });
    on('dragleave', ({ relatedTarget }) => showOver(relatedTarget !== null));
    on('drop', (event) => {
      showOver(false);
      if (event.dataTransfer && hasFiles(event.dataTransfer)) event.preventDefault(); // the browser would leave the page for the picture
      receive(event, event.dataTransfer);
    });
    on('paste', (event) => receive(event, event.clipboardData));
    return () => left.abort();
  }, []);
  return isOver;
}

/** While something is dragged, it tells kinds alone. */
const hasFiles = ({ items }: DataTransfer) => [...items].some(({ kind }) => kind === 'file');

/** Text goes where the cursor is; office programs put a picture of it beside it. */
const isText = ({ target }: Event, { types }: DataTransfer) =>
  target instanceof Element && target.matches('textarea, input') && types.includes('text/plain');
