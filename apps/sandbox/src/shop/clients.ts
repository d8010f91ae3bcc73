/** The shop's clients. Names in several alphabets, since signatures cover bytes, not characters. */
export const clients: readonly [string, ...string[]] = [
  'Brightwater Studio',
  'Café Žito',
  'Nordlicht Architekten GmbH',
  'Пекара Милица',
  'O’Brien & Daughters',
  'Atelier Côté Cour',
  'Hagemann "Zum Anker"',
  'Sol y Sombra S.L.',
  '東京デザイン株式会社',
  'Lakeside Dental',
  'Mäkinen Puutyö Oy',
  'Kaya İnşaat',
];
