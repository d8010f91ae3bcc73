/**
 * Maximum total length of the parts that detection tries. They are hashed some 30,000 times, and
 * written in dozens of forms, so a stranger who sends long ones could keep a process busy. A
 * typical webhook has a kilobyte.
 */
export const maximumDetectableBytes = 16 * 1024;
