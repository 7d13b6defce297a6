package org.sceau.access;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.sceau.directory.Identifier;
import org.sceau.directory.RecipientKeys;
import org.sceau.document.Coded;
import org.sceau.proof.Digest;
import org.sceau.routing.Partner;
import org.sceau.routing.Plan;
import org.sceau.suites.Suite;

/**
 * The directory, as far as decisions ask it: whether there is a key for a recipient whose file leaves that to the directory.
 * Thread-safe; waits for nothing.
 */
public interface ReaderKeys {

    /** What the directory says of an identifier; see {@link RecipientKeys#find}. */
    RecipientKeys.Found find(Identifier holder, Set<Suite> suites);

    /** What it says of the certificate that was encrypted for; see {@link RecipientKeys#judge}. */
    RecipientKeys.Found judge(Identifier holder, Digest certificate, Set<Suite> suites);

    /** Asks {@code keys}. */
    static ReaderKeys of(RecipientKeys keys) {
        return new ReaderKeys() {
            @Override
            public RecipientKeys.Found find(Identifier holder, Set<Suite> suites) {
                return keys.find(holder, suites);
            }

            @Override
            public RecipientKeys.Found judge(Identifier holder, Digest certificate, Set<Suite> suites) {
                return keys.judge(holder, certificate, suites);
            }
        };
    }

    /** No directory: nobody is known. */
    static ReaderKeys none() {
        return new ReaderKeys() {
            @Override
            public RecipientKeys.Found find(Identifier holder, Set<Suite> suites) {
                return new RecipientKeys.Found.Unknown();
            }

            @Override
            public RecipientKeys.Found judge(Identifier holder, Digest certificate, Set<Suite> suites) {
                return new RecipientKeys.Found.Unknown();
            }
        };
    }

    /**
     * The plan with the certificates that the directory gives; a recipient for whom it gives none stays without.
     *
     * @param suites those in which a recipient may be encrypted for
     */
    default Plan.Planned addressed(Plan.Planned plan, Function<Partner, Set<Suite>> suites) {
        List<Partner> recipients = plan.recipients().stream()
                .map(recipient -> addressed(recipient, suites.apply(recipient)))
                .toList();
        return new Plan.Planned(plan.route(), recipients, plan.rule(), plan.revisions(), plan.warnings(), plan.tried());
    }

    /** A recipient with the certificate that the directory gives, where its file leaves that to the directory and there is one. */
    default Partner addressed(Partner recipient, Set<Suite> suites) {
        return recipient
                .readerInDirectory()
                .map(holder -> find(holder, suites))
                .filter(RecipientKeys.Found.Key.class::isInstance)
                .map(RecipientKeys.Found.Key.class::cast)
                .map(key -> recipient.withReader(key.certificate().certificate()))
                .orElse(recipient);
    }

    /** Whether these certificates, for which it is encrypted, are the one of the recipient's file, or still good by the directory. */
    default boolean stillReads(Partner recipient, Set<Digest> readers, Set<Suite> suites) {
        return recipient
                .readerInDirectory()
                .map(holder -> readers.stream()
                        .allMatch(reader -> judge(holder, reader, suites) instanceof RecipientKeys.Found.Key))
                .orElseGet(() -> recipient
                        .readerCertificate()
                        .filter(certificate -> readers.equals(Set.of(Partner.thumbprint(certificate))))
                        .isPresent());
    }

    /** What it says of an identifier as it is written in a partner's file. */
    default RecipientKeys.Found find(Coded identifier, Set<Suite> suites) {
        return Identifier.of(identifier.system(), identifier.code())
                .map(holder -> find(holder, suites))
                .orElseGet(RecipientKeys.Found.Unknown::new);
    }

    /** What it says of the certificate that was encrypted for. */
    default RecipientKeys.Found judge(Coded identifier, Digest certificate, Set<Suite> suites) {
        return Identifier.of(identifier.system(), identifier.code())
                .map(holder -> judge(holder, certificate, suites))
                .orElseGet(RecipientKeys.Found.Unknown::new);
    }
}
