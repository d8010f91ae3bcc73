/** The id of a delivery, as the API and the log write it: `dlv_42`. */
export function deliveryId(seq: number): string {
  return `dlv_${seq}`;
}

/** Its place in the queue again; undefined when the text is no id of a delivery. */
export function deliverySeq(id: string): number | undefined {
  const digits = /^dlv_([1-9]\d{0,14})$/.exec(id)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
