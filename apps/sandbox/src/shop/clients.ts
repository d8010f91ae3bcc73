/** Who buys at the shop. Letters of several alphabets, as bytes are signed and not letters. */
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
