package org.sceau.evidence;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.ledger.AcceptedObject;
import org.sceau.ledger.AfterSignature;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.Octets;
import org.sceau.ledger.SignatureArchive;
import org.sceau.ledger.StoreFailed;
import org.sceau.ledger.Transfers;
import org.sceau.proof.ArchiveImprint;
import org.sceau.proof.Digest;
import org.sceau.proof.EtsiU;
import org.sceau.proof.HashAlgorithm;
import org.sceau.proof.JadesFile;
import org.sceau.proof.Lifespan;
import org.sceau.proof.Receipt;
import org.sceau.proof.TimeStampToken;
import org.sceau.proof.ValidationValues;
import org.sceau.timestamp.Renewable;
import org.sceau.vault.ContentKey;
import org.sceau.vault.Vault;

/** One signature whose newest time-stamp ends soon. For one thread. */
final class ArchivedSignature implements Renewable {
    /** For the time-stamp, its bytes in base64 and that in base64url. */
    private static final int ROOM = 2 * TimeStampToken.MAX_BYTES;

    private final SignatureArchive.Ending ending;
    private final Transfers transfers;
    private final SignatureArchive archive;
    private final Vault vault;
    private final SignatureForm form;
    private final InstantSource clock;
    private Optional<TimeStampToken> kept = Optional.empty();

    ArchivedSignature(
            SignatureArchive.Ending ending,
            Transfers transfers,
            SignatureArchive archive,
            Vault vault,
            SignatureForm form,
            InstantSource clock) {
        this.ending = ending;
        this.transfers = transfers;
        this.archive = archive;
        this.vault = vault;
        this.form = form;
        this.clock = clock;
    }

    @Override
    public String id() {
        return ending.transfer().toString();
    }

    @Override
    public Optional<Covering> next(HashAlgorithm hash, Instant until) {
        return Optional.of(new Next(hash));
    }

    @Override
    public List<Lifespan> uncovered(HashAlgorithm hash) {
        return List.of(kept.map(Lifespan::of).orElse(ending.lifespan()));
    }

    /** Only the last of several says when; one that is alone is the signature's own. */
    @Override
    public Optional<Instant> renewed() {
        List<AfterSignature> after = transfers.afterSignature(ending.transfer());
        return after.size() > 1 && after.getLast() instanceof AfterSignature.Stamp(String element)
                ? Optional.of(EtsiU.archived(element).info().at())
                : Optional.empty();
    }

    /** The time-stamp that is to be had; what stands before it is put together once. */
    private final class Next implements Covering {
        private final HashAlgorithm hash;
        private final SortedMap<Integer, AfterSignature> added = new TreeMap<>();
        private Optional<JadesFile> before = Optional.empty();

        Next(HashAlgorithm hash) {
            this.hash = hash;
        }

        @Override
        public Optional<Digest> digest() {
            Dossier dossier;
            try {
                dossier = transfers.open(ending.transfer()).orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
            } catch (StoreFailed e) {
                if (e.isLasting()) { // nor will it open in an hour
                    archive.giveUp(ending.transfer());
                }
                throw e;
            }
            EvidenceDocuments documents = new EvidenceDocuments(vault, dossier);
            try {
                if (!isReadable(dossier)) {
                    archive.giveUp(ending.transfer());
                    return Optional.empty();
                }
                before = form.listed(dossier).map(this::prepared).filter(this::hasRoom);
                return before.flatMap(file -> ArchiveImprint.next(file, hash, documents::signed));
            } finally {
                documents.keys().forEach(ContentKey::destroy);
            }
        }

        private JadesFile prepared(SignatureForm.Listed listed) {
            JadesFile file = listed.file();
            if (!listed.lists().isEmpty()) {
                added.put(2, new AfterSignature.Lists(listed.lists()));
            }
            Optional<List<Octets>> lists = form.lists(ValidationValues.issuers(EtsiU.last(file)), clock.instant());
            Optional<JadesFile> asked =
                    lists.map(all -> SignatureForm.with(file, all)).filter(this::hasRoom);
            asked.ifPresent(_ -> added.put(file.etsiU().size(), new AfterSignature.Lists(lists.orElseThrow())));
            return asked.orElse(file);
        }

        private boolean hasRoom(JadesFile file) {
            return file.encode().length <= Receipt.MAX_BYTES - ROOM;
        }

        /** The token's imprint is what was asked for; everything else about it the verifier says. */
        @Override
        public void keep(TimeStampToken token) {
            JadesFile file = before.orElseThrow();
            String element = EtsiU.arcTst(token);
            if (!form.isAccepted(file.and(element))) {
                throw new Refused(FailureCode.TIME_STAMP_INVALID);
            }
            added.put(file.etsiU().size(), new AfterSignature.Stamp(element));
            archive.keep(ending.transfer(), added, Lifespan.of(token));
            kept = Optional.of(token);
        }

        private static boolean isReadable(Dossier dossier) {
            return dossier.objects().stream()
                    .allMatch(object -> object.number() == AcceptedObject.METADATA
                            || object.key().isPresent());
        }
    }
}
