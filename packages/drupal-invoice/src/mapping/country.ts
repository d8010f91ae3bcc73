/**
 * The languages in which site owners write countries, as far as we support: those of Drupal's own
 * users.
 */
const languages = ['en', 'nl', 'de', 'fr', 'es', 'it', 'pt', 'pl', 'sv', 'da', 'cs'];

/** Regions that the runtime names but that are not countries in ISO 3166-1. */
const noCountries = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN']);

const english = /* @__PURE__ */ new Intl.DisplayNames('en', { type: 'region' });

const letters = /* @__PURE__ */ Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');

let namedCountries: ReadonlyMap<string, string> | undefined;

/**
 * Returns the ISO 3166-1 code of a country written as a code (`NL`, `nl`) or a name (`Nederland`,
 * `The Netherlands`, `Pays-Bas`), in any case and with or without accents. Null for any other text:
 * how many names are known depends on the runtime, so callers that need the country keep the text
 * too.
 */
export function countryCode(text: string): string | null {
  const code = text.trim().toUpperCase();
  if (/^[A-Z]{2}$/.test(code)) return canonicalCode(code);
  namedCountries ??= readNames();
  return namedCountries.get(fold(text)) ?? null;
}

/**
 * `UK` is a withdrawn alias of `GB`, and so on; null for letters that are not the code of a
 * country.
 */
function canonicalCode(code: string): string | null {
  const { region } = new Intl.Locale(`und-${code}`);
  if (region === undefined || noCountries.has(region) || /^(?:X[A-JL-Z]|ZZ)$/.test(region)) {
    return null;
  }
  return english.of(region) === region ? null : region;
}

function readNames(): ReadonlyMap<string, string> {
  const codes = new Set(
    letters.flatMap((first) =>
      letters.flatMap((second) => canonicalCode(`${first}${second}`) ?? []),
    ),
  );
  const names = new Map<string, string>();
  for (const language of languages) {
    const display = new Intl.DisplayNames(language, { type: 'region' });
    for (const code of codes) {
      const name = fold(display.of(code) ?? code);
      // If two languages ever disagree on a name, the one listed first wins.
      if (!names.has(name)) names.set(name, code);
    }
  }
  return names;
}

function fold(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, ' ')
    .trim()
    .replace(/^the /, '');
}
