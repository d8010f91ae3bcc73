// Generated from vendor/envoice/openapi-v1.json. Do not edit: generated.test.ts says how to regenerate it.

// oxfmt-ignore
export interface paths {
    readonly "/api/client/all": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all clients for the account */
        readonly get: operations["ClientApi_All"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/client/candelete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Check if the provided client can be deleted */
        readonly get: operations["ClientApi_CanDelete"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/client/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Delete an existing client */
        readonly post: operations["ClientApi_Delete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/client/details": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return client details. Activities and invoices included. */
        readonly get: operations["ClientApi_Details"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/client/new": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create a client */
        readonly post: operations["ClientApi_New"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/client/update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Update an existing client */
        readonly post: operations["ClientApi_Update"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/estimation/all": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all estimation for the account */
        readonly get: operations["EstimationApi_All"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/estimation/changestatus": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change estimation status */
        readonly post: operations["EstimationApi_ChangeStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/estimation/convert": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Convert the estimation to an invoice */
        readonly post: operations["EstimationApi_Convert"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/estimation/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Delete an existing estimation */
        readonly post: operations["EstimationApi_Delete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/estimation/details": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return estimation data */
        readonly get: operations["EstimationApi_Details"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/estimation/new": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create an estimation */
        readonly post: operations["EstimationApi_New"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/estimation/sendtoclient": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send the provided estimation to the client */
        readonly post: operations["EstimationApi_SendToClient"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/estimation/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Retrieve the status of the estimation */
        readonly get: operations["EstimationApi_Status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/estimation/update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Update an existing estimation */
        readonly post: operations["EstimationApi_Update"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/estimation/uri": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return the unique url to the client's invoice */
        readonly get: operations["EstimationApi_Uri"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/general/countries": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all of the platform supported countries */
        readonly get: operations["GeneralApi_Countries"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/general/currencies": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all of the platform supported currencies */
        readonly get: operations["GeneralApi_Currencies"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/general/dateformats": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all of the platform supported Date Formats */
        readonly get: operations["GeneralApi_DateFormats"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/general/uilanguages": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all of the platform supported UI languages */
        readonly get: operations["GeneralApi_UiLanguages"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/all": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all invoices for the account */
        readonly get: operations["InvoiceApi_All"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/allcategories": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all invoice categories for the account */
        readonly get: operations["InvoiceApi_AllCategories"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/changestatus": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change invoice status */
        readonly post: operations["InvoiceApi_ChangeStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Delete an existing invoice */
        readonly post: operations["InvoiceApi_Delete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/deletecategory": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Delete an existing invoice category */
        readonly post: operations["InvoiceApi_DeleteCategory"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/details": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return invoice data */
        readonly get: operations["InvoiceApi_Details"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/new": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create an invoice */
        readonly post: operations["InvoiceApi_New"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/newcategory": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create an invoice category */
        readonly post: operations["InvoiceApi_NewCategory"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/pdf": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return the PDF for the invoice */
        readonly get: operations["InvoiceApi_Pdf"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/sendtoaccountant": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send the provided invoice to the accountant */
        readonly post: operations["InvoiceApi_SendToAccountant"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/sendtoclient": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Send the provided invoice to the client */
        readonly post: operations["InvoiceApi_SendToClient"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/status": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Retrieve the status of the invoice */
        readonly get: operations["InvoiceApi_Status"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Update an existing invoice */
        readonly post: operations["InvoiceApi_Update"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/updatecategory": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Update an existing invoice category */
        readonly post: operations["InvoiceApi_UpdateCategory"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/invoice/uri": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return the unique url to the client's invoice */
        readonly get: operations["InvoiceApi_Uri"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/order/all": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all orders for the account */
        readonly get: operations["OrderApi_All"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/order/changeshippingdetails": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change order shipping details */
        readonly post: operations["OrderApi_ChangeShippingDetails"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/order/changestatus": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Change order status */
        readonly post: operations["OrderApi_ChangeStatus"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/order/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Delete an existing order */
        readonly post: operations["OrderApi_Delete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/order/details": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return order details */
        readonly get: operations["OrderApi_Details"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/order/new": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create an order */
        readonly post: operations["OrderApi_New"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/payment/supported": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all supported payment gateways (no currencies means all are supported) */
        readonly get: operations["PaymentApi_Supported"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/paymentlink/all": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Create a payment link */
        readonly get: operations["PaymentLinkApi_All"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/paymentlink/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Delete an existing payment link */
        readonly post: operations["PaymentLinkApi_Delete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/paymentlink/new": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create a payment link */
        readonly post: operations["PaymentLinkApi_New"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/paymentlink/uri": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return the unique url to the client's payment link */
        readonly get: operations["PaymentLinkApi_Uri"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/product/all": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all products for the account */
        readonly get: operations["ProductApi_All"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/product/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Delete an existing product */
        readonly post: operations["ProductApi_Delete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/product/details": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return product details */
        readonly get: operations["ProductApi_Details"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/product/new": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create a product */
        readonly post: operations["ProductApi_New"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/product/update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Update an existing product */
        readonly post: operations["ProductApi_Update"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tax/all": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all taxes for the account */
        readonly get: operations["TaxApi_All"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tax/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Delete an existing tax */
        readonly post: operations["TaxApi_Delete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tax/new": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create a tax */
        readonly post: operations["TaxApi_New"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/tax/update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Update an existing tax */
        readonly post: operations["TaxApi_Update"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worktype/all": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all work types for the account */
        readonly get: operations["WorkTypeApi_All"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worktype/delete": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Delete an existing work type */
        readonly post: operations["WorkTypeApi_Delete"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worktype/details": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return work type details */
        readonly get: operations["WorkTypeApi_Details"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worktype/new": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Create a work type */
        readonly post: operations["WorkTypeApi_New"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worktype/search": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Return all work types for the account that match the query param */
        readonly get: operations["WorkTypeApi_Search"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/api/worktype/update": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /** Update an existing work type */
        readonly post: operations["WorkTypeApi_Update"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
// oxfmt-ignore
export interface components {
    schemas: {
        readonly Activity: {
            /** Format: int32 */
            readonly EstimationId?: number;
            readonly EstimationNumber?: string;
            /** Format: int32 */
            readonly Id?: number;
            /** Format: int32 */
            readonly InvoiceId?: number;
            readonly InvoiceNumber?: string;
            readonly Link?: string;
            readonly Message?: string;
            /** Format: int32 */
            readonly OrderId?: number;
            readonly OrderNumber?: string;
            /** @enum {string} */
            readonly Type?: "Created" | "Draft" | "Cloned" | "SentViaEmail" | "SentViaSms" | "SentReminderViaEmail" | "SentReminderViaSms" | "Opened" | "Viewed" | "Rejected" | "Updated" | "Paid" | "Unpaid" | "Overdue" | "NewManualPayment" | "NewPaymentWithPaypal" | "NewPaymentWithStripe" | "NewPaymentWithPayoneer" | "SentToAccountant" | "DownloadedAsPdf" | "MarkAsPaidByTheClient" | "OpenedAttachment" | "NewPaymentWithSquare" | "NewPaymentWithKlikAndPay" | "NewPaymentWithRazorpay" | "NewPaymentWithWepay" | "NewPaymentWithHalkbank" | "ChangeStatus" | "OrderUpdated" | "OrderCreated" | "NewPaymentWithTwoCheckout" | "NewPaymentWithPaymentWall" | "NewPaymentWithBamboraEU" | "NewPaymentWithBamboraNA" | "Void" | "NewPaymentWithNlb" | "NewPaymentWithAuthorizeNet" | "NewPaymentWithBraintree" | "EstimationCreated" | "EstimationDraft" | "EstimationCloned" | "EstimationSentViaEmail" | "EstimationOpened" | "EstimationViewed" | "EstimationAccepted" | "EstimationRejected" | "EstimationUpdated" | "EstimationDownloadedAsPdf" | "InvoiceDigitallySigned";
            /** Format: int32 */
            readonly UserId?: number;
        };
        readonly AdditionalClientEmail: {
            readonly Client?: components["schemas"]["Client"];
            /** Format: int32 */
            readonly ClientId?: number;
            readonly Email?: string;
            /** Format: int32 */
            readonly Id?: number;
        };
        readonly AdditionalClientEmailApiModel: {
            /** @description CC */
            readonly Email?: string;
        };
        readonly ChangeOrderStatusApiModel: {
            /**
             * Format: int32
             * @description Order Id
             */
            readonly Id?: number;
            /** @description Reason for status change */
            readonly Reason?: string;
            /**
             * @description New status of the order
             * @enum {string}
             */
            readonly Status?: "PendingPayment" | "Processing" | "Shipped" | "Completed" | "OnHold" | "Cancelled" | "Refunded" | "Failed";
        };
        readonly ChangeStatusApiModel: {
            /**
             * Format: int32
             * @description Invoice Id
             */
            readonly Id?: number;
            /**
             * @description New status of the invoice
             * @enum {string}
             */
            readonly Status?: "Draft" | "Paid" | "Unpaid" | "Overdue" | "Void";
        };
        readonly Client: {
            readonly Address?: string;
            /** Format: int32 */
            readonly ClientCountryId?: number;
            /** Format: int32 */
            readonly ClientCurrencyId?: number;
            readonly CompanyRegistrationNumber?: string;
            /** Format: int32 */
            readonly DefaultDueDateInDays?: number;
            readonly Email?: string;
            /** Format: int32 */
            readonly Id?: number;
            readonly Name?: string;
            readonly PhoneNumber?: string;
            /** Format: int32 */
            readonly UiLanguageId?: number;
            /** Format: int32 */
            readonly UserId?: number;
            readonly Vat?: string;
        };
        readonly ClientCreateApiModel: {
            /** @description Client additional emails contact for CC */
            readonly AdditionalEmails?: readonly components["schemas"]["AdditionalClientEmailApiModel"][];
            /** @description Client business address */
            readonly Address?: string;
            /**
             * Format: int32
             * @description Indicates the country where the clients is from
             */
            readonly ClientCountryId?: number;
            /**
             * Format: int32
             * @description Indicates the default system currency used by the user for the client
             */
            readonly ClientCurrencyId?: number;
            /** @description Client's Company Registration Number */
            readonly CompanyRegistrationNumber?: string;
            /**
             * Format: int32
             * @description Client custom payment terms
             */
            readonly DefaultDueDateInDays?: number;
            /** @description Client email */
            readonly Email?: string;
            /** @description Name of the client */
            readonly Name?: string;
            /** @description Client phone numer */
            readonly PhoneNumber?: string;
            /**
             * Format: int32
             * @description Hold a value of the language in which the invoice will be sent
             */
            readonly UiLanguageId?: number;
            /** @description Client's VAT number */
            readonly Vat?: string;
        };
        readonly ClientDeleteApiModel: {
            /**
             * Format: int32
             * @description Id of client to be deleted
             */
            readonly Id?: number;
        };
        readonly ClientDetailsApiModel: {
            /** @description Client additional emails contact for CC */
            readonly AdditionalEmails?: readonly components["schemas"]["AdditionalClientEmailApiModel"][];
            /** @description Client business address */
            readonly Address?: string;
            /**
             * Format: int32
             * @description Indicates the country where the clients is from
             */
            readonly ClientCountryId?: number;
            /**
             * Format: int32
             * @description Indicates the default system currency used by the user for the client
             */
            readonly ClientCurrencyId?: number;
            /** @description Client's Company Registration Number */
            readonly CompanyRegistrationNumber?: string;
            /**
             * Format: date-time
             * @description Date of creation
             */
            readonly CreatedOn?: string;
            /**
             * Format: int32
             * @description Client custom payment terms
             */
            readonly DefaultDueDateInDays?: number;
            /** @description Client email */
            readonly Email?: string;
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Name of the client */
            readonly Name?: string;
            /** @description Client phone numer */
            readonly PhoneNumber?: string;
            /**
             * Format: int32
             * @description Hold a value of the language in which the invoice will be sent
             */
            readonly UiLanguageId?: number;
            /** @description Client's VAT number */
            readonly Vat?: string;
        };
        readonly ClientUpdateApiModel: {
            /** @description Client additional emails contact for CC */
            readonly AdditionalEmails?: readonly components["schemas"]["AdditionalClientEmailApiModel"][];
            /** @description Client business address */
            readonly Address?: string;
            /**
             * Format: int32
             * @description Indicates the country where the clients is from
             */
            readonly ClientCountryId?: number;
            /**
             * Format: int32
             * @description Indicates the default system currency used by the user for the client
             */
            readonly ClientCurrencyId?: number;
            /** @description Client's Company Registration Number */
            readonly CompanyRegistrationNumber?: string;
            /**
             * Format: int32
             * @description Client custom payment terms
             */
            readonly DefaultDueDateInDays?: number;
            /** @description Client email */
            readonly Email?: string;
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Name of the client */
            readonly Name?: string;
            /** @description Client phone numer */
            readonly PhoneNumber?: string;
            /**
             * Format: int32
             * @description Hold a value of the language in which the invoice will be sent
             */
            readonly UiLanguageId?: number;
            /** @description Client's VAT number */
            readonly Vat?: string;
        };
        readonly Country: {
            /** Format: int32 */
            readonly Id?: number;
            readonly Name?: string;
            readonly Value?: string;
        };
        readonly CountryDetailsApiModel: {
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Name of the country */
            readonly Name?: string;
            /** @description Country short code */
            readonly Value?: string;
        };
        readonly Currency: {
            readonly Code?: string;
            /** Format: int32 */
            readonly Id?: number;
            readonly Name?: string;
            readonly Symbol?: string;
            readonly Value?: string;
        };
        readonly CurrencyApiModel: {
            /** @description Name of the currency */
            readonly Name?: string;
            /** @description Currency short code */
            readonly Value?: string;
        };
        readonly CurrencyDetailsApiModel: {
            /** @description Currency short numeric code */
            readonly Code?: string;
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Name of the country */
            readonly Name?: string;
            /** @description Currency symbol */
            readonly Symbol?: string;
            /** @description Currency short alpha code */
            readonly Value?: string;
        };
        readonly EstimationActivityApiModel: {
            /** @description Indicates to which estimation this activity refers to */
            readonly EstimationNumber?: string;
            /**
             * Format: int32
             * @description Id of estimation activity
             */
            readonly Id?: number;
            /** @description Url which point out to a certain activity action. Ex: Click to view the payment */
            readonly Link?: string;
            /** @description Message associated with the activity */
            readonly Message?: string;
            /**
             * @description Type of the activity
             * @enum {string}
             */
            readonly Type?: "Created" | "Draft" | "Cloned" | "SentViaEmail" | "SentViaSms" | "SentReminderViaEmail" | "SentReminderViaSms" | "Opened" | "Viewed" | "Rejected" | "Updated" | "Paid" | "Unpaid" | "Overdue" | "NewManualPayment" | "NewPaymentWithPaypal" | "NewPaymentWithStripe" | "NewPaymentWithPayoneer" | "SentToAccountant" | "DownloadedAsPdf" | "MarkAsPaidByTheClient" | "OpenedAttachment" | "NewPaymentWithSquare" | "NewPaymentWithKlikAndPay" | "NewPaymentWithRazorpay" | "NewPaymentWithWepay" | "NewPaymentWithHalkbank" | "ChangeStatus" | "OrderUpdated" | "OrderCreated" | "NewPaymentWithTwoCheckout" | "NewPaymentWithPaymentWall" | "NewPaymentWithBamboraEU" | "NewPaymentWithBamboraNA" | "Void" | "NewPaymentWithNlb" | "NewPaymentWithAuthorizeNet" | "NewPaymentWithBraintree" | "EstimationCreated" | "EstimationDraft" | "EstimationCloned" | "EstimationSentViaEmail" | "EstimationOpened" | "EstimationViewed" | "EstimationAccepted" | "EstimationRejected" | "EstimationUpdated" | "EstimationDownloadedAsPdf" | "InvoiceDigitallySigned";
        };
        readonly EstimationAttachmentApiModel: {
            /**
             * Format: int32
             * @description Id of estimation attachment
             */
            readonly Id?: number;
            /** @description Link to the file */
            readonly Link?: string;
            /** @description Hashed file name to avoid url wildguessing */
            readonly ObfuscatedFileName?: string;
            /** @description Name of the file */
            readonly OriginalFileName?: string;
            /**
             * Format: int64
             * @description File size number in bytes
             */
            readonly Size?: number;
            /**
             * @description Type of the link (Attached or external)
             * @enum {string}
             */
            readonly Type?: "External" | "Uploaded";
        };
        readonly EstimationChangeStatusApiModel: {
            /**
             * Format: int32
             * @description Estimation Id
             */
            readonly Id?: number;
            /**
             * @description New status of the estimation
             * @enum {string}
             */
            readonly Status?: "Draft" | "Accepted" | "Rejected";
        };
        readonly EstimationCreateApiModel: {
            /** @description List of estimation attachments */
            readonly Attachments?: readonly components["schemas"]["EstimationCreateAttachmentApiModel"][];
            /**
             * Format: int32
             * @description The client to whom this estimation is assigned
             */
            readonly ClientId?: number;
            /**
             * Format: int32
             * @description Indicate from which estimation this estimation has been cloned from
             */
            readonly ClonedFromId?: number;
            /**
             * Format: int32
             * @description Id of the currency for the estimation amounts
             */
            readonly CurrencyId?: number;
            /**
             * Format: date-time
             * @description Indicates when the estimation will be proclamed as due
             */
            readonly ExpiresOn?: string;
            /**
             * Format: date-time
             * @description Indicates when the estimation was issued
             */
            readonly IssuedOn?: string;
            /** @description List of estimation items */
            readonly Items?: readonly components["schemas"]["EstimationCreateItemApiModel"][];
            /** @description Internal note regarding the estimation */
            readonly Notes?: string;
            /** @description Unique estimation number */
            readonly Number?: string;
            /** @description List of enabled payment gateways for this estimation */
            readonly PaymentGateways?: readonly components["schemas"]["EstimationGatewayApiModel"][];
            /** @description Unique number generated by the buyer */
            readonly PoNumber?: string;
            /**
             * @description Indicate the status of the estimation (paid/unpaid/overdue)
             * @enum {string}
             */
            readonly Status?: "Draft" | "Accepted" | "Rejected";
            /** @description Terms of agreement */
            readonly Terms?: string;
        };
        readonly EstimationCreateAttachmentApiModel: {
            /** @description Link to the file */
            readonly Link?: string;
            /** @description Hashed file name to avoid url wildguessing */
            readonly ObfuscatedFileName?: string;
            /** @description Name of the file */
            readonly OriginalFileName?: string;
            /**
             * Format: int64
             * @description File size number in bytes
             */
            readonly Size?: number;
            /**
             * @description Type of the link (Attached or external)
             * @enum {string}
             */
            readonly Type?: "External" | "Uploaded";
        };
        readonly EstimationCreateItemApiModel: {
            /**
             * Format: double
             * @description Amount per unit
             */
            readonly Cost?: number;
            /** @description Additional description attached to the estimation item */
            readonly Description?: string;
            /**
             * Format: double
             * @description Discount percentage for the overall amount
             */
            readonly DiscountPercentage?: number;
            /**
             * Format: double
             * @description Quantity in total used for the work type
             */
            readonly Quantity?: number;
            /**
             * Format: int32
             * @description Tax applied on the item
             */
            readonly TaxId?: number;
            /**
             * Format: double
             * @description Task percentage. Ex: 18%
             */
            readonly TaxPercentage?: number;
            /**
             * Format: int32
             * @description Work type (Name of the service)
             */
            readonly WorkTypeId?: number;
        };
        readonly EstimationDeleteApiModel: {
            /**
             * Format: int32
             * @description Id of estimation to be deleted
             */
            readonly Id?: number;
        };
        readonly EstimationDetailsApiModel: {
            /** @description Security access token used for accessing the estimation anonymously */
            readonly AccessToken?: string;
            readonly Client?: components["schemas"]["ClientDetailsApiModel"];
            /**
             * Format: int32
             * @description Indicate from which estimation this estimation has been cloned from
             */
            readonly ClonedFromId?: number;
            readonly Currency?: components["schemas"]["CurrencyDetailsApiModel"];
            /**
             * Format: double
             * @description Amount that goes as a discount
             */
            readonly DiscountAmount?: number;
            /**
             * Format: date-time
             * @description Indicates when the estimation will be proclamed as due
             */
            readonly ExpiresOn?: string;
            /**
             * Format: int32
             * @description Estimation id
             */
            readonly Id?: number;
            /**
             * Format: date-time
             * @description Indicates when the estimation was issued
             */
            readonly IssuedOn?: string;
            /** @description Internal note regarding the estimation */
            readonly Notes?: string;
            /** @description Unique estimation number */
            readonly Number?: string;
            /** @description Unique number generated by the buyer */
            readonly PoNumber?: string;
            /**
             * @description Indicate the status of the estimation (paid/unpaid/overdue)
             * @enum {string}
             */
            readonly Status?: "Draft" | "Accepted" | "Rejected";
            /**
             * Format: double
             * @description Total amount of the estimation without tax
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Amount that goes to the tax
             */
            readonly TaxAmount?: number;
            /** @description Terms of agreement */
            readonly Terms?: string;
            /**
             * Format: double
             * @description Total amount of the estimation with tax
             */
            readonly TotalAmount?: number;
        };
        readonly EstimationFullDetailsApiModel: {
            /** @description Security access token used for accessing the estimation anonymously */
            readonly AccessToken?: string;
            /** @description List of estimation activities. estimation audit log */
            readonly Activities?: readonly components["schemas"]["EstimationActivityApiModel"][];
            /** @description List of estimation attachments */
            readonly Attachments?: readonly components["schemas"]["EstimationAttachmentApiModel"][];
            readonly Client?: components["schemas"]["ClientDetailsApiModel"];
            /**
             * Format: int32
             * @description Indicate from which estimation this estimation has been cloned from
             */
            readonly ClonedFromId?: number;
            readonly Currency?: components["schemas"]["CurrencyDetailsApiModel"];
            /**
             * Format: double
             * @description Amount that goes as a discount
             */
            readonly DiscountAmount?: number;
            /**
             * Format: date-time
             * @description Indicates when the estimation will be proclamed as due
             */
            readonly ExpiresOn?: string;
            /**
             * Format: int32
             * @description Estimation id
             */
            readonly Id?: number;
            /**
             * Format: date-time
             * @description Indicates when the estimation was issued
             */
            readonly IssuedOn?: string;
            /** @description List of estimation items */
            readonly Items?: readonly components["schemas"]["EstimationItemApiModel"][];
            /** @description Internal note regarding the estimation */
            readonly Notes?: string;
            /** @description Unique estimation number */
            readonly Number?: string;
            /** @description List of enabled payment gateways for this estimation */
            readonly PaymentGateways?: readonly components["schemas"]["EstimationGatewayApiModel"][];
            /** @description Unique number generated by the buyer */
            readonly PoNumber?: string;
            /**
             * @description Indicate the status of the estimation (paid/unpaid/overdue)
             * @enum {string}
             */
            readonly Status?: "Draft" | "Accepted" | "Rejected";
            /**
             * Format: double
             * @description Total amount of the estimation without tax
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Amount that goes to the tax
             */
            readonly TaxAmount?: number;
            /** @description Terms of agreement */
            readonly Terms?: string;
            /**
             * Format: double
             * @description Total amount of the estimation with tax
             */
            readonly TotalAmount?: number;
        };
        readonly EstimationGatewayApiModel: {
            /** @description Name of the payment gateway */
            readonly Name?: string;
        };
        readonly EstimationItemApiModel: {
            /**
             * Format: double
             * @description Amount per unit
             */
            readonly Cost?: number;
            /** @description Additional description attached to the estimation item */
            readonly Description?: string;
            /**
             * Format: double
             * @description Amount that goes as a discount
             */
            readonly DiscountAmount?: number;
            /**
             * Format: double
             * @description Discount percentage for the overall amount
             */
            readonly DiscountPercentage?: number;
            /**
             * Format: int32
             * @description Id of estimation item
             */
            readonly Id?: number;
            /**
             * Format: double
             * @description Quantity in total used for the work type
             */
            readonly Quantity?: number;
            /**
             * Format: double
             * @description Sub-Total amount of the estimation item (Amount without tax)
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Amount that goes to the tax
             */
            readonly TaxAmount?: number;
            /**
             * Format: int32
             * @description Tax applied on the item
             */
            readonly TaxId?: number;
            /**
             * Format: double
             * @description Task percentage. Ex: 18%
             */
            readonly TaxPercentage?: number;
            /**
             * Format: double
             * @description Total amount of the estimation item
             */
            readonly TotalAmount?: number;
            /**
             * Format: int32
             * @description Work type (Name of the service)
             */
            readonly WorkTypeId?: number;
        };
        readonly EstimationUpdateApiModel: {
            /** @description List of estimation attachments */
            readonly Attachments?: readonly components["schemas"]["EstimationUpdateAttachmentApiModel"][];
            /**
             * Format: int32
             * @description The client to whom this estimation is assigned
             */
            readonly ClientId?: number;
            /**
             * Format: int32
             * @description Indicate from which estimation this estimation has been cloned from
             */
            readonly ClonedFromId?: number;
            /**
             * Format: int32
             * @description Id of the currency for the estimation amounts
             */
            readonly CurrencyId?: number;
            /**
             * Format: date-time
             * @description Indicates when the estimation will be proclamed as due
             */
            readonly ExpiresOn?: string;
            /**
             * Format: int32
             * @description estimation id
             */
            readonly Id?: number;
            /**
             * Format: date-time
             * @description Indicates when the estimation was issued
             */
            readonly IssuedOn?: string;
            /** @description List of estimation items */
            readonly Items?: readonly components["schemas"]["EstimationUpdateItemApiModel"][];
            /** @description Internal note regarding the estimation */
            readonly Notes?: string;
            /** @description Unique estimation number */
            readonly Number?: string;
            /** @description List of enabled payment gateways for this estimation */
            readonly PaymentGateways?: readonly components["schemas"]["EstimationGatewayApiModel"][];
            /** @description Unique number generated by the buyer */
            readonly PoNumber?: string;
            /**
             * @description Indicate the status of the estimation (paid/unpaid/overdue)
             * @enum {string}
             */
            readonly Status?: "Draft" | "Accepted" | "Rejected";
            /** @description Terms of agreement */
            readonly Terms?: string;
        };
        readonly EstimationUpdateAttachmentApiModel: {
            /**
             * Format: int32
             * @description Id of estimation attachment
             */
            readonly Id?: number;
            /** @description Link to the file */
            readonly Link?: string;
            /** @description Hashed file name to avoid url wildguessing */
            readonly ObfuscatedFileName?: string;
            /** @description Name of the file */
            readonly OriginalFileName?: string;
            /**
             * Format: int64
             * @description File size number in bytes
             */
            readonly Size?: number;
            /**
             * @description Type of the link (Attached or external)
             * @enum {string}
             */
            readonly Type?: "External" | "Uploaded";
        };
        readonly EstimationUpdateItemApiModel: {
            /**
             * Format: double
             * @description Amount per unit
             */
            readonly Cost?: number;
            /** @description Additional description attached to the estimation item */
            readonly Description?: string;
            /**
             * Format: double
             * @description Discount percentage for the overall amount
             */
            readonly DiscountPercentage?: number;
            /**
             * Format: int32
             * @description Id of estimation item
             */
            readonly Id?: number;
            /**
             * Format: double
             * @description Quantity in total used for the work type
             */
            readonly Quantity?: number;
            /**
             * Format: int32
             * @description Tax applied on the item
             */
            readonly TaxId?: number;
            /**
             * Format: double
             * @description Task percentage. Ex: 18%
             */
            readonly TaxPercentage?: number;
            /**
             * Format: int32
             * @description Work type (Name of the service)
             */
            readonly WorkTypeId?: number;
        };
        readonly EstimationUriApiModel: {
            /** @description Unique link to the estimation */
            readonly Link?: string;
        };
        readonly ExternalConnection: {
            readonly AccessToken?: string;
            readonly AccessTokenSecret?: string;
            readonly Data?: string;
            /** Format: date-time */
            readonly ExpiresOn?: string;
            readonly ExternalUserId?: string;
            readonly ExternalUsername?: string;
            /** Format: int32 */
            readonly Id?: number;
            readonly Provider?: string;
            /** Format: int32 */
            readonly UserId?: number;
        };
        readonly IErrorInfo: {
            readonly Code?: string;
            readonly FaultMessage?: string;
            readonly Group?: string;
            readonly UserVisibleMessage?: string;
        };
        readonly Invoice: {
            readonly AccessToken?: string;
            readonly Activities?: readonly components["schemas"]["Activity"][];
            readonly Attachments?: readonly components["schemas"]["InvoiceAttachment"][];
            /** Format: int32 */
            readonly ClientId?: number;
            /** Format: int32 */
            readonly ClonedFromId?: number;
            /** Format: int32 */
            readonly CurrencyId?: number;
            /** Format: double */
            readonly DiscountAmount?: number;
            /** Format: date-time */
            readonly Duedate?: string;
            readonly EnablePartialPayments?: boolean;
            /** Format: int32 */
            readonly EstimationId?: number;
            /** Format: int32 */
            readonly Id?: number;
            /** Format: int32 */
            readonly InvoiceCategoryId?: number;
            readonly IsDigitallySigned?: boolean;
            /** Format: date-time */
            readonly IssuedOn?: string;
            readonly Items?: readonly components["schemas"]["InvoiceItem"][];
            readonly Notes?: string;
            readonly Number?: string;
            /** Format: int32 */
            readonly OrderId?: number;
            readonly PaymentGateways?: readonly components["schemas"]["PaymentGatewayForInvoice"][];
            /** Format: int32 */
            readonly PaymentLinkId?: number;
            readonly Payments?: readonly components["schemas"]["Payment"][];
            readonly PoNumber?: string;
            /** Format: int32 */
            readonly RecurringProfileId?: number;
            readonly ShouldSendReminders?: boolean;
            /** @enum {string} */
            readonly Status?: "Draft" | "Paid" | "Unpaid" | "Overdue" | "Void";
            /** Format: double */
            readonly SubTotalAmount?: number;
            /** Format: double */
            readonly TaxAmount?: number;
            readonly Terms?: string;
            /** Format: double */
            readonly TotalAmount?: number;
            /** Format: int32 */
            readonly UserId?: number;
        };
        readonly InvoiceActivityApiModel: {
            /**
             * Format: int32
             * @description Id of invoice activity
             */
            readonly Id?: number;
            /** @description Indicates to which invoice this activity refers to */
            readonly InvoiceNumber?: string;
            /** @description Url which point out to a certain activity action. Ex: Click to view the payment */
            readonly Link?: string;
            /** @description Message associated with the activity */
            readonly Message?: string;
            /**
             * @description Type of the activity
             * @enum {string}
             */
            readonly Type?: "Created" | "Draft" | "Cloned" | "SentViaEmail" | "SentViaSms" | "SentReminderViaEmail" | "SentReminderViaSms" | "Opened" | "Viewed" | "Rejected" | "Updated" | "Paid" | "Unpaid" | "Overdue" | "NewManualPayment" | "NewPaymentWithPaypal" | "NewPaymentWithStripe" | "NewPaymentWithPayoneer" | "SentToAccountant" | "DownloadedAsPdf" | "MarkAsPaidByTheClient" | "OpenedAttachment" | "NewPaymentWithSquare" | "NewPaymentWithKlikAndPay" | "NewPaymentWithRazorpay" | "NewPaymentWithWepay" | "NewPaymentWithHalkbank" | "ChangeStatus" | "OrderUpdated" | "OrderCreated" | "NewPaymentWithTwoCheckout" | "NewPaymentWithPaymentWall" | "NewPaymentWithBamboraEU" | "NewPaymentWithBamboraNA" | "Void" | "NewPaymentWithNlb" | "NewPaymentWithAuthorizeNet" | "NewPaymentWithBraintree" | "EstimationCreated" | "EstimationDraft" | "EstimationCloned" | "EstimationSentViaEmail" | "EstimationOpened" | "EstimationViewed" | "EstimationAccepted" | "EstimationRejected" | "EstimationUpdated" | "EstimationDownloadedAsPdf" | "InvoiceDigitallySigned";
        };
        readonly InvoiceAttachment: {
            /** Format: int32 */
            readonly Id?: number;
            /** Format: int32 */
            readonly InvoiceId?: number;
            readonly Link?: string;
            readonly ObfuscatedFileName?: string;
            readonly OriginalFileName?: string;
            /** Format: int64 */
            readonly Size?: number;
            /** @enum {string} */
            readonly Type?: "External" | "Uploaded";
        };
        readonly InvoiceAttachmentApiModel: {
            /**
             * Format: int32
             * @description Id of invoice attachment
             */
            readonly Id?: number;
            /** @description Link to the file */
            readonly Link?: string;
            /** @description Hashed file name to avoid url wildguessing */
            readonly ObfuscatedFileName?: string;
            /** @description Name of the file */
            readonly OriginalFileName?: string;
            /**
             * Format: int64
             * @description File size number in bytes
             */
            readonly Size?: number;
            /**
             * @description Type of the link (Attached or external)
             * @enum {string}
             */
            readonly Type?: "External" | "Uploaded";
        };
        readonly InvoiceCategoryApiModel: {
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Category name */
            readonly Name?: string;
        };
        readonly InvoiceCategoryCreateApiModel: {
            /** @description Category name */
            readonly Name?: string;
        };
        readonly InvoiceCategoryDeleteApiModel: {
            /** Format: int32 */
            readonly Id?: number;
        };
        readonly InvoiceCategoryUpdateApiModel: {
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Category name */
            readonly Name?: string;
        };
        readonly InvoiceCreateApiModel: {
            /** @description List of invoice attachments */
            readonly Attachments?: readonly components["schemas"]["InvoiceCreateAttachmentApiModel"][];
            /**
             * Format: int32
             * @description The client to whom this invoice is assigned
             */
            readonly ClientId?: number;
            /**
             * Format: int32
             * @description Indicate from which invoice this invoice has been cloned from
             */
            readonly ClonedFromId?: number;
            /**
             * Format: int32
             * @description Id of the currency for the invoice amounts
             */
            readonly CurrencyId?: number;
            /**
             * Format: date-time
             * @description Indicates when the invoice will be proclamed as due
             */
            readonly Duedate?: string;
            /**
             * Format: int32
             * @description Hold the id of the invoice category
             */
            readonly InvoiceCategoryId?: number;
            /**
             * Format: date-time
             * @description Indicates when the invoice was issued
             */
            readonly IssuedOn?: string;
            /** @description List of invoice items */
            readonly Items?: readonly components["schemas"]["InvoiceCreateItemApiModel"][];
            /** @description Internal note regarding the invoice */
            readonly Notes?: string;
            /** @description Unique invoice number */
            readonly Number?: string;
            /** @description List of enabled payment gateways for this invoice */
            readonly PaymentGateways?: readonly components["schemas"]["InvoiceGatewayApiModel"][];
            /** @description Unique number generated by the buyer */
            readonly PoNumber?: string;
            readonly RecurringProfile?: components["schemas"]["InvoiceRecurringApiModel"];
            /**
             * Format: int32
             * @description Hold the id of the recurring profile
             */
            readonly RecurringProfileId?: number;
            /** @description Should send email reminders to client? */
            readonly ShouldSendReminders?: boolean;
            /**
             * @description Indicate the status of the invoice (paid/unpaid/overdue)
             * @enum {string}
             */
            readonly Status?: "Draft" | "Paid" | "Unpaid" | "Overdue" | "Void";
            /** @description Terms of agreement */
            readonly Terms?: string;
        };
        readonly InvoiceCreateAttachmentApiModel: {
            /** @description Link to the file */
            readonly Link?: string;
            /** @description Hashed file name to avoid url wildguessing */
            readonly ObfuscatedFileName?: string;
            /** @description Name of the file */
            readonly OriginalFileName?: string;
            /**
             * Format: int64
             * @description File size number in bytes
             */
            readonly Size?: number;
            /**
             * @description Type of the link (Attached or external)
             * @enum {string}
             */
            readonly Type?: "External" | "Uploaded";
        };
        readonly InvoiceCreateItemApiModel: {
            /**
             * Format: double
             * @description Amount per unit
             */
            readonly Cost?: number;
            /** @description Additional description attached to the invoice item */
            readonly Description?: string;
            /**
             * Format: double
             * @description Discount percentage for the overall amount
             */
            readonly DiscountPercentage?: number;
            /**
             * Format: double
             * @description Quantity in total used for the work type
             */
            readonly Quantity?: number;
            /**
             * Format: int32
             * @description Tax applied on the item
             */
            readonly TaxId?: number;
            /**
             * Format: double
             * @description Task percentage. Ex: 18%
             */
            readonly TaxPercentage?: number;
            /**
             * Format: int32
             * @description Work type (Name of the service)
             */
            readonly WorkTypeId?: number;
        };
        readonly InvoiceDeleteApiModel: {
            /**
             * Format: int32
             * @description Id of invoice to be deleted
             */
            readonly Id?: number;
        };
        readonly InvoiceDetailsApiModel: {
            /** @description Security access token used for accessing the invoice anonymously */
            readonly AccessToken?: string;
            readonly Client?: components["schemas"]["ClientDetailsApiModel"];
            /**
             * Format: int32
             * @description Indicate from which invoice this invoice has been cloned from
             */
            readonly ClonedFromId?: number;
            readonly Currency?: components["schemas"]["CurrencyDetailsApiModel"];
            /**
             * Format: double
             * @description Amount that goes as a discount
             */
            readonly DiscountAmount?: number;
            /**
             * Format: date-time
             * @description Indicates when the invoice will be proclamed as due
             */
            readonly Duedate?: string;
            /** @description Indicate that the invoice allows the user to pay the invoice partially */
            readonly EnablePartialPayments?: boolean;
            /**
             * Format: int32
             * @description Invoice id
             */
            readonly Id?: number;
            /**
             * Format: int32
             * @description Hold the id of the invoice category
             */
            readonly InvoiceCategoryId?: number;
            /**
             * Format: date-time
             * @description Indicates when the invoice was issued
             */
            readonly IssuedOn?: string;
            /** @description Internal note regarding the invoice */
            readonly Notes?: string;
            /** @description Unique invoice number */
            readonly Number?: string;
            /** @description Unique number generated by the buyer */
            readonly PoNumber?: string;
            readonly RecurringProfile?: components["schemas"]["InvoiceRecurringApiModel"];
            /**
             * Format: int32
             * @description Hold the id of the recurring profile
             */
            readonly RecurringProfileId?: number;
            /** @description Should send email reminders to client? */
            readonly ShouldSendReminders?: boolean;
            /**
             * @description Indicate the status of the invoice (paid/unpaid/overdue)
             * @enum {string}
             */
            readonly Status?: "Draft" | "Paid" | "Unpaid" | "Overdue" | "Void";
            /**
             * Format: double
             * @description Total amount of the invoice without tax
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Amount that goes to the tax
             */
            readonly TaxAmount?: number;
            /** @description Terms of agreement */
            readonly Terms?: string;
            /**
             * Format: double
             * @description Total amount of the invoice with tax
             */
            readonly TotalAmount?: number;
        };
        readonly InvoiceFullDetailsApiModel: {
            /** @description Security access token used for accessing the invoice anonymously */
            readonly AccessToken?: string;
            /** @description List of invoice activities. Invoice audit log */
            readonly Activities?: readonly components["schemas"]["InvoiceActivityApiModel"][];
            /** @description List of invoice attachments */
            readonly Attachments?: readonly components["schemas"]["InvoiceAttachmentApiModel"][];
            readonly Client?: components["schemas"]["ClientDetailsApiModel"];
            /**
             * Format: int32
             * @description Indicate from which invoice this invoice has been cloned from
             */
            readonly ClonedFromId?: number;
            readonly Currency?: components["schemas"]["CurrencyDetailsApiModel"];
            /**
             * Format: double
             * @description Amount that goes as a discount
             */
            readonly DiscountAmount?: number;
            /**
             * Format: date-time
             * @description Indicates when the invoice will be proclamed as due
             */
            readonly Duedate?: string;
            /** @description Indicate that the invoice allows the user to pay the invoice partially */
            readonly EnablePartialPayments?: boolean;
            /**
             * Format: int32
             * @description Invoice id
             */
            readonly Id?: number;
            /**
             * Format: int32
             * @description Hold the id of the invoice category
             */
            readonly InvoiceCategoryId?: number;
            /**
             * Format: date-time
             * @description Indicates when the invoice was issued
             */
            readonly IssuedOn?: string;
            /** @description List of invoice items */
            readonly Items?: readonly components["schemas"]["InvoiceItemApiModel"][];
            /** @description Internal note regarding the invoice */
            readonly Notes?: string;
            /** @description Unique invoice number */
            readonly Number?: string;
            /** @description List of enabled payment gateways for this invoice */
            readonly PaymentGateways?: readonly components["schemas"]["InvoiceGatewayApiModel"][];
            /** @description List of invoice payments */
            readonly Payments?: readonly components["schemas"]["InvoicePaymentApiModel"][];
            /** @description Unique number generated by the buyer */
            readonly PoNumber?: string;
            readonly RecurringProfile?: components["schemas"]["InvoiceRecurringApiModel"];
            /**
             * Format: int32
             * @description Hold the id of the recurring profile
             */
            readonly RecurringProfileId?: number;
            /** @description Should send email reminders to client? */
            readonly ShouldSendReminders?: boolean;
            /**
             * @description Indicate the status of the invoice (paid/unpaid/overdue)
             * @enum {string}
             */
            readonly Status?: "Draft" | "Paid" | "Unpaid" | "Overdue" | "Void";
            /**
             * Format: double
             * @description Total amount of the invoice without tax
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Amount that goes to the tax
             */
            readonly TaxAmount?: number;
            /** @description Terms of agreement */
            readonly Terms?: string;
            /**
             * Format: double
             * @description Total amount of the invoice with tax
             */
            readonly TotalAmount?: number;
        };
        readonly InvoiceGatewayApiModel: {
            /** @description Name of the payment gateway */
            readonly Name?: string;
        };
        readonly InvoiceItem: {
            /** Format: double */
            readonly Cost?: number;
            readonly Description?: string;
            /** Format: double */
            readonly DiscountAmount?: number;
            /** Format: double */
            readonly DiscountPercentage?: number;
            /** Format: int32 */
            readonly Id?: number;
            /** Format: int32 */
            readonly InvoiceId?: number;
            /** Format: double */
            readonly Quantity?: number;
            /** Format: double */
            readonly SubTotalAmount?: number;
            /** Format: double */
            readonly TaxAmount?: number;
            /** Format: int32 */
            readonly TaxId?: number;
            /** Format: double */
            readonly TaxPercentage?: number;
            /** Format: double */
            readonly TotalAmount?: number;
            /** Format: int32 */
            readonly WorkTypeId?: number;
        };
        readonly InvoiceItemApiModel: {
            /**
             * Format: double
             * @description Amount per unit
             */
            readonly Cost?: number;
            /** @description Additional description attached to the invoice item */
            readonly Description?: string;
            /**
             * Format: double
             * @description Amount that goes as a discount
             */
            readonly DiscountAmount?: number;
            /**
             * Format: double
             * @description Discount percentage for the overall amount
             */
            readonly DiscountPercentage?: number;
            /**
             * Format: int32
             * @description Id of invoice item
             */
            readonly Id?: number;
            /**
             * Format: double
             * @description Quantity in total used for the work type
             */
            readonly Quantity?: number;
            /**
             * Format: double
             * @description Sub-Total amount of the invoice item (Amount without tax)
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Amount that goes to the tax
             */
            readonly TaxAmount?: number;
            /**
             * Format: int32
             * @description Tax applied on the item
             */
            readonly TaxId?: number;
            /**
             * Format: double
             * @description Task percentage. Ex: 18%
             */
            readonly TaxPercentage?: number;
            /**
             * Format: double
             * @description Total amount of the invoice item
             */
            readonly TotalAmount?: number;
            /**
             * Format: int32
             * @description Work type (Name of the service)
             */
            readonly WorkTypeId?: number;
        };
        readonly InvoiceMessage: {
            readonly AttachPdf?: boolean;
            /** Format: int32 */
            readonly Id?: number;
            /** Format: int32 */
            readonly InvoiceId?: number;
            readonly Message?: string;
            readonly SendToSelf?: boolean;
            readonly Subject?: string;
            /** @enum {string} */
            readonly Type?: "SendInvoice" | "SendInvoiceReminder";
        };
        readonly InvoicePaymentApiModel: {
            /**
             * Format: double
             * @description Total amount of the payment
             */
            readonly Amount?: number;
            /**
             * Format: int32
             * @description Id of invoice payment
             */
            readonly Id?: number;
            /** @description Indicate if the payment is automatic or manual */
            readonly IsAutomatic?: boolean;
            /** @description Internal payment note */
            readonly Note?: string;
            /**
             * Format: date-time
             * @description When the payment was done by the client
             */
            readonly PaidOn?: string;
            /** @description Id of the payment */
            readonly ReferenceId?: string;
            /**
             * @description Type of payment
             * @enum {string}
             */
            readonly Type?: "Other" | "Paypal" | "Stripe" | "Payoneer" | "Bank" | "Cash" | "Cheque" | "Ach" | "Sepa" | "Square" | "KlikAndPay" | "Razorpay" | "Wepay" | "Halkbank" | "TwoCheckout" | "PaymentWall" | "BamboraEU" | "BamboraNA" | "Nlb" | "AuthorizeNet" | "Braintree";
        };
        /** @description Definition of invoice recurring profile */
        readonly InvoiceRecurringApiModel: {
            /**
             * Format: int32
             * @description Day of month when the recurrance should happen
             */
            readonly DayOfMonth?: number;
            /**
             * @description Day when the recurrance should happen
             * @enum {string}
             */
            readonly DayOfWeek?: "Sunday" | "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday";
            /**
             * Format: int32
             * @description Total number of days for the client to pay the invoice after issuing it
             */
            readonly DueDateInDays?: number;
            /**
             * Format: date-time
             * @description Indcate the date when the recurrance should stop
             */
            readonly EndOfRecurrance?: string;
            /**
             * Format: int32
             * @description Month when the recurrance should happen
             */
            readonly Month?: number;
            /**
             * @description How often the recurrance occurs
             * @enum {string}
             */
            readonly RecurrancePattern?: "Daily" | "Weekly" | "Monthly" | "Yearly";
            /**
             * Format: int32
             * @description Recurring every [value] RecurrancePattern
             *     Ex: Recur every 1 week
             */
            readonly RecurranceValue?: number;
            /**
             * Format: date-time
             * @description Indcate the date when the recurrance has started
             */
            readonly StartOfRecurrance?: string;
            /**
             * @description The status of the recurrance
             * @enum {string}
             */
            readonly Status?: "Pending" | "Active" | "Cancelled" | "Finished";
            /**
             * @description Title of the recurring profile.
             *     Ex: BRAND PACKAGE - 2017-08-16 - 2018-08-16
             */
            readonly Title?: string;
        };
        readonly InvoiceUpdateApiModel: {
            /** @description List of invoice attachments */
            readonly Attachments?: readonly components["schemas"]["InvoiceUpdateAttachmentApiModel"][];
            /**
             * Format: int32
             * @description The client to whom this invoice is assigned
             */
            readonly ClientId?: number;
            /**
             * Format: int32
             * @description Indicate from which invoice this invoice has been cloned from
             */
            readonly ClonedFromId?: number;
            /**
             * Format: int32
             * @description Id of the currency for the invoice amounts
             */
            readonly CurrencyId?: number;
            /**
             * Format: date-time
             * @description Indicates when the invoice will be proclamed as due
             */
            readonly Duedate?: string;
            /**
             * Format: int32
             * @description Invoice id
             */
            readonly Id?: number;
            /**
             * Format: int32
             * @description Hold the id of the invoice category
             */
            readonly InvoiceCategoryId?: number;
            /**
             * Format: date-time
             * @description Indicates when the invoice was issued
             */
            readonly IssuedOn?: string;
            /** @description List of invoice items */
            readonly Items?: readonly components["schemas"]["InvoiceUpdateItemApiModel"][];
            /** @description Internal note regarding the invoice */
            readonly Notes?: string;
            /** @description Unique invoice number */
            readonly Number?: string;
            /** @description List of enabled payment gateways for this invoice */
            readonly PaymentGateways?: readonly components["schemas"]["InvoiceGatewayApiModel"][];
            /** @description Unique number generated by the buyer */
            readonly PoNumber?: string;
            readonly RecurringProfile?: components["schemas"]["InvoiceRecurringApiModel"];
            /**
             * Format: int32
             * @description Hold the id of the recurring profile
             */
            readonly RecurringProfileId?: number;
            /** @description Should send email reminders to client? */
            readonly ShouldSendReminders?: boolean;
            /**
             * @description Indicate the status of the invoice (paid/unpaid/overdue)
             * @enum {string}
             */
            readonly Status?: "Draft" | "Paid" | "Unpaid" | "Overdue" | "Void";
            /** @description Terms of agreement */
            readonly Terms?: string;
        };
        readonly InvoiceUpdateAttachmentApiModel: {
            /**
             * Format: int32
             * @description Id of invoice attachment
             */
            readonly Id?: number;
            /** @description Link to the file */
            readonly Link?: string;
            /** @description Hashed file name to avoid url wildguessing */
            readonly ObfuscatedFileName?: string;
            /** @description Name of the file */
            readonly OriginalFileName?: string;
            /**
             * Format: int64
             * @description File size number in bytes
             */
            readonly Size?: number;
            /**
             * @description Type of the link (Attached or external)
             * @enum {string}
             */
            readonly Type?: "External" | "Uploaded";
        };
        readonly InvoiceUpdateItemApiModel: {
            /**
             * Format: double
             * @description Amount per unit
             */
            readonly Cost?: number;
            /** @description Additional description attached to the invoice item */
            readonly Description?: string;
            /**
             * Format: double
             * @description Discount percentage for the overall amount
             */
            readonly DiscountPercentage?: number;
            /**
             * Format: int32
             * @description Id of invoice item
             */
            readonly Id?: number;
            /**
             * Format: double
             * @description Quantity in total used for the work type
             */
            readonly Quantity?: number;
            /**
             * Format: int32
             * @description Tax applied on the item
             */
            readonly TaxId?: number;
            /**
             * Format: double
             * @description Task percentage. Ex: 18%
             */
            readonly TaxPercentage?: number;
            /**
             * Format: int32
             * @description Work type (Name of the service)
             */
            readonly WorkTypeId?: number;
        };
        readonly InvoiceUriApiModel: {
            /** @description Unique link to the invoice */
            readonly Link?: string;
        };
        readonly ListResult_EstimationDetailsApiModel_: {
            /** Format: int32 */
            readonly Count?: number;
            readonly ErrorMessages?: readonly components["schemas"]["IErrorInfo"][];
            readonly IsFaulted?: boolean;
            readonly Result?: readonly components["schemas"]["EstimationDetailsApiModel"][];
            /** Format: int32 */
            readonly TotalCount?: number;
        };
        readonly ListResult_InvoiceCategoryApiModel_: {
            /** Format: int32 */
            readonly Count?: number;
            readonly ErrorMessages?: readonly components["schemas"]["IErrorInfo"][];
            readonly IsFaulted?: boolean;
            readonly Result?: readonly components["schemas"]["InvoiceCategoryApiModel"][];
            /** Format: int32 */
            readonly TotalCount?: number;
        };
        readonly ListResult_InvoiceDetailsApiModel_: {
            /** Format: int32 */
            readonly Count?: number;
            readonly ErrorMessages?: readonly components["schemas"]["IErrorInfo"][];
            readonly IsFaulted?: boolean;
            readonly Result?: readonly components["schemas"]["InvoiceDetailsApiModel"][];
            /** Format: int32 */
            readonly TotalCount?: number;
        };
        readonly ListResult_OrderDetailsApiModel_: {
            /** Format: int32 */
            readonly Count?: number;
            readonly ErrorMessages?: readonly components["schemas"]["IErrorInfo"][];
            readonly IsFaulted?: boolean;
            readonly Result?: readonly components["schemas"]["OrderDetailsApiModel"][];
            /** Format: int32 */
            readonly TotalCount?: number;
        };
        readonly ListResult_PaymentLink_: {
            /** Format: int32 */
            readonly Count?: number;
            readonly ErrorMessages?: readonly components["schemas"]["IErrorInfo"][];
            readonly IsFaulted?: boolean;
            readonly Result?: readonly components["schemas"]["PaymentLink"][];
            /** Format: int32 */
            readonly TotalCount?: number;
        };
        readonly ListResult_ProductDetailsApiModel_: {
            /** Format: int32 */
            readonly Count?: number;
            readonly ErrorMessages?: readonly components["schemas"]["IErrorInfo"][];
            readonly IsFaulted?: boolean;
            readonly Result?: readonly components["schemas"]["ProductDetailsApiModel"][];
            /** Format: int32 */
            readonly TotalCount?: number;
        };
        readonly OrderAttachmentApiModel: {
            /** @description Link to the file */
            readonly Link?: string;
            /** @description Hashed file name to avoid url wildguessing */
            readonly ObfuscatedFileName?: string;
            /** @description Name of the file */
            readonly OriginalFileName?: string;
            /**
             * Format: int64
             * @description File size number in bytes
             */
            readonly Size?: number;
            /**
             * @description Type of the link (Attached or external)
             * @enum {string}
             */
            readonly Type?: "External" | "Uploaded";
        };
        readonly OrderBillingDetailsApiModel: {
            /** @description Client street and number */
            readonly Address?: string;
            /**
             * Format: int32
             * @description Client country id
             */
            readonly CountryId?: number;
            /** @description Client email */
            readonly Email?: string;
            /** @description Client name */
            readonly Name?: string;
            /** @description Client phone number */
            readonly PhoneNumber?: string;
        };
        readonly OrderCreateApiModel: {
            /** @description After payment description */
            readonly AfterPaymentDescription?: string;
            /** @description List of Order attachments */
            readonly Attachments?: readonly components["schemas"]["OrderAttachmentApiModel"][];
            /** @description Coupon to apply in order to get the discount */
            readonly CouponCode?: string;
            /**
             * Format: int32
             * @description Foreign key Currency
             */
            readonly CurrencyId?: number;
            /** @description Product description */
            readonly Description?: string;
            /**
             * Format: double
             * @description Discount amount
             */
            readonly DiscountAmount?: number;
            /** @description List of Order items */
            readonly Items?: readonly components["schemas"]["OrderItemApiModel"][];
            /** @description Product alias */
            readonly Name?: string;
            /** @description Customer note to seller */
            readonly Note?: string;
            readonly OrderBillingDetails?: components["schemas"]["OrderBillingDetailsApiModel"];
            readonly OrderShippingDetails?: components["schemas"]["OrderShippingDetailsApiModel"];
            /**
             * Format: int32
             * @description Product id
             */
            readonly ProductId?: number;
            /** @description Represent the referral for this order */
            readonly Referral?: string;
            /**
             * Format: double
             * @description Cost for shipping the product
             */
            readonly ShippingAmount?: number;
            /** @description Client instructions for shipping */
            readonly ShippingDescription?: string;
            /**
             * @description Order status
             * @enum {string}
             */
            readonly Status?: "PendingPayment" | "Processing" | "Shipped" | "Completed" | "OnHold" | "Cancelled" | "Refunded" | "Failed";
            /**
             * Format: double
             * @description Sub total amount
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Tax amount
             */
            readonly TaxAmount?: number;
            /**
             * Format: double
             * @description Total amount
             */
            readonly TotalAmount?: number;
            /** @description What happens next description */
            readonly WhatHappensNextDescription?: string;
        };
        readonly OrderDeleteApiModel: {
            /**
             * Format: int32
             * @description Id of order to be deleted
             */
            readonly Id?: number;
        };
        readonly OrderDetailsApiModel: {
            /** @description Product short link */
            readonly AccessToken?: string;
            /** @description After payment description */
            readonly AfterPaymentDescription?: string;
            /** @description Coupon to apply in order to get the discount */
            readonly CouponCode?: string;
            readonly Currency?: components["schemas"]["CurrencyDetailsApiModel"];
            /**
             * Format: int32
             * @description Foreign key Currency
             */
            readonly CurrencyId?: number;
            /** @description Product description */
            readonly Description?: string;
            /**
             * Format: double
             * @description Discount amount
             */
            readonly DiscountAmount?: number;
            /**
             * Format: int32
             * @description Order id
             */
            readonly Id?: number;
            /** @description Product alias */
            readonly Name?: string;
            /** @description Customer note to seller */
            readonly Note?: string;
            readonly OrderBillingDetails?: components["schemas"]["OrderBillingDetailsApiModel"];
            readonly OrderShippingDetails?: components["schemas"]["OrderShippingDetailsApiModel"];
            /**
             * Format: int32
             * @description Product id
             */
            readonly ProductId?: number;
            /** @description Represent the referral for this order */
            readonly Referral?: string;
            /**
             * Format: double
             * @description Cost for shipping the product
             */
            readonly ShippingAmount?: number;
            /** @description Client instructions for shipping */
            readonly ShippingDescription?: string;
            /**
             * @description Order status
             * @enum {string}
             */
            readonly Status?: "PendingPayment" | "Processing" | "Shipped" | "Completed" | "OnHold" | "Cancelled" | "Refunded" | "Failed";
            /**
             * Format: double
             * @description Sub total amount
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Tax amount
             */
            readonly TaxAmount?: number;
            /**
             * Format: double
             * @description Total amount
             */
            readonly TotalAmount?: number;
            /**
             * Format: double
             * @description Total amount with shipping
             */
            readonly TotalWithShipping?: number;
            /** @description What happens next description */
            readonly WhatHappensNextDescription?: string;
        };
        readonly OrderFullDetailsApiModel: {
            /** @description Product short link */
            readonly AccessToken?: string;
            /** @description After payment description */
            readonly AfterPaymentDescription?: string;
            /** @description List of Order attachments */
            readonly Attachments?: readonly components["schemas"]["OrderAttachmentApiModel"][];
            /** @description Coupon to apply in order to get the discount */
            readonly CouponCode?: string;
            readonly Currency?: components["schemas"]["CurrencyDetailsApiModel"];
            /**
             * Format: int32
             * @description Foreign key Currency
             */
            readonly CurrencyId?: number;
            /** @description Product description */
            readonly Description?: string;
            /**
             * Format: double
             * @description Discount amount
             */
            readonly DiscountAmount?: number;
            /**
             * Format: int32
             * @description Order id
             */
            readonly Id?: number;
            /** @description List of Order items */
            readonly Items?: readonly components["schemas"]["OrderItemApiModel"][];
            /** @description Product alias */
            readonly Name?: string;
            /** @description Customer note to seller */
            readonly Note?: string;
            readonly OrderBillingDetails?: components["schemas"]["OrderBillingDetailsApiModel"];
            readonly OrderShippingDetails?: components["schemas"]["OrderShippingDetailsApiModel"];
            /**
             * Format: int32
             * @description Product id
             */
            readonly ProductId?: number;
            /** @description Represent the referral for this order */
            readonly Referral?: string;
            /**
             * Format: double
             * @description Cost for shipping the product
             */
            readonly ShippingAmount?: number;
            /** @description Client instructions for shipping */
            readonly ShippingDescription?: string;
            /**
             * @description Order status
             * @enum {string}
             */
            readonly Status?: "PendingPayment" | "Processing" | "Shipped" | "Completed" | "OnHold" | "Cancelled" | "Refunded" | "Failed";
            /**
             * Format: double
             * @description Sub total amount
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Tax amount
             */
            readonly TaxAmount?: number;
            /**
             * Format: double
             * @description Total amount
             */
            readonly TotalAmount?: number;
            /**
             * Format: double
             * @description Total amount with shipping
             */
            readonly TotalWithShipping?: number;
            /** @description What happens next description */
            readonly WhatHappensNextDescription?: string;
        };
        readonly OrderItemApiModel: {
            /**
             * Format: double
             * @description Work item cost
             */
            readonly Cost?: number;
            /** @description General description */
            readonly Description?: string;
            /**
             * Format: int32
             * @description Foreign key product item id
             */
            readonly ProductItemId?: number;
            /**
             * Format: double
             * @description Work item quantity
             */
            readonly Quantity?: number;
            /** @description Order SKU */
            readonly ReferenceId?: string;
            /**
             * Format: double
             * @description Subtotal amount of product
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Tax amount
             */
            readonly TaxAmount?: number;
            /**
             * Format: int32
             * @description Foreign key Tax id
             */
            readonly TaxId?: number;
            /**
             * Format: double
             * @description Tax percentage
             */
            readonly TaxPercentage?: number;
            /**
             * Format: double
             * @description Total amount of product
             */
            readonly TotalAmount?: number;
            /**
             * Format: int32
             * @description Foreign key work type id
             */
            readonly WorkTypeId?: number;
        };
        readonly OrderShippingDetailsApiModel: {
            /** @description Client street and number */
            readonly Address?: string;
            /**
             * Format: int32
             * @description Client country id
             */
            readonly CountryId?: number;
            /** @description Client email */
            readonly Email?: string;
            /** @description Client name */
            readonly Name?: string;
            /** @description Client phone number */
            readonly PhoneNumber?: string;
        };
        readonly Payment: {
            /** Format: double */
            readonly Amount?: number;
            /** Format: int32 */
            readonly Id?: number;
            readonly Invoice?: components["schemas"]["Invoice"];
            /** Format: int32 */
            readonly InvoiceId?: number;
            readonly IsAutomatic?: boolean;
            readonly Note?: string;
            /** Format: date-time */
            readonly PaidOn?: string;
            readonly ReferenceId?: string;
            /** @enum {string} */
            readonly Type?: "Other" | "Paypal" | "Stripe" | "Payoneer" | "Bank" | "Cash" | "Cheque" | "Ach" | "Sepa" | "Square" | "KlikAndPay" | "Razorpay" | "Wepay" | "Halkbank" | "TwoCheckout" | "PaymentWall" | "BamboraEU" | "BamboraNA" | "Nlb" | "AuthorizeNet" | "Braintree";
        };
        readonly PaymentGateway: {
            readonly CanDisconnect?: boolean;
            readonly ClientImportUri?: string;
            /** @enum {string} */
            readonly ConnectionType?: "OAuth" | "InputFields" | "Dropdown";
            /** Format: int32 */
            readonly ExternalConnectionId?: number;
            readonly Fields?: readonly components["schemas"]["PaymentGatewayInputField"][];
            readonly IsConnected?: boolean;
            readonly IsEnabled?: boolean;
            /** Format: double */
            readonly MaximumAmount?: number;
            /** Format: double */
            readonly MinimumAmount?: number;
            readonly Name?: string;
            readonly OAuthUri?: string;
            readonly RefundUri?: string;
            readonly SupportedCurrencies?: readonly components["schemas"]["Currency"][];
            readonly SupportsClientsImport?: boolean;
            readonly SupportsInstantCheckout?: boolean;
            readonly SupportsRefund?: boolean;
        };
        readonly PaymentGatewayDetailsApiModel: {
            /** @description Name of the payment gateway */
            readonly Name?: string;
            /** @description List of supported currencies. */
            readonly SupportedCurrencies?: readonly components["schemas"]["CurrencyApiModel"][];
        };
        readonly PaymentGatewayForInvoice: {
            /** Format: int32 */
            readonly Id?: number;
            readonly Name?: string;
        };
        readonly PaymentGatewayInputField: {
            readonly IsConfigurable?: boolean;
            readonly Name?: string;
            /** @enum {string} */
            readonly Type?: "Input" | "Dropdown";
            readonly Value?: string;
            readonly Values?: readonly string[];
        };
        readonly PaymentLink: {
            readonly AccessToken?: string;
            readonly Client?: components["schemas"]["Client"];
            /** Format: int32 */
            readonly ClientId?: number;
            readonly Currency?: components["schemas"]["Currency"];
            /** Format: int32 */
            readonly CurrencyId?: number;
            /** Format: double */
            readonly DiscountAmount?: number;
            /** Format: int32 */
            readonly Id?: number;
            readonly Invoice?: components["schemas"]["Invoice"];
            readonly Items?: readonly components["schemas"]["PaymentLinkItem"][];
            readonly Number?: string;
            /** Format: double */
            readonly SubTotalAmount?: number;
            /** Format: double */
            readonly TaxAmount?: number;
            /** Format: double */
            readonly TotalAmount?: number;
            readonly User?: components["schemas"]["User"];
            /** Format: int32 */
            readonly UserId?: number;
        };
        readonly PaymentLinkItem: {
            /** Format: double */
            readonly Cost?: number;
            /** Format: double */
            readonly DiscountAmount?: number;
            /** Format: double */
            readonly DiscountPercentage?: number;
            /** Format: int32 */
            readonly Id?: number;
            /** Format: int32 */
            readonly PaymentLinkId?: number;
            /** Format: double */
            readonly Quantity?: number;
            /** Format: double */
            readonly SubTotalAmount?: number;
            readonly Tax?: components["schemas"]["Tax"];
            /** Format: double */
            readonly TaxAmount?: number;
            /** Format: int32 */
            readonly TaxId?: number;
            /** Format: double */
            readonly TaxPercentage?: number;
            /** Format: double */
            readonly TotalAmount?: number;
            readonly WorkType?: components["schemas"]["WorkType"];
            /** Format: int32 */
            readonly WorkTypeId?: number;
        };
        readonly PaymentLinkUriApiModel: {
            /** @description Unique link to the invoice */
            readonly Link?: string;
        };
        readonly ProductAttachmentApiModel: {
            /**
             * Format: int32
             * @description Product attachment id
             */
            readonly Id?: number;
            /** @description Link to the file */
            readonly Link?: string;
            /** @description Hashed file name to avoid url wildguessing */
            readonly ObfuscatedFileName?: string;
            /** @description Name of the file */
            readonly OriginalFileName?: string;
            /**
             * Format: int64
             * @description File size number in bytes
             */
            readonly Size?: number;
            /**
             * @description Type of the link (Attached or external)
             * @enum {string}
             */
            readonly Type?: "External" | "Uploaded";
        };
        readonly ProductCouponApiModel: {
            /** @description Coupon to apply in order to get the discount */
            readonly Code?: string;
            /**
             * Format: double
             * @description Discount amount
             */
            readonly DiscountAmount?: number;
            /**
             * Format: double
             * @description Discount percentage
             */
            readonly DiscountPercentage?: number;
            /**
             * Format: int32
             * @description Product coupon id
             */
            readonly Id?: number;
            /**
             * Format: date-time
             * @description Coupon expiration date
             */
            readonly ValidUntil?: string;
        };
        readonly ProductCreateApiModel: {
            /** @description After payment description */
            readonly AfterPaymentDescription?: string;
            /** @description List of product attachments */
            readonly Attachments?: readonly components["schemas"]["ProductAttachmentApiModel"][];
            /**
             * @description Default button call to action
             *     Ex: Buy now, subscribe, ...
             */
            readonly ButtonCallToAction?: string;
            /** @description List of product coupons */
            readonly Coupons?: readonly components["schemas"]["ProductCouponApiModel"][];
            /**
             * Format: int32
             * @description Foreign key Currency
             */
            readonly CurrencyId?: number;
            /** @description Product description */
            readonly Description?: string;
            /** @description List of product discounts */
            readonly Discounts?: readonly components["schemas"]["ProductDiscountApiModel"][];
            /** @description Indicate that the product is set as featured */
            readonly IsFeatured?: boolean;
            /** @description List of product items */
            readonly Items?: readonly components["schemas"]["ProductItemApiModel"][];
            /** @description Product alias */
            readonly Name?: string;
            /** @description List of enabled payment gateways for this product */
            readonly PaymentGateways?: readonly components["schemas"]["ProductGatewayApiModel"][];
            /**
             * Format: double
             * @description Cost for shipping the product
             */
            readonly ShippingAmount?: number;
            /** @description Client instructions for shipping */
            readonly ShippingDescription?: string;
            /**
             * @description Product availability status
             * @enum {string}
             */
            readonly Status?: "Active" | "NotAvailable" | "Inactive";
            /** @description What happens next description */
            readonly WhatHappensNextDescription?: string;
        };
        readonly ProductDeleteApiModel: {
            /**
             * Format: int32
             * @description Id of product to be deleted
             */
            readonly Id?: number;
        };
        readonly ProductDetailsApiModel: {
            /** @description Product short link */
            readonly AccessToken?: string;
            /** @description After payment description */
            readonly AfterPaymentDescription?: string;
            /**
             * @description Default button call to action
             *     Ex: Buy now, subscribe, ...
             */
            readonly ButtonCallToAction?: string;
            readonly Currency?: components["schemas"]["CurrencyDetailsApiModel"];
            /**
             * Format: int32
             * @description Foreign key Currency
             */
            readonly CurrencyId?: number;
            /** @description Product description */
            readonly Description?: string;
            /**
             * Format: int32
             * @description Product id
             */
            readonly Id?: number;
            /** @description Indicate that the product is set as featured */
            readonly IsFeatured?: boolean;
            /** @description Product alias */
            readonly Name?: string;
            /**
             * Format: double
             * @description Cost for shipping the product
             */
            readonly ShippingAmount?: number;
            /** @description Client instructions for shipping */
            readonly ShippingDescription?: string;
            /**
             * @description Product availability status
             * @enum {string}
             */
            readonly Status?: "Active" | "NotAvailable" | "Inactive";
            /**
             * Format: double
             * @description Subtotal amount of product
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Total amount of product
             */
            readonly TotalAmount?: number;
            /**
             * Format: double
             * @description Total amount of product with shipping
             */
            readonly TotalWithShipping?: number;
            /** @description What happens next description */
            readonly WhatHappensNextDescription?: string;
        };
        readonly ProductDiscountApiModel: {
            /**
             * Format: double
             * @description Discount amount
             */
            readonly DiscountAmount?: number;
            /**
             * Format: double
             * @description Discount percentage
             */
            readonly DiscountPercentage?: number;
            /**
             * Format: int32
             * @description Product discount id
             */
            readonly Id?: number;
            /** @description Name */
            readonly Name?: string;
            /**
             * Format: date-time
             * @description Discount start date
             */
            readonly ValidFrom?: string;
            /**
             * Format: date-time
             * @description Discount expiration date
             */
            readonly ValidTo?: string;
        };
        readonly ProductFullDetailsApiModel: {
            /** @description Product short link */
            readonly AccessToken?: string;
            /** @description After payment description */
            readonly AfterPaymentDescription?: string;
            /** @description List of product attachments */
            readonly Attachments?: readonly components["schemas"]["ProductAttachmentApiModel"][];
            /**
             * @description Default button call to action
             *     Ex: Buy now, subscribe, ...
             */
            readonly ButtonCallToAction?: string;
            /** @description List of product coupons */
            readonly Coupons?: readonly components["schemas"]["ProductCouponApiModel"][];
            readonly Currency?: components["schemas"]["CurrencyDetailsApiModel"];
            /**
             * Format: int32
             * @description Foreign key Currency
             */
            readonly CurrencyId?: number;
            /** @description Product description */
            readonly Description?: string;
            /** @description List of product discounts */
            readonly Discounts?: readonly components["schemas"]["ProductDiscountApiModel"][];
            /**
             * Format: int32
             * @description Product id
             */
            readonly Id?: number;
            /** @description Indicate that the product is set as featured */
            readonly IsFeatured?: boolean;
            /** @description List of product items */
            readonly Items?: readonly components["schemas"]["ProductItemApiModel"][];
            /** @description Product alias */
            readonly Name?: string;
            /** @description List of enabled payment gateways for this product */
            readonly PaymentGateways?: readonly components["schemas"]["ProductGatewayApiModel"][];
            /**
             * Format: double
             * @description Cost for shipping the product
             */
            readonly ShippingAmount?: number;
            /** @description Client instructions for shipping */
            readonly ShippingDescription?: string;
            /**
             * @description Product availability status
             * @enum {string}
             */
            readonly Status?: "Active" | "NotAvailable" | "Inactive";
            /**
             * Format: double
             * @description Subtotal amount of product
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Total amount of product
             */
            readonly TotalAmount?: number;
            /**
             * Format: double
             * @description Total amount of product with shipping
             */
            readonly TotalWithShipping?: number;
            /** @description What happens next description */
            readonly WhatHappensNextDescription?: string;
        };
        readonly ProductGatewayApiModel: {
            /** @description Payment gateway name */
            readonly Name?: string;
        };
        readonly ProductItemApiModel: {
            /**
             * Format: double
             * @description Work item cost
             */
            readonly Cost?: number;
            /** @description General description */
            readonly Description?: string;
            /**
             * Format: int32
             * @description Product item id
             */
            readonly Id?: number;
            /**
             * Format: double
             * @description Minimum required quantity in order to buy a work item
             */
            readonly MinimumQuantity?: number;
            /** @description Product SKU */
            readonly ReferenceId?: string;
            /**
             * Format: double
             * @description Subtotal amount of product
             */
            readonly SubTotalAmount?: number;
            /**
             * Format: double
             * @description Tax amount
             */
            readonly TaxAmount?: number;
            /**
             * Format: int32
             * @description Foreign key Tax id
             */
            readonly TaxId?: number;
            /**
             * Format: double
             * @description Tax percentage
             */
            readonly TaxPercentage?: number;
            /**
             * Format: double
             * @description Total amount of product
             */
            readonly TotalAmount?: number;
            /**
             * Format: int32
             * @description Foreign key work type id
             */
            readonly WorkTypeId?: number;
        };
        readonly ProductUpdateApiModel: {
            /** @description After payment description */
            readonly AfterPaymentDescription?: string;
            /** @description List of product attachments */
            readonly Attachments?: readonly components["schemas"]["ProductAttachmentApiModel"][];
            /**
             * @description Default button call to action
             *     Ex: Buy now, subscribe, ...
             */
            readonly ButtonCallToAction?: string;
            /** @description List of product coupons */
            readonly Coupons?: readonly components["schemas"]["ProductCouponApiModel"][];
            /**
             * Format: int32
             * @description Foreign key Currency
             */
            readonly CurrencyId?: number;
            /** @description Product description */
            readonly Description?: string;
            /** @description List of product discounts */
            readonly Discounts?: readonly components["schemas"]["ProductDiscountApiModel"][];
            /**
             * Format: int32
             * @description Product id
             */
            readonly Id?: number;
            /** @description Indicate that the product is set as featured */
            readonly IsFeatured?: boolean;
            /** @description List of product items */
            readonly Items?: readonly components["schemas"]["ProductItemApiModel"][];
            /** @description Product alias */
            readonly Name?: string;
            /** @description List of enabled payment gateways for this product */
            readonly PaymentGateways?: readonly components["schemas"]["ProductGatewayApiModel"][];
            /**
             * Format: double
             * @description Cost for shipping the product
             */
            readonly ShippingAmount?: number;
            /** @description Client instructions for shipping */
            readonly ShippingDescription?: string;
            /**
             * @description Product availability status
             * @enum {string}
             */
            readonly Status?: "Active" | "NotAvailable" | "Inactive";
            /** @description What happens next description */
            readonly WhatHappensNextDescription?: string;
        };
        readonly QueryOptions: {
            /** Format: int32 */
            readonly Page?: number;
            /** Format: int32 */
            readonly PageSize?: number;
        };
        readonly QueuedInvoice: {
            /** Format: int32 */
            readonly ClonedFromId?: number;
            /** Format: int32 */
            readonly Id?: number;
            readonly Invoice?: components["schemas"]["Invoice"];
            /** Format: int32 */
            readonly InvoiceId?: number;
            /** Format: int32 */
            readonly RecurringProfileId?: number;
            /** Format: date-time */
            readonly ScheduledFor?: string;
            /** @enum {string} */
            readonly Status?: "Pending" | "Cancelled" | "Failed" | "Processed";
            /** Format: int32 */
            readonly UserId?: number;
        };
        readonly RecurringProfile: {
            /** Format: int32 */
            readonly DayOfMonth?: number;
            /** @enum {string} */
            readonly DayOfWeek?: "Sunday" | "Monday" | "Tuesday" | "Wednesday" | "Thursday" | "Friday" | "Saturday";
            /** Format: int32 */
            readonly DueDateInDays?: number;
            /** Format: date-time */
            readonly EndOfRecurrance?: string;
            /** Format: int32 */
            readonly Id?: number;
            /** Format: int32 */
            readonly InvoiceId?: number;
            /** Format: int32 */
            readonly Month?: number;
            /** @enum {string} */
            readonly RecurrancePattern?: "Daily" | "Weekly" | "Monthly" | "Yearly";
            /** Format: int32 */
            readonly RecurranceValue?: number;
            /** Format: date-time */
            readonly StartOfRecurrance?: string;
            /** @enum {string} */
            readonly Status?: "Pending" | "Active" | "Cancelled" | "Finished";
            readonly Title?: string;
        };
        readonly SearchRequest: {
            /** @enum {string} */
            readonly Order?: "None" | "Asc" | "Desc";
            readonly OrderBy?: string;
            /** Format: int32 */
            readonly Page?: number;
            /** Format: int32 */
            readonly PageSize?: number;
            readonly Query?: string;
        };
        readonly SendEstimationToClientApiModel: {
            /** @description Should attach pdf file */
            readonly AttachPdf?: boolean;
            /**
             * Format: int32
             * @description Id of the estimation
             */
            readonly EstimationId?: number;
            /**
             * Format: int32
             * @description Id of the estimation
             */
            readonly Id?: number;
            /** @description Message to be embedded in the email */
            readonly Message?: string;
            /** @description Should email copy be send to self */
            readonly SendToSelf?: boolean;
            /** @description Subject for the email */
            readonly Subject?: string;
        };
        readonly SendInvoiceToAccountantApiModel: {
            /**
             * Format: int32
             * @description Id of the invoice
             */
            readonly Id?: number;
        };
        readonly SendInvoiceToClientApiModel: {
            /** @description Should attach pdf file */
            readonly AttachPdf?: boolean;
            /**
             * Format: int32
             * @description Id of the invoice
             */
            readonly Id?: number;
            /**
             * Format: int32
             * @description Id of the invoice
             */
            readonly InvoiceId?: number;
            /** @description Message to be embedded in the email */
            readonly Message?: string;
            /** @description Should email copy be send to self */
            readonly SendToSelf?: boolean;
            /** @description Subject for the email */
            readonly Subject?: string;
        };
        readonly SubscriptionPlan: {
            /** Format: date-time */
            readonly CancellatedOn?: string;
            readonly CouponCode?: string;
            readonly CurrencyCode?: string;
            readonly ExternalIdentifier?: string;
            readonly Features?: readonly ("Api" | "Teams" | "Clients" | "Shop" | "PaymentLinks" | "Cname")[];
            readonly HasDuePayment?: boolean;
            /** Format: date-time */
            readonly HasDuePaymentSince?: string;
            /** Format: int32 */
            readonly Id?: number;
            readonly Identifier?: string;
            readonly IsActive?: boolean;
            readonly IsLifetime?: boolean;
            /** Format: date-time */
            readonly LastPaymentOn?: string;
            /** Format: int32 */
            readonly MaxClients?: number;
            readonly Name?: string;
            readonly OnHold?: boolean;
            readonly OrderIdentifier?: string;
            /** Format: double */
            readonly Price?: number;
            /** @enum {string} */
            readonly Recurrence?: "Monthly" | "Yearly";
            /** Format: int64 */
            readonly SaleId?: number;
            /** @enum {string} */
            readonly Status?: "ActiveTrial" | "ExpiredTrial" | "Active" | "Canceled" | "Fraudlent";
            /** @enum {string} */
            readonly SystemCancelationReason?: "FailToCaptureFee" | "Fraud";
            /** Format: date-time */
            readonly TrialEndsOn?: string;
            /** Format: int32 */
            readonly TrialNumberOfDays?: number;
            /** Format: date-time */
            readonly TrialStartsOn?: string;
            /** Format: int32 */
            readonly UserId?: number;
            /** Format: int32 */
            readonly Version?: number;
        };
        readonly Tax: {
            /** Format: int32 */
            readonly Id?: number;
            readonly Name?: string;
            /** Format: double */
            readonly Percentage?: number;
            /** Format: int32 */
            readonly UserId?: number;
        };
        readonly TaxCreateApiModel: {
            /** @description Name of the task */
            readonly Name?: string;
            /**
             * Format: double
             * @description Task percentage. Ex: 18%
             */
            readonly Percentage?: number;
        };
        readonly TaxDeleteApiModel: {
            /**
             * Format: int32
             * @description Id of tax to be deleted
             */
            readonly Id?: number;
        };
        readonly TaxDetailsApiModel: {
            /**
             * Format: date-time
             * @description Date of creation
             */
            readonly CreatedOn?: string;
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Name of the task */
            readonly Name?: string;
            /**
             * Format: double
             * @description Task percentage. Ex: 18%
             */
            readonly Percentage?: number;
        };
        readonly TaxUpdateApiModel: {
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Name of the task */
            readonly Name?: string;
            /**
             * Format: double
             * @description Task percentage. Ex: 18%
             */
            readonly Percentage?: number;
        };
        readonly UILanguageDetailsApiModel: {
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Name of the country */
            readonly Name?: string;
            /** @description Ui culture options */
            readonly UiCulture?: string;
        };
        readonly UiLanguage: {
            /** Format: int32 */
            readonly Id?: number;
            readonly Name?: string;
            readonly UiCulture?: string;
        };
        readonly User: {
            /** Format: date-time */
            readonly ActionNotificationsLastReadOn?: string;
            readonly Email?: string;
            readonly ExternalConnections?: readonly components["schemas"]["ExternalConnection"][];
            readonly HasBeenOnboarded?: boolean;
            /** Format: int32 */
            readonly Id?: number;
            readonly IsLocked?: boolean;
            readonly IsVerified?: boolean;
            /** Format: date-time */
            readonly KnowledgeNotificationsLastReadOn?: string;
            /** Format: date-time */
            readonly LastSeenOn?: string;
            readonly Name?: string;
            readonly Password?: string;
            readonly PasswordSalt?: string;
            readonly ReferralPath?: string;
            /** Format: int32 */
            readonly ReferredUsers?: number;
            readonly ReferrerKey?: string;
            readonly Settings?: components["schemas"]["UserSettings"];
            /** @enum {string} */
            readonly Status?: "Normal" | "Fraudlent" | "Locked";
            readonly SubscriptionPlan?: components["schemas"]["SubscriptionPlan"];
            /** @enum {string} */
            readonly Type?: "Anonymous" | "Customer" | "SystemAdministrator" | "Collaborator";
            readonly Username?: string;
            /** Format: date-time */
            readonly VerifiedOn?: string;
            /** @enum {string} */
            readonly YearsOfExperience?: "One" | "OneToThree" | "ThreeToFive" | "SixPlus";
        };
        readonly UserSettings: {
            readonly AccountantEmail?: string;
            readonly Address?: string;
            readonly ApiKey?: string;
            readonly ApiSecret?: string;
            readonly BackgroundImage?: string;
            readonly Bank?: string;
            readonly BankAccount?: string;
            readonly Cname?: string;
            readonly CompanyRegistrationNumber?: string;
            readonly Country?: components["schemas"]["Country"];
            /** Format: int32 */
            readonly CountryId?: number;
            readonly Currency?: components["schemas"]["Currency"];
            /** Format: int32 */
            readonly CurrencyId?: number;
            readonly CurrencySymbol?: string;
            readonly DefaultDateFormat?: string;
            /** Format: int32 */
            readonly DefaultDueDateInDays?: number;
            readonly DoNotTrack?: boolean;
            readonly EnableClientPortal?: boolean;
            readonly EnablePredictiveInvoicing?: boolean;
            readonly EnableRecurringInvoicing?: boolean;
            readonly HasInvoiceLogo?: boolean;
            readonly Iban?: string;
            /** Format: int32 */
            readonly Id?: number;
            /** @enum {string} */
            readonly InvoiceTemplate?: "Default" | "Template1" | "Template2";
            readonly InvoiceTemplateColorHex?: string;
            readonly PhoneNumber?: string;
            /** @enum {string} */
            readonly Profession?: "Other" | "DesignAndCreative" | "SoftwareDevelopment" | "ContentWritingAndMarketing" | "Freelancers" | "Consultants" | "Smes" | "Enterprise" | "ECommerce" | "Individual";
            readonly ReceiveSmsNotifications?: boolean;
            /** @enum {string} */
            readonly ReferralProgram?: "Enabled" | "Disabled";
            /** @enum {string} */
            readonly StoreCheckoutFields?: "ShowMinimumRequiredFields" | "ShowAllFields";
            readonly StoreColorHex?: string;
            readonly StoreCurrency?: components["schemas"]["Currency"];
            /** Format: int32 */
            readonly StoreCurrencyId?: number;
            readonly StoreCustomJavaScript?: string;
            readonly StoreDescription?: string;
            readonly StoreEmail?: string;
            readonly StoreLanguage?: components["schemas"]["UiLanguage"];
            /** Format: int32 */
            readonly StoreLanguageId?: number;
            readonly StoreName?: string;
            readonly StorePurchaseEmailMessage?: string;
            readonly StorePurchaseThankYouMessage?: string;
            readonly StoreTextColorHex?: string;
            readonly StoreUrl?: string;
            readonly SubscribeToProductEmails?: boolean;
            readonly Swift?: string;
            readonly Terms?: string;
            /** Format: int32 */
            readonly UserId?: number;
            readonly UserSignature?: string;
            readonly VatNumber?: string;
            /** Format: int32 */
            readonly YearsOfExperience?: number;
        };
        readonly WorkType: {
            /** Format: int32 */
            readonly Id?: number;
            readonly Title?: string;
            /** Format: int32 */
            readonly UserId?: number;
        };
        readonly WorkTypeCreateApiModel: {
            /** @description Indicates the title of of the work type (Logo design, development...) */
            readonly Title?: string;
        };
        readonly WorkTypeDeleteApiModel: {
            /**
             * Format: int32
             * @description Id of work type to be deleted
             */
            readonly Id?: number;
        };
        readonly WorkTypeDetailsApiModel: {
            /**
             * Format: date-time
             * @description Date of creation
             */
            readonly CreatedOn?: string;
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Indicates the title of of the work type (Logo design, development...) */
            readonly Title?: string;
        };
        readonly WorkTypeUpdateApiModel: {
            /**
             * Format: int32
             * @description Entity id
             */
            readonly Id?: number;
            /** @description Indicates the title of of the work type (Logo design, development...) */
            readonly Title?: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
// oxfmt-ignore
export interface operations {
    readonly ClientApi_All: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["ClientDetailsApiModel"][];
                };
            };
        };
    };
    readonly ClientApi_CanDelete: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": boolean;
                };
            };
        };
    };
    readonly ClientApi_Delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ClientDeleteApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly ClientApi_Details: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ClientDetailsApiModel"];
                };
            };
        };
    };
    readonly ClientApi_New: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ClientCreateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly ClientApi_Update: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ClientUpdateApiModel"];
            };
        };
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly EstimationApi_All: {
        readonly parameters: {
            readonly query?: {
                readonly "queryOptions.page"?: number;
                readonly "queryOptions.pageSize"?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListResult_EstimationDetailsApiModel_"];
                };
            };
        };
    };
    readonly EstimationApi_ChangeStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EstimationChangeStatusApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": boolean;
                };
            };
        };
    };
    readonly EstimationApi_Convert: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": number;
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoiceFullDetailsApiModel"];
                };
            };
        };
    };
    readonly EstimationApi_Delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EstimationDeleteApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly EstimationApi_Details: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EstimationFullDetailsApiModel"];
                };
            };
        };
    };
    readonly EstimationApi_New: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EstimationCreateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EstimationFullDetailsApiModel"];
                };
            };
        };
    };
    readonly EstimationApi_SendToClient: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SendEstimationToClientApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly EstimationApi_Status: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": "Draft" | "Accepted" | "Rejected";
                };
            };
        };
    };
    readonly EstimationApi_Update: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["EstimationUpdateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EstimationFullDetailsApiModel"];
                };
            };
        };
    };
    readonly EstimationApi_Uri: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EstimationUriApiModel"];
                };
            };
        };
    };
    readonly GeneralApi_Countries: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["CountryDetailsApiModel"][];
                };
            };
        };
    };
    readonly GeneralApi_Currencies: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["CurrencyDetailsApiModel"][];
                };
            };
        };
    };
    readonly GeneralApi_DateFormats: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly string[];
                };
            };
        };
    };
    readonly GeneralApi_UiLanguages: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["UILanguageDetailsApiModel"][];
                };
            };
        };
    };
    readonly InvoiceApi_All: {
        readonly parameters: {
            readonly query?: {
                readonly "queryOptions.page"?: number;
                readonly "queryOptions.pageSize"?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListResult_InvoiceDetailsApiModel_"];
                };
            };
        };
    };
    readonly InvoiceApi_AllCategories: {
        readonly parameters: {
            readonly query?: {
                readonly query?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListResult_InvoiceCategoryApiModel_"];
                };
            };
        };
    };
    readonly InvoiceApi_ChangeStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeStatusApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": boolean;
                };
            };
        };
    };
    readonly InvoiceApi_Delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InvoiceDeleteApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly InvoiceApi_DeleteCategory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InvoiceCategoryDeleteApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly InvoiceApi_Details: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoiceFullDetailsApiModel"];
                };
            };
        };
    };
    readonly InvoiceApi_New: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InvoiceCreateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoiceFullDetailsApiModel"];
                };
            };
        };
    };
    readonly InvoiceApi_NewCategory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InvoiceCategoryCreateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoiceCategoryApiModel"];
                };
            };
        };
    };
    readonly InvoiceApi_Pdf: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
                readonly signedVersion?: boolean;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoiceUriApiModel"];
                };
            };
        };
    };
    readonly InvoiceApi_SendToAccountant: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SendInvoiceToAccountantApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly InvoiceApi_SendToClient: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SendInvoiceToClientApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly InvoiceApi_Status: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": "Draft" | "Paid" | "Unpaid" | "Overdue" | "Void";
                };
            };
        };
    };
    readonly InvoiceApi_Update: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InvoiceUpdateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoiceFullDetailsApiModel"];
                };
            };
        };
    };
    readonly InvoiceApi_UpdateCategory: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["InvoiceCategoryUpdateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoiceCategoryApiModel"];
                };
            };
        };
    };
    readonly InvoiceApi_Uri: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["InvoiceUriApiModel"];
                };
            };
        };
    };
    readonly OrderApi_All: {
        readonly parameters: {
            readonly query?: {
                readonly "queryOptions.page"?: number;
                readonly "queryOptions.pageSize"?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListResult_OrderDetailsApiModel_"];
                };
            };
        };
    };
    readonly OrderApi_ChangeShippingDetails: {
        readonly parameters: {
            readonly query: {
                readonly orderId: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderShippingDetailsApiModel"];
            };
        };
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly OrderApi_ChangeStatus: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ChangeOrderStatusApiModel"];
            };
        };
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly OrderApi_Delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderDeleteApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly OrderApi_Details: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["OrderFullDetailsApiModel"];
                };
            };
        };
    };
    readonly OrderApi_New: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["OrderCreateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly PaymentApi_Supported: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["PaymentGatewayDetailsApiModel"][];
                };
            };
        };
    };
    readonly PaymentLinkApi_All: {
        readonly parameters: {
            readonly query?: {
                readonly "queryOptions.page"?: number;
                readonly "queryOptions.pageSize"?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListResult_PaymentLink_"];
                };
            };
        };
    };
    readonly PaymentLinkApi_Delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PaymentLink"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly PaymentLinkApi_New: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["PaymentLink"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly PaymentLinkApi_Uri: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["PaymentLinkUriApiModel"];
                };
            };
        };
    };
    readonly ProductApi_All: {
        readonly parameters: {
            readonly query?: {
                readonly "queryOptions.page"?: number;
                readonly "queryOptions.pageSize"?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ListResult_ProductDetailsApiModel_"];
                };
            };
        };
    };
    readonly ProductApi_Delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProductDeleteApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly ProductApi_Details: {
        readonly parameters: {
            readonly query: {
                readonly id: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ProductFullDetailsApiModel"];
                };
            };
        };
    };
    readonly ProductApi_New: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProductCreateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly ProductApi_Update: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ProductUpdateApiModel"];
            };
        };
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly TaxApi_All: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["TaxDetailsApiModel"][];
                };
            };
        };
    };
    readonly TaxApi_Delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TaxDeleteApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly TaxApi_New: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TaxCreateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly TaxApi_Update: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TaxUpdateApiModel"];
            };
        };
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readonly WorkTypeApi_All: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["WorkTypeDetailsApiModel"][];
                };
            };
        };
    };
    readonly WorkTypeApi_Delete: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkTypeDeleteApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly WorkTypeApi_Details: {
        readonly parameters: {
            readonly query: {
                readonly workTypeId: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["WorkTypeDetailsApiModel"];
                };
            };
        };
    };
    readonly WorkTypeApi_New: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkTypeCreateApiModel"];
            };
        };
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": number;
                };
            };
        };
    };
    readonly WorkTypeApi_Search: {
        readonly parameters: {
            readonly query?: {
                readonly "queryOptions.query"?: string;
                readonly "queryOptions.orderBy"?: string;
                readonly "queryOptions.order"?: "None" | "Asc" | "Desc";
                readonly "queryOptions.page"?: number;
                readonly "queryOptions.pageSize"?: number;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description OK */
            readonly 200: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": readonly components["schemas"]["WorkTypeDetailsApiModel"][];
                };
            };
        };
    };
    readonly WorkTypeApi_Update: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["WorkTypeUpdateApiModel"];
            };
        };
        readonly responses: {
            /** @description No Content */
            readonly 204: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
