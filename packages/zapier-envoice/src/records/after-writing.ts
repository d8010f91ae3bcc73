/** How long to wait for it, in milliseconds: Zapier ends a step after 30 seconds. */
const patienceMs = 4000;

/**
 * What was written, read again. If that fails, or takes too long, what is known of it: the step has
 * done its work, and a failure would make Zapier do it again.
 */
export async function afterWriting<Value extends object, Known extends object>(
  read: () => Promise<Value>,
  known: Known,
): Promise<Value | Known> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Known>((resolve) => {
    timer = setTimeout(() => resolve(known), patienceMs);
  });
  try {
    return await Promise.race([read(), tooLate]);
  } catch {
    return known;
  } finally {
    clearTimeout(timer);
  }
}
