package org.sceau.access;

import java.util.List;
import org.sceau.directory.Identifier;
import org.sceau.directory.RecipientKeys;
import org.sceau.document.Coded;
import org.sceau.proof.Digest;
import org.sceau.routing.Partner;
import org.sceau.routing.Plan;

/**
 * The directory, as far as decisions ask it: whether there is a key for a recipient whose file leaves that to the directory.
 * Thread-safe; waits for nothing.
 */
public interface ReaderKeys {

    /** What the directory says of an identifier; see {@link RecipientKeys#find}. */
    RecipientKeys.Found find(Identifier holder);

    /** What it says of the certificate that was encrypted for; see {@link RecipientKeys#judge}. */
    RecipientKeys.Found judge(Identifier holder, Digest certificate);

    /** Asks {@code keys}. */
    static ReaderKeys of(RecipientKeys keys) {
        return new ReaderKeys() {
            @Override
            public RecipientKeys.Found find(Identifier holder) {
                return keys.find(holder);
            }

            @Override
            public RecipientKeys.Found judge(Identifier holder, Digest certificate) {
                return keys.judge(holder, certificate);
            }
        };
    }

    /** No directory: nobody is known. */
    static ReaderKeys none() {
        return new ReaderKeys() {
            @Override
            public RecipientKeys.Found find(Identifier holder) {
                return new RecipientKeys.Found.Unknown();
            }

            @Override
            public RecipientKeys.Found judge(Identifier holder, Digest certificate) {
                return new RecipientKeys.Found.Unknown();
            }
        };
    }

    /** The plan with the certificates that the directory gives; a recipient for whom it gives none stays without. */
    default Plan.Planned addressed(Plan.Planned plan) {
        List<Partner> recipients = plan.recipients().stream()
                .map(recipient -> recipient
                        .readerInDirectory()
                        .map(this::find)
                        .filter(RecipientKeys.Found.Key.class::isInstance)
                        .map(RecipientKeys.Found.Key.class::cast)
                        .map(key -> recipient.withReader(key.certificate().certificate()))
                        .orElse(recipient))
                .toList();
        return new Plan.Planned(plan.route(), recipients, plan.rule(), plan.revisions(), plan.warnings(), plan.tried());
    }

    /** What it says of an identifier as it is written in a partner's file. */
    default RecipientKeys.Found find(Coded identifier) {
        return Identifier.of(identifier.system(), identifier.code())
                .map(this::find)
                .orElseGet(RecipientKeys.Found.Unknown::new);
    }

    /** What it says of the certificate that was encrypted for. */
    default RecipientKeys.Found judge(Coded identifier, Digest certificate) {
        return Identifier.of(identifier.system(), identifier.code())
                .map(holder -> judge(holder, certificate))
                .orElseGet(RecipientKeys.Found.Unknown::new);
    }
}
