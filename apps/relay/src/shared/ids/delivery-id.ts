/** The id of a delivery, as in the API and the log: `dlv_42`. */
export function deliveryId(seq: number): string {
  return `dlv_${seq}`;
}

/** Its position in the queue; undefined if the text is not the id of a delivery. */
export function deliverySeq(id: string): number | undefined {
  const digits = /^dlv_([1-9]\d{0,14})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
