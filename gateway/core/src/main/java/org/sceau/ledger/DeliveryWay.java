package org.sceau.ledger;

/** How a recipient gets a transfer; decides which events can end the delivery (design, section 2). */
public enum DeliveryWay {
    /** The gateway sends to the recipient's system or gateway. */
    PUSH,
    /** The gateway deposits in an accredited hosting store. */
    HOSTING,
    /** The recipient pulls from the gateway. */
    INBOX
}
