/**
 * How long the parts that detection tries may be, all together. They are hashed some 30,000 times,
 * and written in dozens of forms, so a stranger who sends long ones could keep a process busy. A
 * usual webhook has a kilobyte.
 */
export const maximumDetectableBytes = 16 * 1024;
