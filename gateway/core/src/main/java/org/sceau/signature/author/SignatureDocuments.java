package org.sceau.signature.author;

import eu.europa.esig.dss.model.DSSDocument;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sceau.document.AuthorJudge;
import org.sceau.document.AuthorVerdict;
import org.sceau.document.AuthorVerdict.Documents;
import org.sceau.document.AuthorVerdict.Form;
import org.sceau.document.AuthorVerdict.Integrity;
import org.sceau.document.AuthorVerdict.Signer;
import org.sceau.document.DocumentEntry;
import org.sceau.document.SignerTrust;
import org.sceau.proof.Indication;
import org.sceau.trust.TrustAnchors;
import org.sceau.vault.Opening;
import org.sceau.vault.StoredPayload;

/**
 * Validates the signature documents of a submission (IHE DSG, ITI TF-3 5.5, and DSGj, 5.10; CAdES) over the documents they
 * came with. Recognised by format code and content type, which costs a submission without any nothing; CMS of a type that
 * may be either, of at most 1 MiB, by its first bytes, for which the vault reads it again.
 *
 * <p>Guarantees: the network is never asked; documents are compared by digest; what a signature does not sign (time-stamps,
 * revocation values, countersignatures) is taken off before it is judged, at the present time and at the one that it
 * claims. A signature that passes was made by a certificate good for commitment, then and now, over what is in this
 * submission. It does not promise that the signer is the author that the metadata name.
 *
 * <p>Thread-safe.
 */
public final class SignatureDocuments implements AuthorJudge {
    /** Largest signature document; one over a thousand documents has some 200 KB. */
    static final int MAXIMUM_BYTES = 1 << 20;
    /** Most signatures that are judged in one submission, some 20 ms of processor time each. */
    static final int MAXIMUM_SIGNATURES = 16;
    /** Most documents that one signature may sign by digest. */
    static final int MAXIMUM_REFERENCES = 256;

    private static final Set<String> FORMAT_CODES =
            Set.of("urn:ihe:iti:dsg:detached:2014", "urn:ihe:iti:dsg:enveloping:2014");
    private static final Set<String> TYPES = Set.of(
            "application/pkcs7-signature",
            "application/x-pkcs7-signature",
            "application/jose",
            "application/jose+json");
    /** Of encrypted content as of signatures: the first bytes tell, for which the vault reads the payload once. */
    private static final Set<String> CMS_TYPES = Set.of("application/cms", "application/pkcs7-mime");

    private final Payloads payloads;
    private final SignerTrust signers;
    private final Supplier<TrustAnchors> anchors;
    private final InstantSource clock;
    private @Nullable DssValidator validator;

    /** Opens payloads that are not recorded yet. */
    @FunctionalInterface
    public interface Payloads {
        /** As {@link org.sceau.vault.Vault#open(StoredPayload)}. */
        Opening open(StoredPayload payload) throws IOException;
    }

    /**
     * A judge.
     *
     * @param payloads opens what is signed, and the signatures
     * @param signers whom we trust to commit, revocation included
     * @param anchors those in force
     * @param clock says when it is
     */
    public SignatureDocuments(
            Payloads payloads, SignerTrust signers, Supplier<TrustAnchors> anchors, InstantSource clock) {
        this.payloads = payloads;
        this.signers = signers;
        this.anchors = anchors;
        this.clock = clock;
    }

    @Override
    public List<AuthorVerdict> judge(List<DocumentEntry> documents) {
        List<AuthorVerdict> verdicts = new ArrayList<>();
        PayloadBytes bytes = new PayloadBytes(payloads, PayloadBytes.MAXIMUM_READ_AGAIN_BYTES);
        for (DocumentEntry document : documents) {
            if (isSignature(document, bytes)) {
                verdicts.addAll(judge(document, documents, bytes, MAXIMUM_SIGNATURES - verdicts.size()));
            }
        }
        return verdicts;
    }

    /** The content type without parameters, lower case. */
    static String type(DocumentEntry document) {
        String type = document.contentType();
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static boolean isSignature(DocumentEntry document, PayloadBytes bytes) {
        String type = type(document);
        if (TYPES.contains(type)
                || document.format().stream().anyMatch(format -> FORMAT_CODES.contains(format.code()))) {
            return true;
        }
        StoredPayload payload = document.payload().payload();
        return CMS_TYPES.contains(type)
                && payload.sizeBytes() <= MAXIMUM_BYTES
                && bytes.first(payload, BerForm.HEAD_BYTES)
                        .filter(BerForm::isSignedData)
                        .isPresent();
    }

    private List<AuthorVerdict> judge(
            DocumentEntry own, List<DocumentEntry> documents, PayloadBytes bytes, int allowed) {
        Form form = Form.CADES;
        try {
            StoredPayload payload = own.payload().payload();
            if (payload.sizeBytes() > MAXIMUM_BYTES || allowed <= 0) {
                throw Unreadable.outsideRules();
            }
            byte[] content = bytes.all(payload);
            form = form(content);
            List<Candidate> candidates = read(form, content);
            if (candidates.size() > allowed) {
                throw Unreadable.outsideRules();
            }
            List<AuthorVerdict> verdicts = new ArrayList<>();
            for (Candidate candidate : candidates) {
                verdicts.add(judge(candidate, own, documents, bytes));
            }
            return verdicts;
        } catch (Unreadable e) {
            return List.of(unjudged(own, form, e.indication()));
        }
    }

    /** By the first byte: that of a SEQUENCE, of an element or of a byte order mark, else it is JSON or a compact JWS. */
    private static Form form(byte[] content) {
        return switch (content.length == 0 ? 0 : content[0]) {
            case 0x30 -> Form.CADES;
            case '<', (byte) 0xEF -> Form.XADES;
            default -> Form.JADES;
        };
    }

    private static List<Candidate> read(Form form, byte[] content) throws Unreadable {
        try {
            return switch (form) {
                case CADES -> CmsReader.read(content);
                case XADES -> XmlReader.read(content);
                case JADES, JWS -> JwsReader.read(content);
            };
        } catch (RuntimeException | StackOverflowError hostile) {
            // libraries throw what they like for bytes that are not of their form; what they say may quote them
            throw Unreadable.hostile(hostile);
        }
    }

    private AuthorVerdict judge(
            Candidate candidate, DocumentEntry own, List<DocumentEntry> documents, PayloadBytes bytes) {
        Matching matching = new Matching(bytes, candidate, own, documents);
        Outcome outcome;
        try {
            List<DSSDocument> found = matching.found();
            TrustAnchors trusted = anchors.get();
            Optional<Outcome> ours = MlDsaValidator.validate(candidate, trusted);
            outcome = ours.isPresent() ? ours.get() : validator().validate(candidate, found, trusted, clock.instant());
        } catch (Unreadable e) {
            return unjudged(own, candidate.form(), e.indication());
        }
        Instant claimed = outcome.claimed().orElse(clock.instant());
        Signer signer = Signer.of(outcome.chain(), claimed, signers);
        Documents signed = candidate.signs() == Candidate.Signs.OWN_CONTENT
                ? ownContent(own, outcome.indication())
                : matching.documents();
        return new AuthorVerdict(
                own.payload().entry(),
                candidate.form(),
                indication(outcome, signer, signed),
                integrity(outcome, signed),
                signer,
                outcome.claimed(),
                signed);
    }

    private static Documents ownContent(DocumentEntry own, Indication indication) {
        int entry = own.payload().entry();
        return indication.main().equals("TOTAL-FAILED")
                ? new Documents(Set.of(), Set.of(entry), 0)
                : Documents.of(entry);
    }

    /** In CMS the library does not tell an altered document from a broken signature. */
    private static Integrity integrity(Outcome outcome, Documents signed) {
        boolean unknown =
                outcome.integrity() == Integrity.BROKEN && !signed.altered().isEmpty();
        return unknown ? Integrity.UNCHECKED : outcome.integrity();
    }

    /** The library's, unless one of the other two answers is worse. */
    private static Indication indication(Outcome outcome, Signer signer, Documents signed) {
        if (outcome.indication().main().equals("TOTAL-FAILED")) {
            // the library counts what a JWS signs among the documents: altered is none of these
            boolean forged =
                    outcome.integrity() == Integrity.BROKEN && signed.altered().isEmpty();
            return forged ? new Indication("TOTAL-FAILED", "SIG_CRYPTO_FAILURE") : outcome.indication();
        }
        if (!signed.altered().isEmpty()) {
            return new Indication("TOTAL-FAILED", "HASH_FAILURE");
        }
        if (!outcome.indication().main().equals("TOTAL-PASSED")) {
            return outcome.indication();
        }
        if (outcome.integrity() != Integrity.INTACT) {
            return new Indication("INDETERMINATE", "GENERIC");
        }
        return signed.absent() > 0
                ? new Indication("INDETERMINATE", "SIGNED_DATA_NOT_FOUND")
                : signer.standing().indication();
    }

    private static AuthorVerdict unjudged(DocumentEntry own, Form form, Indication indication) {
        return new AuthorVerdict(
                own.payload().entry(),
                form,
                indication,
                Integrity.UNCHECKED,
                Signer.UNKNOWN,
                Optional.empty(),
                Documents.NONE);
    }

    private synchronized DssValidator validator() {
        DssValidator made = validator;
        if (made == null) {
            made = new DssValidator();
            validator = made;
        }
        return made;
    }
}
