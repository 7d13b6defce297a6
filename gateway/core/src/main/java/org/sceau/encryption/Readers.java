package org.sceau.encryption;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.sceau.proof.Digest;
import org.sceau.routing.Carries;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.transfer.Mode;

/** Who of a transfer's recipients gets a key, with the parsed certificates kept from transfer to transfer. Thread-safe. */
final class Readers {
    /** Certificates kept; when full, all are forgotten: more than any directory of partners in use at a time. */
    private static final int KEPT = 4096;

    private final Map<Digest, ReaderCertificate> kept = new ConcurrentHashMap<>();

    /**
     * Every recipient that has a certificate. Refuses when one that could not read without has none that can be used, or
     * when nobody could read.
     */
    List<ReaderCertificate> of(List<Partner> recipients, Mode mode) {
        List<ReaderCertificate> readers = new ArrayList<>();
        List<Issue> issues = new ArrayList<>();
        for (Partner recipient : recipients) {
            Optional<ReaderCertificate> reader = certificate(recipient);
            reader.ifPresent(readers::add);
            if (reader.isEmpty() && (recipient.canRead() || needsKey(recipient, mode))) {
                issues.add(Issue.of(
                        FailureCode.RECIPIENT_KEY_UNUSABLE, recipient.id().value()));
            }
        }
        boolean sealed = mode != Mode.CUSTODY || recipients.stream().anyMatch(Readers::isStore);
        if (issues.isEmpty() && readers.isEmpty() && sealed) {
            issues.add(Issue.of(FailureCode.RECIPIENT_KEY_UNUSABLE));
        }
        if (!issues.isEmpty()) {
            throw new Refused(issues);
        }
        return readers;
    }

    /** What it holds is an envelope, which has readers. */
    private static boolean isStore(Partner recipient) {
        return recipient.channel() instanceof Channel.HostingStore;
    }

    /** A store holds ciphertext for others. */
    private static boolean needsKey(Partner recipient, Mode mode) {
        return switch (recipient.channel()) {
            case Channel.HostingStore _ -> false;
            case Channel.Inbox _ -> mode != Mode.CUSTODY;
            case Channel.FhirPush push -> mode != Mode.CUSTODY || push.carries() == Carries.CMS;
        };
    }

    private Optional<ReaderCertificate> certificate(Partner recipient) {
        return recipient.readerCertificate().flatMap(certificate -> {
            Digest thumbprint = Partner.thumbprint(certificate);
            ReaderCertificate known = kept.get(thumbprint);
            if (known != null && known.partner().equals(recipient.id())) {
                return Optional.of(known);
            }
            if (kept.size() >= KEPT) {
                kept.clear();
            }
            Optional<ReaderCertificate> parsed = ReaderCertificate.of(recipient.id(), certificate);
            parsed.ifPresent(reader -> kept.put(thumbprint, reader));
            return parsed;
        });
    }
}
