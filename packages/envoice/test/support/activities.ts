/** Activities as Envoice writes them, one of each subject and one of an unknown type. */

export const paidActivity =
  '{"Message":"Invoice INV-0001 was paid","Link":"https://www.envoice.in/i/3971/a1b2c3","Type":11,' +
  '"InvoiceNumber":"INV-0001","InvoiceId":3971,"OrderNumber":null,"OrderId":0,"Id":99120,' +
  '"CreatedOn":"2026-11-20T10:00:00.1234567Z"}';

/** As a writer with indentation would send it: signed bytes are not always compact. */
export const orderedActivity = `{
  "Message": "New order ORD-0042 from Čaj & Co — 2 × Ökotee",
  "Link": "https://www.envoice.in/o/812/d4e5f6",
  "Type": 29,
  "InvoiceNumber": null,
  "InvoiceId": 0,
  "OrderNumber": "ORD-0042",
  "OrderId": 812,
  "Id": 99121,
  "CreatedOn": "2026-11-20T10:00:01Z"
}`;

/** With the members that only the API description names, and the type by its name. */
export const acceptedActivity =
  '{"EstimationId":57,"EstimationNumber":"EST-0009","Id":99122,"InvoiceId":0,"InvoiceNumber":"",' +
  '"Link":"https://www.envoice.in/e/57/0a1b2c","Message":"Estimation EST-0009 was accepted",' +
  '"OrderId":0,"OrderNumber":"","Type":"EstimationAccepted","UserId":12,' +
  '"CreatedOn":"2026-11-20T10:00:02.5Z"}';

/** A type that was added after the description, with unknown members. */
export const unknownActivity =
  '{"Message":"Invoice INV-0001 was rated","Link":null,"Type":4711,"InvoiceNumber":"INV-0001",' +
  '"InvoiceId":3971,"Id":99123,"UserId":12,"Score":{"Value":9.5,"Of":10},' +
  '"CreatedOn":"2026-11-20T10:00:03.25Z"}';
