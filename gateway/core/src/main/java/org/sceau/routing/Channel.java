package org.sceau.routing;

import java.net.URI;
import java.util.Optional;

/** How documents reach a partner. */
public sealed interface Channel {

    /**
     * ITI-65 over mutual TLS to the partner's own FHIR endpoint.
     *
     * @param url base URL of the endpoint
     * @param carries CMS object or clear document
     */
    @Documented(what = "ITI-65 over mutual TLS to the partner's own FHIR endpoint")
    record FhirPush(
            @Documented(what = "base URL of the partner's FHIR endpoint", example = "https://fhir.hopital.example/fhir")
            URI url,

            @Documented(
                    what = "what the push carries: the CMS object that only the partner's key opens, or the document in"
                            + " clear inside the TLS channel",
                    example = "cms",
                    defaultValue = "cms")
            Carries carries)
            implements Channel {}

    /**
     * Deposit in an accredited hosting store, always as ciphertext.
     *
     * @param url base URL of a remote MHD recipient; absent for the store embedded in this gateway
     */
    @Documented(what = "deposit, always as ciphertext, in an accredited hosting store")
    record HostingStore(
            @Documented(
                    what = "base URL of a remote MHD recipient; without it the store embedded in this gateway",
                    example = "https://store.example/fhir")
            Optional<URI> url)
            implements Channel {

        /** True for the store inside this gateway. */
        public boolean embedded() {
            return url.isEmpty();
        }
    }

    /** Held for the partner, which pulls with ITI-67 and ITI-68. */
    @Documented(what = "held for the partner, which pulls with ITI-67 and ITI-68")
    record Inbox() implements Channel {}
}
