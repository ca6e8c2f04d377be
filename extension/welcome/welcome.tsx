// The page that opens once, after the installation: what Inkling does, how to ask it, how often it is wrong. Runs as an extension page.
import { render } from 'preact';
import { ERROR_SHEET, ratesInWords, sourceInWords, useMeasured } from '../measured.ts';
import { DEFAULTS } from '../settings.ts';
import { useSettings, useShortcut } from '../use-settings.ts';
import { HEDGES } from '../wording.ts';

function Welcome() {
  return (
    <>
      <h1>Welcome to Inkling</h1>
      <p>
        Where the author of a page gave a photo no description, Inkling looks at it, on this computer, and says what it
        might show. When it is not sure, it keeps quiet. It does nothing until you ask it to.
      </p>
      <OnePicture />
      <WholeSite />
      <ErrorRates />
    </>
  );
}

function OnePicture() {
  const shortcut = useShortcut();
  return (
    <section>
      <h2>To hear one picture</h2>
      <p>
        Open the context menu of the picture and choose Describe.{' '}
        {shortcut &&
          `Or press ${shortcut}: it describes the picture that has the focus, otherwise the largest one in view that has no name.`}
        {shortcut === '' && 'There is no key for it yet; you can choose one at chrome://extensions/shortcuts.'}
      </p>
      <p>
        Choose Describe again to hear another guess. Where Inkling has nothing to say, you hear the reason. The
        browser’s voice speaks; your screen reader can do so instead, if you choose that in the options.
      </p>
    </section>
  );
}

function WholeSite() {
  const { wording } = useSettings() ?? DEFAULTS;
  return (
    <section>
      <h2>To have the pictures of a site described automatically</h2>
      <ol>
        <li>Go to the site.</li>
        <li>Choose Inkling in the browser’s toolbar, or in the list behind its Extensions button.</li>
        <li>Check “Describe images on this site automatically”, and allow what the browser asks.</li>
      </ol>
      <p>
        From then on, your screen reader meets “{HEDGES[wording].likely}: …” where a photo had no name. Nothing is said
        unasked. The same place takes descriptions back and switches the site off.
      </p>
    </section>
  );
}

function ErrorRates() {
  const measured = useMeasured();
  const { carefulness } = useSettings() ?? DEFAULTS;
  const rates = ratesInWords(measured, carefulness);
  return (
    <section>
      <h2>It is sometimes wrong</h2>
      {rates && (
        <p>
          As it is set now, Inkling {rates}. {sourceInWords(measured)}
        </p>
      )}
      <p>
        Take what it says as a hint, not as a fact, and not for medical, legal or safety decisions. It does not read
        text in pictures and does not recognise who somebody is.
      </p>
      <ul>
        <li>
          <a href={ERROR_SHEET}>How often it is wrong: the error sheet</a>
        </li>
        <li>
          <a href="../options/index.html">Options: how careful it is, how it speaks</a>
        </li>
      </ul>
    </section>
  );
}

render(<Welcome />, document.getElementById('root')!);
