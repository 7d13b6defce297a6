package org.sceau.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.Octets;
import org.sceau.ledger.Transfers;
import org.sceau.proof.JadesFile;
import org.sceau.proof.JadesVerdict;
import org.sceau.proof.JadesVerifier;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.ValidationValues;

/**
 * The signature over a submission at the highest level that there is for it (ETSI TS 119 182-1): as it was made, with its
 * time-stamp, or with the revocation lists of its day, too. The last is given only where the verifier accepts it.
 */
final class SignatureForm {
    private final Transfers transfers;
    private final JadesVerifier verifier;

    SignatureForm(Transfers transfers, TrustAnchors anchors) {
        this.transfers = transfers;
        this.verifier = new JadesVerifier(anchors);
    }

    byte[] of(Dossier dossier) {
        byte[] jades = dossier.jades().bytes();
        List<String> after = transfers.afterSignature(dossier.transfer());
        if (after.isEmpty()) {
            return jades;
        }
        byte[] stamped = JadesFile.decode(jades).with(after).encode();
        return withLists(stamped).orElse(stamped);
    }

    private Optional<byte[]> withLists(byte[] stamped) {
        if (!(verifier.verify(stamped) instanceof JadesVerdict.Valid valid)) {
            return Optional.empty();
        }
        Instant at = valid.stamp()
                .map(stamp -> stamp.stamped().at())
                .orElse(valid.sealer().at());
        JadesFile file = JadesFile.decode(stamped);
        List<byte[]> lists = new ArrayList<>();
        for (X500Principal issuer : ValidationValues.issuers(file).stream()
                .sorted(Comparator.comparing(X500Principal::getName))
                .toList()) {
            Optional<Octets> list = transfers.revocationList(issuer, at);
            if (list.isEmpty()) {
                return Optional.empty();
            }
            lists.add(list.get().bytes());
        }
        byte[] whole = ValidationValues.add(file, lists).encode();
        return verifier.verify(whole) instanceof JadesVerdict.Valid ? Optional.of(whole) : Optional.empty();
    }
}
