// The languages that Inkling says and writes descriptions in. Runs everywhere.

export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'tr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What each calls itself. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  fr: 'Français',
  es: 'Español',
  pt: 'Português',
  tr: 'Türkçe',
};
