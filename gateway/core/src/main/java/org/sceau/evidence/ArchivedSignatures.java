package org.sceau.evidence;

import java.security.cert.X509CRL;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.sceau.ledger.SignatureArchive;
import org.sceau.ledger.Transfers;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.TrustAnchors;
import org.sceau.timestamp.Renewable;
import org.sceau.vault.Vault;

/**
 * The signatures whose newest time-stamp ends soon, as what is to be covered by an archive time-stamp (JAdES level B-LTA).
 * Documents are read for it, and never changed. Thread-safe.
 */
public final class ArchivedSignatures implements Supplier<Iterable<Renewable>> {
    private final Transfers transfers;
    private final SignatureArchive archive;
    private final Vault vault;
    private final SignatureForm form;
    private final Supplier<List<X509CRL>> lists;
    private final InstantSource clock;
    private final Duration margin;
    private final AlgorithmDates dates;

    /**
     * Those in {@code archive}.
     *
     * @param anchors of the seal and of the time-stamp authorities
     * @param lists the revocation lists now in force
     * @param margin how long before its end a time-stamp is among them
     * @param dates of the end of algorithms
     */
    public ArchivedSignatures(
            Transfers transfers,
            SignatureArchive archive,
            Vault vault,
            TrustAnchors anchors,
            Supplier<List<X509CRL>> lists,
            InstantSource clock,
            Duration margin,
            AlgorithmDates dates) {
        this.transfers = transfers;
        this.archive = archive;
        this.vault = vault;
        this.form = new SignatureForm(transfers, anchors);
        this.lists = lists;
        this.clock = clock;
        this.margin = margin;
        this.dates = dates;
    }

    /** One round of them, read as they are asked for; the lists in force at its beginning are kept with the first. */
    @Override
    public Iterable<Renewable> get() {
        Instant now = clock.instant();
        Iterator<SignatureArchive.Ending> ending =
                archive.ending(now, now.plus(margin), dates).iterator();
        if (ending.hasNext()) {
            archive.keepLists(lists.get());
        }
        return () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return ending.hasNext();
            }

            @Override
            public Renewable next() {
                return new ArchivedSignature(ending.next(), transfers, archive, vault, form, clock);
            }
        };
    }
}
