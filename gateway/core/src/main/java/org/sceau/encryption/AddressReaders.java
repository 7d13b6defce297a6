package org.sceau.encryption;

import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.sceau.access.Accepted;
import org.sceau.failure.Refused;
import org.sceau.intake.Extracted;
import org.sceau.intake.MetadataObject;
import org.sceau.routing.Carries;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.signature.Signed;
import org.sceau.transfer.Mode;
import org.sceau.vault.PayloadSink;
import org.sceau.vault.StoredPayload;
import org.sceau.vault.Vault;

/**
 * Wraps the content key of every object of a submission for each of its readers. Payloads sealed by their sender are not
 * touched: their readers are compared with the route's. Thread-safe.
 *
 * <p>Guarantees: no key is wrapped for anyone but the recipients that were decided on; every object has a content key, and
 * every wrap a key-encryption key, of its own.
 */
public final class AddressReaders {
    private final Vault vault;
    private final SecureRandom random;
    private final Readers readers;
    private final SenderEnvelopes senderEnvelopes;

    /** With the default limits on envelopes made by senders. */
    public AddressReaders(Vault vault, SecureRandom random) {
        this.vault = vault;
        this.random = random;
        this.readers = new Readers();
        this.senderEnvelopes = new SenderEnvelopes(vault, new CmsInspector(CmsLimits.DEFAULT));
    }

    /**
     * Addresses.
     *
     * @throws Refused when a reader's certificate is missing or unusable, or a sender's envelope has other readers
     * @throws IOException when the vault cannot be read or written
     */
    public Addressed address(Signed signed) throws IOException {
        Accepted accepted = signed.accepted();
        Mode mode = accepted.route().mode();
        List<Extracted> payloads = accepted.submission().split().payloads();
        List<ReaderCertificate> addressees = readers.of(accepted.recipients(), mode);
        if (mode == Mode.SEALED_BY_SENDER) {
            senderEnvelopes.require(payloads, addressees);
            return new Addressed(signed, objects(payloads, List.of(), new KeyWrapping(random)));
        }
        KeyWrapping wrapping = new KeyWrapping(random);
        List<AddressedObject> objects = objects(payloads, addressees, wrapping);
        if (!addressees.isEmpty() && (mode == Mode.READER_ONLY || carriesCms(accepted.recipients()))) {
            StoredPayload metadata = store(accepted.submission().split().metadata());
            objects.add(object(new Role.Metadata(), metadata, addressees, wrapping));
        }
        return new Addressed(signed, objects);
    }

    private static boolean carriesCms(List<Partner> recipients) {
        return recipients.stream().map(Partner::channel).anyMatch(channel -> switch (channel) {
            case Channel.FhirPush push -> push.carries() == Carries.CMS;
            case Channel.HostingStore _ -> true;
            case Channel.Inbox _ -> false;
        });
    }

    private static List<AddressedObject> objects(
            List<Extracted> payloads, List<ReaderCertificate> addressees, KeyWrapping wrapping) {
        List<AddressedObject> objects = new ArrayList<>();
        for (int i = 0; i < payloads.size(); i++) {
            objects.add(object(new Role.Document(i), payloads.get(i).payload(), addressees, wrapping));
        }
        return objects;
    }

    private static AddressedObject object(
            Role role, StoredPayload payload, List<ReaderCertificate> addressees, KeyWrapping wrapping) {
        return new AddressedObject(
                role,
                payload,
                addressees.stream()
                        .map(reader -> wrapping.wrap(reader, payload.key()))
                        .toList());
    }

    private StoredPayload store(MetadataObject metadata) throws IOException {
        try (PayloadSink sink = vault.open()) {
            sink.write(metadata.content(), 0, metadata.content().length);
            return sink.finish();
        }
    }
}
