/** Dependencies that are not classes: Nest finds them by token. */
export const CONFIG = Symbol('config');
export const CLOCK = Symbol('clock');
export const DELIVERY_QUEUE = Symbol('delivery queue');
export const DELIVERY_SENDER = Symbol('delivery sender');
export const INBOX = Symbol('inbox');
export const JOB_LEADERSHIP = Symbol('job leadership');
export const JOB_STORE = Symbol('job store');
export const LOGGER = Symbol('logger');
export const TRACER = Symbol('tracer');
export const RECORDING_THREAD = Symbol('recording thread');
export const VENDOR_TRANSPORT = Symbol('vendor transport');
