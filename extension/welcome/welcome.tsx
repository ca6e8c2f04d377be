// The page that opens once, after the installation: what Inkling does, how to ask it, how often it is wrong. Runs as an extension page.
import { render } from 'preact';
import { OtherDescriptions } from '#browser/around.tsx';
import { SPOKEN } from '../languages/spoken.ts';
import { ERROR_SHEET, ratesInWords, sourceInWords, useMeasured } from '../measured.ts';
import { DEFAULTS } from '../settings.ts';
import { useSettings } from '../use-settings.ts';
import { Keys } from './keys.tsx';
import { Question } from './question.tsx';

function Welcome() {
  return (
    <>
      <h1>Welcome to Inkling</h1>
      <p>
        Where the author of a page gave a photo no description, Inkling looks at it and says what it might show. When it
        is not sure, it keeps quiet. It does nothing until you ask it to.
      </p>
      <p>
        Nothing leaves this computer: the descriptions are made on it. To look at a picture, Inkling may load it once
        more from where it is, without cookies.
      </p>
      <Question />
      <OnePicture />
      <WithScreenReaders />
      <WholeSite />
      <Limits />
      <More />
    </>
  );
}

function OnePicture() {
  return (
    <section>
      <h2>To hear one picture</h2>
      <ul>
        <li>
          Choose Inkling in the browser’s toolbar, or in the list behind its Extensions button. It lists the pictures on
          the page.
        </li>
        <li>Or open the context menu of a picture and choose Describe.</li>
        <li>
          Or press a key:
          <Keys />
        </li>
      </ul>
      <p>
        Describe a picture again to hear it once more; after that come other guesses, less sure ones. Where Inkling has
        nothing to say, you hear the reason. Escape stops the browser’s voice.
      </p>
    </section>
  );
}

function WithScreenReaders() {
  return (
    <section>
      <h2>With a screen reader</h2>
      <p>
        Screen readers usually pass over a picture without a name. The list in the toolbar has all of them. Where yours
        does stop at a picture, you can usually open its context menu:
      </p>
      <ul>
        <li>NVDA, JAWS and Narrator: the Applications key, or Shift+F10</li>
        <li>VoiceOver: Control+Option+Shift+M</li>
        <li>ChromeVox: Search+M</li>
      </ul>
      <p>
        The answer comes a moment after the menu has closed. A braille display usually shows it for a short time; to
        read it again, choose Describe again. What the browser’s voice says is not shown in braille.
      </p>
    </section>
  );
}

function WholeSite() {
  const { language, wording } = useSettings() ?? DEFAULTS;
  return (
    <section>
      <h2>To have the pictures of a site described automatically</h2>
      <ol>
        <li>Go to the site.</li>
        <li>Choose Inkling in the toolbar.</li>
        <li>Check “Describe images on this site automatically”, and allow what the browser asks.</li>
      </ol>
      <p>
        From then on, your screen reader meets “{SPOKEN[language].hedges[wording].likely}: …” where a photo had no name.
        Nothing is said unasked. The same place takes descriptions back and switches the site off.
      </p>
      <OtherDescriptions />
    </section>
  );
}

function Limits() {
  const measured = useMeasured();
  const { carefulness } = useSettings() ?? DEFAULTS;
  const rates = ratesInWords(measured, carefulness);
  return (
    <section>
      <h2>What it cannot do</h2>
      {rates && (
        <p>
          It is sometimes wrong. As it is set now, Inkling {rates}. {sourceInWords(measured)}
        </p>
      )}
      <p>
        Take what it says as a hint, not as a fact, and not for medical, legal or safety decisions. It does not read
        text in pictures and does not recognise who somebody is.
      </p>
    </section>
  );
}

function More() {
  return (
    <ul>
      <li>
        <a href={ERROR_SHEET}>How often it is wrong: the error sheet</a>
      </li>
      <li>
        <a href="../options/index.html">Options: how careful it is, how it speaks</a>
      </li>
      <li>
        <a href="../privacy/index.html">Privacy statement: what is stored, loaded, and seen by web pages</a>
      </li>
    </ul>
  );
}

render(<Welcome />, document.getElementById('root')!);
