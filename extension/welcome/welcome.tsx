// The page that opens once, after the installation: what Inkling does, how to ask it, how often it is wrong. Runs as an extension page.
import { OtherDescriptions } from '#browser/around.tsx';
import { SPOKEN } from '../languages/spoken.ts';
import { ERROR_SHEET, ratesInWords, sourceInWords, useMeasured } from '../measured.ts';
import { DEFAULTS } from '../settings.ts';
import { showPage } from '../show-page.ts';
import { Spoken } from '../spoken.tsx';
import { text, textAround } from '../text.ts';
import { useSettings } from '../use-settings.ts';
import { Keys } from './keys.tsx';
import { Question } from './question.tsx';

function Welcome() {
  return (
    <>
      <h1>{text('welcome')}</h1>
      <p>{text('whatItDoes')}</p>
      <p>{text('nothingLeaves')}</p>
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
      <h2>{text('onePicture')}</h2>
      <ul>
        <li>{text('byToolbar')}</li>
        <li>{text('byMenu')}</li>
        <li>
          {text('byKey')}
          <Keys />
        </li>
      </ul>
      <p>{text('again')}</p>
    </section>
  );
}

function WithScreenReaders() {
  return (
    <section>
      <h2>{text('withScreenReader')}</h2>
      <p>{text('passedOver')}</p>
      <ul>
        <li>{text('menuInWindows')}</li>
        <li>{text('menuInVoiceOver')}</li>
        <li>{text('menuInChromeVox')}</li>
      </ul>
      <p>{text('answerComes')}</p>
    </section>
  );
}

function WholeSite() {
  const { language, wording } = useSettings() ?? DEFAULTS;
  return (
    <section>
      <h2>{text('wholeSite')}</h2>
      <ol>
        <li>{text('goToSite')}</li>
        <li>{text('chooseInkling')}</li>
        <li>{text('checkSwitch')}</li>
      </ol>
      <p>{textAround('fromThenOn', <Spoken lang={language}>{SPOKEN[language].hedges[wording].likely}</Spoken>)}</p>
      <OtherDescriptions />
    </section>
  );
}

function Limits() {
  const measured = useMeasured();
  const { carefulness } = useSettings() ?? DEFAULTS;
  const rates = ratesInWords(measured, carefulness, 'ratesAsSet');
  return (
    <section>
      <h2>{text('cannotDo')}</h2>
      {rates && (
        <p>
          {text('sometimesWrong')} {rates} {sourceInWords(measured)}
        </p>
      )}
      <p>{text('onlyAHint')}</p>
    </section>
  );
}

function More() {
  return (
    <ul>
      <li>
        <a href={ERROR_SHEET} hreflang="en">
          {text('errorSheet')}
        </a>
      </li>
      <li>
        <a href="../options/index.html">{text('optionsLink')}</a>
      </li>
      <li>
        <a href="../privacy/index.html" hreflang="en">
          {text('privacyStatement')}
        </a>
      </li>
    </ul>
  );
}

showPage(<Welcome />, text('welcome'));
