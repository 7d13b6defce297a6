package org.sceau.ledger;

import org.sceau.routing.Channel;

/** How a recipient gets a transfer; decides which events can end the delivery (design, section 2). */
public enum DeliveryWay {
    /** The gateway sends to the recipient's system or gateway. */
    PUSH,
    /** The gateway deposits in an accredited hosting store. */
    HOSTING,
    /** The recipient pulls from the gateway. */
    INBOX;

    static DeliveryWay of(Channel channel) {
        return switch (channel) {
            case Channel.FhirPush push -> PUSH;
            case Channel.HostingStore store -> HOSTING;
            case Channel.Inbox inbox -> INBOX;
        };
    }
}
