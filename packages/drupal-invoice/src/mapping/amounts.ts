import Big from 'big.js';

/** A copy of big.js with its own settings; `strict` makes it refuse binary floats. */
function createBig(): Big.BigConstructor {
  const constructor = Big();
  constructor.strict = true;
  // For the only division: a price per unit.
  constructor.DP = 10;
  constructor.RM = Big.roundHalfUp;
  return constructor;
}

/** Exact decimal numbers. */
export const Exact = /* @__PURE__ */ createBig();
