package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.intake.DocumentView;
import org.sceau.intake.Format;
import org.sceau.proof.Digest;
import org.sceau.suites.JoseSignatures;

/**
 * Verifies the signatures of a FHIR document, in {@code Bundle.signature} or in a Provenance about the Bundle: JWS in JSON
 * documents (R4, 2.24.0.14). What does not match its content is refused; what cannot be judged is said to be so.
 */
final class AuthorSignatures {
    private final SignerTrust signers;
    private final Findings findings;

    AuthorSignatures(SignerTrust signers, Findings findings) {
        this.signers = signers;
        this.findings = findings;
    }

    List<AuthorVerdict> verify(int index, FhirDocument document, DocumentView view, Format format, Place place) {
        List<AuthorVerdict> verdicts = new ArrayList<>();
        JsonNode bundle = document.bundle();
        if (bundle.path("signature").isObject()) {
            verdicts.add(one(index, bundle.path("signature"), document, view, format, place.child("signature")));
        }
        for (int i = 0; i < bundle.path("entry").size(); i++) {
            JsonNode provenance = bundle.path("entry").path(i).path("resource");
            if (SignedForms.aboutBundle(provenance, bundle)) {
                Place at = place.child("entry", i).child("resource").child("signature");
                provenance
                        .path("signature")
                        .forEach(signature -> verdicts.add(one(index, signature, document, view, format, at)));
            }
        }
        return verdicts;
    }

    private AuthorVerdict one(
            int index, JsonNode signature, FhirDocument document, DocumentView view, Format format, Place place) {
        String sigFormat = ContentRules.essence(Fhir.text(signature, "sigFormat"));
        boolean jws = sigFormat.isEmpty()
                || sigFormat.equals("application/jose")
                || sigFormat.equals("application/jose+json");
        if (!jws || format != Format.JSON || !document.whole() || !signature.has("data")) {
            return undetermined(index, Optional.empty());
        }
        Optional<DetachedJws> read = DetachedJws.read(Fhir.text(signature, "data"));
        if (read.isEmpty()) {
            findings.add(FailureCode.SIGNATURE_ALTERED, place.child("data"));
            return undetermined(index, Optional.empty());
        }
        List<X509Certificate> chain = read.get().chain();
        Optional<Digest> signer = chain.stream().findFirst().flatMap(AuthorVerdict.Signer::thumbprint);
        if (chain.isEmpty() || !read.get().understood()) {
            return undetermined(index, signer);
        }
        String named = Fhir.text(signature, "targetFormat") + " "
                + Fhir.text(read.get().header(), "canon");
        Instant when = Fhir.instant(signature, "when").orElse(Instant.EPOCH);
        return switch (verify(read.get(), chain.getFirst(), SignedForms.of(document.bundle(), view.content(), named))) {
            case INTACT -> intact(index, chain, when);
            case BROKEN -> {
                findings.add(FailureCode.SIGNATURE_ALTERED, place);
                yield undetermined(index, signer);
            }
            case UNSUPPORTED -> {
                findings.add(FailureCode.SIGNATURE_UNSUPPORTED, place, "ES256, ES384, ES512, RS256, PS256 or EdDSA");
                yield undetermined(index, signer);
            }
        };
    }

    private static JoseSignatures.Outcome verify(DetachedJws jws, X509Certificate signer, List<byte[]> forms) {
        JoseSignatures.Outcome outcome = JoseSignatures.Outcome.BROKEN;
        for (byte[] form : forms) {
            outcome = jws.verify(signer, form);
            if (outcome != JoseSignatures.Outcome.BROKEN) {
                return outcome;
            }
        }
        return outcome;
    }

    private AuthorVerdict intact(int index, List<X509Certificate> chain, Instant when) {
        AuthorVerdict.Signer signer = AuthorVerdict.Signer.of(chain, when, signers);
        return new AuthorVerdict(
                index,
                AuthorVerdict.Form.JWS,
                signer.standing().indication(),
                AuthorVerdict.Integrity.INTACT,
                signer,
                Optional.of(when).filter(Instant.EPOCH::isBefore),
                AuthorVerdict.Documents.of(index));
    }

    private static AuthorVerdict undetermined(int index, Optional<Digest> signer) {
        return AuthorVerdict.unjudged(index, signer);
    }
}
