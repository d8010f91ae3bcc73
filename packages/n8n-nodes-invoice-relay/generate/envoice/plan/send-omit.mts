/** Envoice still takes `Id` for what `InvoiceId` and `EstimationId` are for. */
export const sendOmit: readonly string[] = ['Id', 'InvoiceId', 'EstimationId'];
