/** A country as in the vendor's `general/countries`. */
export interface Country {
  readonly Id: number;
  readonly Name: string;
  /** ISO 3166-1, two letters. */
  readonly Value: string;
}

/** A language as in the vendor's `general/uilanguages`. */
export interface UiLanguage {
  readonly Id: number;
  readonly Name: string;
  readonly UiCulture: string;
}

/** The officially assigned codes, except for the two whose ids are in the vendor's guide. */
const codes =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR ' +
  'BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ ' +
  'EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY ' +
  'HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ ' +
  'LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW ' +
  'MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA ' +
  'RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH ' +
  'TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW';

export const unitedKingdom = 235;
const unitedStates = 237;

const names = new Intl.DisplayNames('en', { type: 'region' });

export const countries: readonly Country[] = codes
  .split(' ')
  .toSpliced(unitedKingdom - 1, 0, 'GB')
  .toSpliced(unitedStates - 1, 0, 'US')
  .map((Value, index) => ({ Id: index + 1, Name: names.of(Value) ?? Value, Value }));

/** English, German, Bulgarian and Croatian are in the vendor's guide. The other ids are ours. */
export const uiLanguages: readonly UiLanguage[] = [
  { Id: 1, Name: 'English', UiCulture: 'en-US' },
  { Id: 2, Name: 'Macedonian', UiCulture: 'mk-MK' },
  { Id: 3, Name: 'German', UiCulture: 'de-DE' },
  { Id: 4, Name: 'French', UiCulture: 'fr-FR' },
  { Id: 5, Name: 'Spanish', UiCulture: 'es-ES' },
  { Id: 6, Name: 'Italian', UiCulture: 'it-IT' },
  { Id: 7, Name: 'Dutch', UiCulture: 'nl-NL' },
  { Id: 8, Name: 'Polish', UiCulture: 'pl-PL' },
  { Id: 9, Name: 'Bulgarian', UiCulture: 'bg-BG' },
  { Id: 10, Name: 'Serbian', UiCulture: 'sr-RS' },
  { Id: 11, Name: 'Croatian', UiCulture: 'hr-HR' },
  { Id: 12, Name: 'Turkish', UiCulture: 'tr-TR' },
];

export const english = 1;

/** .NET date formats. */
export const dateFormats: readonly string[] = [
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'yyyy-MM-dd',
  'dd.MM.yyyy',
  'dd-MM-yyyy',
  'd MMM yyyy',
];

export function countryId(code: string): number {
  return countries.find(({ Value }) => Value === code)?.Id ?? unitedKingdom;
}
