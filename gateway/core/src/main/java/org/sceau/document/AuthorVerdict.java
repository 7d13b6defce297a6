package org.sceau.document;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.proof.Digest;
import org.sceau.proof.Indication;

/**
 * The verdict on one author's signature (ETSI EN 319 102-1), and the three answers it is made of (IHE DSG): whether the
 * signature is whole, who made it and for what, and what became of each document. Names nobody.
 *
 * @param entry where the bytes stand that hold the signature: index in the request
 * @param form how it is written
 * @param indication the verdict
 * @param integrity of the signature itself
 * @param signer who made it
 * @param claimed when the signer says it was made
 * @param documents what it signs
 */
public record AuthorVerdict(
        int entry,
        Form form,
        Indication indication,
        Integrity integrity,
        Signer signer,
        Optional<Instant> claimed,
        Documents documents) {

    /** How a signature is written. */
    public enum Form {
        /** Inside a FHIR document. */
        JWS("JWS"),
        /** A document of its own (ETSI TS 119 182-1), as in IHE DSGj. */
        JADES("JAdES"),
        /** A document of its own (ETSI EN 319 132-1), as in IHE DSG. */
        XADES("XAdES"),
        /** A document of its own (ETSI EN 319 122-1). */
        CADES("CAdES");

        private final String text;

        Form(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** What the key says of the bytes that it signed. */
    public enum Integrity {
        /** It signed them. */
        INTACT("intact"),
        /** It did not. */
        BROKEN("broken"),
        /** It was not asked, or could not be. */
        UNCHECKED("unchecked");

        private final String text;

        Integrity(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * Who signed.
     *
     * @param standing whether we trust it for commitment
     * @param certificate SHA-256 of the DER certificate, where the signature carries it
     * @param quality as {@link org.sceau.identity.ProfessionalQuality#label}, where a trusted certificate proves one
     */
    public record Signer(SignerTrust.Standing standing, Optional<Digest> certificate, Optional<String> quality) {
        /** Nobody that the signature names. */
        public static final Signer UNKNOWN =
                new Signer(SignerTrust.Standing.ABSENT, Optional.empty(), Optional.empty());

        /** As {@code trust} knows the first of this chain; the claimed time is the signer's own word. */
        public static Signer of(List<X509Certificate> chain, Instant claimed, SignerTrust trust) {
            if (chain.isEmpty()) {
                return UNKNOWN;
            }
            SignerTrust.Standing standing = trust.judge(chain, claimed);
            ProfessionalQuality quality = standing == SignerTrust.Standing.TRUSTED
                    ? trust.quality(chain.getFirst())
                    : ProfessionalQuality.NONE; // a certificate that is not trusted proves none
            return new Signer(
                    standing,
                    thumbprint(chain.getFirst()),
                    quality.equals(ProfessionalQuality.NONE) ? Optional.empty() : Optional.of(quality.label()));
        }

        static Optional<Digest> thumbprint(X509Certificate certificate) {
            try {
                return Optional.of(Digest.sha256(certificate.getEncoded()));
            } catch (CertificateEncodingException unreadable) {
                return Optional.empty();
            }
        }
    }

    /**
     * What a signature says it signs, by the place of its bytes in the request.
     *
     * @param intact entries that are what was signed
     * @param altered entries that bear the name of what was signed and are something else
     * @param absent how many are not in this submission, or cannot be compared
     */
    public record Documents(Set<Integer> intact, Set<Integer> altered, int absent) {
        /** Nothing that is known. */
        public static final Documents NONE = new Documents(Set.of(), Set.of(), 0);

        /** Copies its sets. */
        public Documents {
            intact = Set.copyOf(intact);
            altered = Set.copyOf(altered);
        }

        /** One that is what was signed. */
        public static Documents of(int entry) {
            return new Documents(Set.of(entry), Set.of(), 0);
        }
    }

    /** Of a signature that was not judged, and why. */
    static AuthorVerdict unjudged(int entry, Optional<Digest> certificate) {
        Signer signer = new Signer(SignerTrust.Standing.UNTRUSTED, certificate, Optional.empty());
        return new AuthorVerdict(
                entry,
                Form.JWS,
                new Indication("INDETERMINATE", "GENERIC"),
                Integrity.UNCHECKED,
                certificate.isPresent() ? signer : Signer.UNKNOWN,
                Optional.empty(),
                Documents.NONE);
    }

    /** Whether it is valid, by somebody we trust, and everything it signs is here and as it was. */
    public boolean passed() {
        return indication.main().equals("TOTAL-PASSED");
    }

    /** Whether it holds for what stands in this entry. */
    public boolean vouches(int document) {
        return passed() && documents.intact().contains(document);
    }

    /** Whether it is a document of its own. */
    public boolean standsAlone() {
        return form != Form.JWS;
    }

    /** The same without what tells who signed: certificate and quality. */
    public AuthorVerdict unnamed() {
        Signer nobody = new Signer(signer.standing(), Optional.empty(), Optional.empty());
        return new AuthorVerdict(entry, form, indication, integrity, nobody, claimed, documents);
    }

    /** As it stands in the journal, in English: codes, indexes, a digest and a time; never a name. */
    public String text() {
        StringBuilder text = new StringBuilder("author's signature in entry ")
                .append(entry)
                .append(": ")
                .append(form)
                .append(' ')
                .append(indication)
                .append(", ")
                .append(integrity)
                .append(", signer ")
                .append(signer.standing());
        signer.quality().ifPresent(quality -> text.append(' ').append(quality));
        signer.certificate().ifPresent(digest -> text.append(", certificate ").append(digest.hex()));
        claimed.ifPresent(time -> text.append(", claimed ").append(time));
        return text.append(told("intact", documents.intact()))
                .append(told("altered", documents.altered()))
                .append(documents.absent() == 0 ? "" : ", " + documents.absent() + " not here")
                .toString();
    }

    private static String told(String state, Set<Integer> entries) {
        return entries.isEmpty()
                ? ""
                : ", documents " + state + " "
                        + new TreeSet<>(entries).stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
