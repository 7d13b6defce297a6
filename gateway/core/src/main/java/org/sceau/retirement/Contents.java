package org.sceau.retirement;

import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sceau.document.DocumentCodes;
import org.sceau.document.ReferenceFacts;
import org.sceau.encryption.KeyWrapping;
import org.sceau.encryption.ReaderCertificate;
import org.sceau.encryption.ReaderKey;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.Octets;
import org.sceau.ledger.ReaderWrap;
import org.sceau.ledger.StoredObject;
import org.sceau.ledger.Transfers;
import org.sceau.ledger.WaitingDelivery;
import org.sceau.transfer.TransferId;
import org.sceau.vault.ContentKey;

/** What is stored of transfers, opened for a moment: no content key outlives a call. Thread-safe. */
record Contents(Transfers transfers, SecureRandom random) {

    /** The codes of its documents, for rules that look at them. */
    List<DocumentCodes> codes(TransferId transfer) {
        Dossier dossier = transfers.open(transfer).orElseThrow();
        destroyKeys(dossier);
        return dossier.documents().stream()
                .map(document -> ReferenceFacts.codes(document.resource()))
                .toList();
    }

    /** The content key of every object that is wrapped for the delivery's recipient, for another certificate. */
    Map<Integer, ReaderWrap> wraps(WaitingDelivery delivery, ReaderCertificate reader) {
        Dossier dossier = transfers.open(delivery.transfer()).orElseThrow();
        try {
            var wrapping = new KeyWrapping(random);
            Map<Integer, ReaderWrap> wraps = new HashMap<>();
            for (StoredObject object : dossier.objects()) {
                boolean wrapped =
                        object.readers().stream().anyMatch(wrap -> wrap.reader().equals(delivery.recipient()));
                if (wrapped && object.key().isPresent()) {
                    wraps.put(
                            object.number(),
                            stored(wrapping.wrap(reader, object.key().get())));
                }
            }
            return wraps;
        } finally {
            destroyKeys(dossier);
        }
    }

    private static ReaderWrap stored(ReaderKey key) {
        return new ReaderWrap(
                key.reader(), key.certificate(), Octets.of(key.recipientInfo().der()));
    }

    private static void destroyKeys(Dossier dossier) {
        dossier.objects().forEach(object -> object.key().ifPresent(ContentKey::destroy));
    }
}
