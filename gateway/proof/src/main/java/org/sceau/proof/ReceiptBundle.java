package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.proof.FhirValue.Draft;
import org.sceau.proof.FhirValue.Node;
import org.sceau.proof.FhirValue.Resource;

/** The Bundle of {@link FhirReceipt}. Its words are part of the format: they are never changed, not even for the better. */
final class ReceiptBundle {
    static final String URI = "urn:ietf:rfc:3986";
    /** The hash algorithm SHA-256 (NIST), as the system of hexadecimal digests. */
    private static final String SHA256 = "urn:oid:2.16.840.1.101.3.4.2.1";

    static final String CERTIFICATE = "urn:sceau:certificate:sha256";
    private static final String PARTNER = "urn:sceau:partner";
    private static final String FAILURE = "urn:sceau:failure";
    private static final String DOCUMENT = "urn:sceau:document";
    private static final String PARTICIPANT = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
    private static final String ROLE = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";

    private final Receipt receipt;
    private final Entry entry;
    private final String time;
    private final JadesHeader seal;

    /** Throws {@link MalformedProof} when the seal cannot be read. */
    ReceiptBundle(Receipt receipt) {
        this.receipt = receipt;
        this.entry = receipt.entry();
        this.time = Entry.text(entry.time());
        this.seal = JadesHeader.ofFile(Part.SEAL, receipt.sealed().jades());
    }

    Resource bundle() {
        return new Resource(
                "Bundle",
                new Draft()
                        .put("id", entry.id().toString())
                        .put(
                                "meta",
                                new Draft()
                                        .putAll("profile", text(FhirReceipt.PROFILE))
                                        .done())
                        .put("identifier", FhirParts.identifier(URI, urn(entry.id())))
                        .put("type", "document")
                        .put("timestamp", time)
                        .putAll(
                                "entry",
                                entry("composition", new Resource("Composition", composition())),
                                entry("organization", new Resource("Organization", organization())),
                                entry("provenance", new Resource("Provenance", provenance())),
                                entry("audit", new Resource("AuditEvent", audit())),
                                entry("binary", new Resource("Binary", binary())))
                        .done());
    }

    private Node composition() {
        Node event = new Draft()
                .putAll("code", FhirParts.coded(URI, entry.event().uri()))
                .put("period", new Draft().put("start", time).put("end", time).done())
                .done();
        return new Draft()
                .put("language", "fr")
                .put(
                        "text",
                        FhirParts.narrative(List.of(
                                "Reçu / Receipt : " + entry.event().label() + ", " + time,
                                "Journal " + entry.log() + ", entrée / entry "
                                        + (receipt.proof().index() + 1) + " / "
                                        + receipt.proof().size())))
                .put("identifier", FhirParts.identifier(URI, urn(entry.id())))
                .put("status", "final")
                .put(
                        "type",
                        new Draft()
                                .putAll("coding", FhirParts.coding(DOCUMENT, "receipt"))
                                .put("text", "Reçu / Receipt")
                                .done())
                .put("date", time)
                .putAll("author", reference("organization"))
                .put("title", "Reçu / Receipt")
                .putAll("event", event)
                .putAll("section", facts(), evidence())
                .done();
    }

    private Node facts() {
        Node audited = new Draft()
                .put("reference", fullUrl("audit"))
                .put("type", "AuditEvent")
                .put("identifier", FhirParts.identifier(URI, urn(entry.id())))
                .done();
        return new Draft()
                .put("title", "Faits / Facts")
                .put(
                        "text",
                        FhirParts.narrative(List.of(
                                "Tirés du reçu joint ; lui seul fait foi.",
                                "Drawn from the receipt attached; it alone is evidence.")))
                .putAll("entry", reference("provenance"), audited)
                .done();
    }

    private Node evidence() {
        return new Draft()
                .put("title", "Preuve / Evidence")
                .put(
                        "text",
                        FhirParts.narrative(List.of(
                                "Le reçu, à vérifier hors ligne : sceau verify.",
                                "The receipt, to be verified offline: sceau verify.")))
                .putAll("entry", reference("binary"))
                .done();
    }

    private Node organization() {
        String subject = Certificates.der(StrictBase64.standard(Part.SEAL, first(seal.certificates()), "x5c"))
                .getSubjectX500Principal()
                .getName();
        return new Draft()
                .putAll(
                        "identifier",
                        FhirParts.identifier(CERTIFICATE, seal.thumbprint().hex()))
                .put("name", FhirParts.printable(subject))
                .done();
    }

    private Node provenance() {
        List<FhirValue> agents = new ArrayList<>();
        agents.add(agent(
                FhirParts.coded(PARTICIPANT, "performer"),
                Optional.of(entry.actor().quality()),
                who()));
        entry.recipient()
                .ifPresent(recipient -> agents.add(agent(
                        FhirParts.coded(ROLE, "IRCP"),
                        Optional.empty(),
                        FhirParts.identified(FhirParts.identifier(PARTNER, recipient)))));
        agents.add(agent(FhirParts.coded(PARTICIPANT, "assembler"), Optional.empty(), reference("organization")));
        List<FhirValue> sources = new ArrayList<>();
        for (Opening opening : receipt.openings().all()) {
            if (Opening.isContent(opening.name())) {
                sources.add(source(opening.name(), Digest.of(opening.value())));
            }
        }
        return new Draft()
                .putAll("target", FhirParts.identified(about()))
                .put("occurredDateTime", time)
                .put("recorded", time)
                .putAll("reason", reason())
                .put("activity", FhirParts.coded(URI, entry.event().uri()))
                .putAll("agent", agents)
                .putAll("entity", sources)
                .done();
    }

    private Node audit() {
        return new ReceiptAudit(entry).event(reference("organization"), about());
    }

    private Node about() {
        return FhirParts.identifier(URI, urn(entry.transfer().orElse(entry.id())));
    }

    /** EventReasons (EN 319 522-2), and the rule with what it decided. */
    private Node reason() {
        Draft draft = new Draft();
        entry.reason().ifPresent(code -> draft.putAll("coding", FhirParts.coding(FAILURE, code)));
        return draft.put("text", FhirParts.printable(entry.rule() + ": " + entry.decision()))
                .done();
    }

    private Node who() {
        return FhirParts.identified(
                FhirParts.identifier(CERTIFICATE, entry.actor().thumbprint().hex()));
    }

    private Node binary() {
        return new Draft()
                .put("contentType", Receipt.MEDIA_TYPE)
                .put("data", Base64.getEncoder().encodeToString(receipt.encode()))
                .done();
    }

    private Node entry(String name, Resource resource) {
        return new Draft()
                .put("fullUrl", fullUrl(name))
                .put("resource", resource)
                .done();
    }

    private Node reference(String name) {
        return new Draft().put("reference", fullUrl(name)).done();
    }

    private String fullUrl(String name) {
        byte[] place = (entry.id() + "/" + name).getBytes(StandardCharsets.US_ASCII);
        return urn(UUID.nameUUIDFromBytes(place));
    }

    private static Node source(String name, Digest sha256) {
        return new Draft()
                .put("role", "source")
                .put(
                        "what",
                        new Draft()
                                .put("identifier", FhirParts.identifier(SHA256, sha256.hex()))
                                .put("display", name)
                                .done())
                .done();
    }

    private static Node agent(Node type, Optional<String> quality, Node who) {
        Draft draft = new Draft().put("type", type);
        quality.ifPresent(
                label -> draft.putAll("role", new Draft().put("text", label).done()));
        return draft.put("who", who).done();
    }

    private static FhirValue text(String value) {
        return new FhirValue.Text(value);
    }

    private static String urn(UUID id) {
        return "urn:uuid:" + id;
    }

    private static String first(List<String> certificates) {
        if (certificates.isEmpty()) {
            throw new MalformedProof(Part.SEAL, Reason.CERTIFICATE_UNREADABLE, "x5c");
        }
        return certificates.getFirst();
    }
}
