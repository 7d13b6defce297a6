package org.sceau.signature.author;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.DigestDocument;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.document.AuthorVerdict;
import org.sceau.document.DocumentEntry;
import org.sceau.vault.StoredPayload;

/** Finds what a signature signs among the documents it came with: by name, else by digest. Not thread-safe. */
final class Matching {
    /** What is encrypted by its sender is not what an author signed: nothing can be said of it. */
    private static final Set<String> ENCRYPTED = Set.of("application/cms", "application/pkcs7-mime");

    private final PayloadBytes bytes;
    private final boolean text;
    private final List<DocumentEntry> others = new ArrayList<>();
    private final List<DSSDocument> found = new ArrayList<>();
    private final Set<Integer> intact = new HashSet<>();
    private final Set<Integer> altered = new HashSet<>();
    private int absent;
    private boolean unread;
    private boolean leftOut;

    Matching(PayloadBytes bytes, Candidate candidate, DocumentEntry own, List<DocumentEntry> documents) {
        this.bytes = bytes;
        this.text = candidate.signs() == Candidate.Signs.OTHERS_AS_TEXT;
        for (DocumentEntry document : documents) {
            boolean encrypted = ENCRYPTED.contains(SignatureDocuments.type(document));
            if (document.entry() != own.entry()) {
                leftOut |= encrypted;
                if (!encrypted) {
                    others.add(document);
                }
            }
        }
        candidate.references().forEach(this::match);
        if (candidate.signs() != Candidate.Signs.OWN_CONTENT
                && candidate.references().isEmpty()) {
            absent = 1;
        }
    }

    /** What became of the documents. */
    AuthorVerdict.Documents documents() {
        Set<Integer> whole = new HashSet<>(intact);
        whole.removeAll(altered);
        return new AuthorVerdict.Documents(whole, altered, absent);
    }

    /** Their digests, under the names that the signature has for them; throws when what is absent may only be too large, or
     * encrypted by its sender. */
    List<DSSDocument> found() throws Unreadable {
        if (unread && absent > 0) {
            throw Unreadable.outsideRules();
        }
        return found;
    }

    private void match(Reference reference) {
        String name = reference.name().orElse("");
        Optional<DocumentEntry> document = named(name).or(() -> equal(reference));
        Optional<String> digest = document.flatMap(one -> digest(one, reference.algorithm()));
        if (digest.isEmpty()) {
            unread |= leftOut && name.isEmpty();
            absent++;
            return;
        }
        int entry = document.orElseThrow().payload().entry();
        (digest.get().equals(reference.digest()) ? intact : altered).add(entry);
        var known = new DigestDocument(reference.algorithm(), HexFormat.of().parseHex(digest.get()));
        known.setName(name);
        found.add(known);
    }

    /** A signature without names, and one document only that it can mean, means that one. */
    private Optional<DocumentEntry> named(String name) {
        if (name.isEmpty()) {
            return others.size() == 1 && !leftOut ? Optional.of(others.getFirst()) : Optional.empty();
        }
        return others.stream().filter(one -> one.uniqueId().equals(name)).findFirst();
    }

    private Optional<DocumentEntry> equal(Reference reference) {
        return others.stream()
                .filter(one -> digest(one, reference.algorithm())
                        .filter(reference.digest()::equals)
                        .isPresent())
                .findFirst();
    }

    private Optional<String> digest(DocumentEntry document, DigestAlgorithm algorithm) {
        StoredPayload payload = document.payload().payload();
        unread |= !bytes.allows(payload, algorithm.getJavaName(), text);
        return bytes.digest(payload, algorithm.getJavaName(), text);
    }
}
