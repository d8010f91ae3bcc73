/** Envoice still accepts `Id` where `InvoiceId` and `EstimationId` are meant. */
export const sendOmit: readonly string[] = ['Id', 'InvoiceId', 'EstimationId'];
