/**
 * A due time that never comes, in epoch milliseconds. Used for an activity that was dropped or is
 * plausible: its row stays for a while, without the activity itself, so that a repeat costs no
 * further request.
 */
export const never = Number.MAX_SAFE_INTEGER;
