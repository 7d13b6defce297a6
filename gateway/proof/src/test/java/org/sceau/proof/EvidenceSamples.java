package org.sceau.proof;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One evidence file of each kind, about the transfer of {@link Samples}. */
final class EvidenceSamples {
    static final byte[] METADATA = Samples.bytes("{}");
    static final UUID TRANSFER = Samples.entry().transfer().orElseThrow();

    private final TestPki pki;
    private final RawSigner seal;
    private final byte[] jades;

    EvidenceSamples(TestPki pki) {
        this(pki, pki.signer());
    }

    /** Files that {@code seal} seals. */
    EvidenceSamples(TestPki pki, RawSigner seal) {
        this.pki = pki;
        this.seal = seal;
        this.jades = Jades.seal(
                pki.signer(),
                List.of(
                        new SignedObject("urn:oid:1.2.3.4", Digest.sha256(Samples.PDF), "application/pdf"),
                        new SignedObject("urn:oid:1.2.3.5", Digest.sha256(Samples.XML), "text/xml"),
                        new SignedObject("urn:sceau:metadata", Digest.sha256(METADATA), "application/fhir+json")),
                TestPki.NOW,
                "1.2.840.10065.1.12.1.14");
    }

    byte[] jades() {
        return jades.clone();
    }

    /** The signature with a time-stamp beside it, as {@link TestTsa} gives it. */
    byte[] stampedJades() {
        JadesFile file = JadesFile.decode(jades);
        TimeStampToken token = TimeStampToken.decode(new TestTsa(pki).token(file.stamped()));
        return file.with(List.of(EtsiU.sigTst(token))).encode();
    }

    /** With the signature's digest among what the entry states. */
    Receipt receipt() {
        List<Opening> openings = new ArrayList<>(Samples.openings().all());
        openings.add(Opening.ofContent("signature", Salt.of(Samples.filled(5)), Digest.sha256(jades)));
        return receipt(new Openings(openings), Samples.entry().transfer());
    }

    Receipt unstamped() {
        return Samples.with(receipt(), Optional.empty(), Optional.empty());
    }

    Receipt receipt(Openings openings, Optional<UUID> transfer) {
        Entry e = Samples.entry();
        Entry entry = new Entry(
                e.id(),
                e.log(),
                e.event(),
                transfer,
                e.recipient(),
                e.time(),
                e.actor(),
                e.rule(),
                e.decision(),
                e.reason(),
                e.revisions(),
                e.previous(),
                openings.digests());
        Receipt receipt = Samples.receipt(entry, openings, pki.signer());
        TestTsa tsa = new TestTsa(pki);
        TimeStampToken token = TimeStampToken.decode(
                tsa.token(SealedCheckpoint.digest(receipt.sealed().note())));
        return new Receipt(entry, openings, receipt.proof(), receipt.sealed(), Optional.of(token));
    }

    static EvidenceStatement statement(EvidenceStatement.Role role, EvidenceStatement.Documents documents) {
        boolean sender = role == EvidenceStatement.Role.SENDER;
        boolean named = sender || role == EvidenceStatement.Role.RECIPIENT;
        return new EvidenceStatement(
                TRANSFER,
                role,
                named ? Optional.of("partenaire-fictif") : Optional.empty(),
                TestPki.NOW.plusSeconds(90),
                documents,
                sender
                        ? List.of(
                                new EvidenceStatement.DeliveryOutcome(
                                        "hopital-fictif", EvidenceStatement.Outcome.AVAILABLE),
                                new EvidenceStatement.DeliveryOutcome(
                                        "clinique-fictive", EvidenceStatement.Outcome.NOT_DELIVERED))
                        : List.of());
    }

    /** What a sender gets: its documents in clear. */
    byte[] ofSender() {
        return ofSender(jades);
    }

    byte[] ofSender(byte[] signature) {
        return bytes(new EvidenceWriter(statement(EvidenceStatement.Role.SENDER, EvidenceStatement.Documents.CLEAR))
                .receipt(receipt().encode())
                .signature(signature)
                .metadata("json", () -> new ByteArrayInputStream(METADATA))
                .payload(0, false, () -> new ByteArrayInputStream(Samples.PDF))
                .payload(1, false, () -> new ByteArrayInputStream(Samples.XML)));
    }

    /** What a recipient gets: documents that only its key opens. */
    byte[] ofRecipient() {
        return bytes(
                new EvidenceWriter(statement(EvidenceStatement.Role.RECIPIENT, EvidenceStatement.Documents.ENCRYPTED))
                        .receipt(receipt().encode())
                        .signature(jades)
                        .payload(0, true, () -> new ByteArrayInputStream(Samples.filled(1)))
                        .payload(1, true, () -> new ByteArrayInputStream(Samples.filled(2))));
    }

    /** What an auditor gets: no document, and revocation lists. */
    byte[] ofAuditor() {
        return bytes(new EvidenceWriter(statement(EvidenceStatement.Role.AUDITOR, EvidenceStatement.Documents.NONE))
                .receipt(receipt().encode())
                .signature(jades)
                .revocationList(TestPki.crl(pki.root, pki.rootKey, TestPki.NOW))
                .revocationList(TestPki.crl(pki.issuer, pki.issuerKey, TestPki.NOW)));
    }

    byte[] bytes(EvidenceWriter writer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            writer.write(out, seal, TestPki.NOW.plusSeconds(90));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}
