package org.sceau.routes.submit;

/**
 * The steps of a submission in their order.
 *
 * @param identify who is asking
 * @param admit whether it may hand anything in
 * @param validate whether the rules are kept
 * @param decide whether it may travel
 * @param sign the seal over payloads and metadata
 * @param address the keys for the readers
 * @param record durable, with its journal entry
 * @param dispatch on the recipients' queues
 * @param acknowledge the answer
 */
public record SubmitSteps(
        IdentifySender identify,
        AdmitSender admit,
        ValidateSubmission validate,
        DecideAcceptance decide,
        SignSubmission sign,
        AddressSubmission address,
        RecordAcceptance record,
        DispatchDeliveries dispatch,
        Acknowledge acknowledge) {}
