package org.sceau.evidence;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.ledger.AfterSignature;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.Octets;
import org.sceau.ledger.Transfers;
import org.sceau.proof.EtsiU;
import org.sceau.proof.JadesFile;
import org.sceau.proof.JadesVerdict;
import org.sceau.proof.JadesVerifier;
import org.sceau.proof.ListIssuer;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.ValidationValues;

/**
 * The signature over a submission at the highest level that there is for it (ETSI TS 119 182-1): as it was made, with its
 * time-stamp, with the revocation lists of its day, too, or with archive time-stamps over all of it. Lists are added only
 * where the verifier accepts them.
 */
final class SignatureForm {
    private final Transfers transfers;
    private final JadesVerifier verifier;

    SignatureForm(Transfers transfers, TrustAnchors anchors) {
        this.transfers = transfers;
        this.verifier = new JadesVerifier(anchors);
    }

    byte[] of(Dossier dossier) {
        List<AfterSignature> after = transfers.afterSignature(dossier.transfer());
        if (after.isEmpty()) {
            return dossier.jades().bytes();
        }
        JadesFile file = with(after, dossier);
        return (isArchived(file) ? file : withLists(file).map(Listed::file).orElse(file)).encode();
    }

    /** A file that an archive time-stamp may be put over, and the lists that were added to it for that. */
    record Listed(JadesFile file, List<Octets> lists) {}

    /** Empty when there is no time-stamp, or no lists of its day are at hand: level B-LTA rests on B-LT. */
    Optional<Listed> listed(Dossier dossier) {
        List<AfterSignature> after = transfers.afterSignature(dossier.transfer());
        if (after.isEmpty()) {
            return Optional.empty();
        }
        JadesFile file = with(after, dossier);
        return isArchived(file) ? Optional.of(new Listed(file, List.of())) : withLists(file);
    }

    /** What is stored, put together with what follows from it. */
    private static JadesFile with(List<AfterSignature> after, Dossier dossier) {
        JadesFile file = JadesFile.decode(dossier.jades().bytes());
        for (AfterSignature one : after) {
            file = switch (one) {
                case AfterSignature.Stamp(String element) -> file.and(element);
                case AfterSignature.Lists(List<Octets> lists) -> with(file, lists);
            };
        }
        return file;
    }

    static JadesFile with(JadesFile file, List<Octets> lists) {
        List<byte[]> der = lists.stream().map(Octets::bytes).toList();
        return file.etsiU().size() == 1
                ? ValidationValues.add(file, der)
                : file.and(ValidationValues.tstVD(EtsiU.last(file), der));
    }

    private static boolean isArchived(JadesFile file) {
        return file.etsiU().size() > 1;
    }

    /** One list of each issuer that was in force then; empty where one is missing. */
    Optional<List<Octets>> lists(Set<ListIssuer> issuers, Instant at) {
        List<Octets> lists = new ArrayList<>();
        for (ListIssuer issuer : issuers.stream()
                .sorted(Comparator.comparing((ListIssuer one) -> one.name().getName())
                        .thenComparing(one -> one.key().orElse("")))
                .toList()) {
            Optional<Octets> list = transfers.revocationList(issuer, at);
            if (list.isEmpty()) {
                return Optional.empty();
            }
            if (!lists.contains(list.get())) {
                lists.add(list.get());
            }
        }
        return Optional.of(lists);
    }

    boolean isAccepted(JadesFile file) {
        return verifier.verify(file.encode()) instanceof JadesVerdict.Valid;
    }

    private Optional<Listed> withLists(JadesFile stamped) {
        if (!(verifier.verify(stamped.encode()) instanceof JadesVerdict.Valid valid)) {
            return Optional.empty();
        }
        Instant at = valid.stamp()
                .map(stamp -> stamp.stamped().at())
                .orElse(valid.sealer().at());
        return lists(ValidationValues.issuers(stamped), at)
                .map(lists -> new Listed(with(stamped, lists), lists))
                .filter(listed -> isAccepted(listed.file()));
    }
}
