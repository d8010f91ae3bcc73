/**
 * A due time that does not come, in epoch milliseconds. So stands an activity that was dropped or is
 * plausible: its row stays for a while, without the activity itself, so that the same once more
 * costs no further request.
 */
export const never = Number.MAX_SAFE_INTEGER;
