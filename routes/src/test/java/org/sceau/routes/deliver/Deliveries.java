package org.sceau.routes.deliver;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import org.sceau.document.Coded;
import org.sceau.intake.Format;
import org.sceau.intake.Interaction;
import org.sceau.ledger.Claim;
import org.sceau.ledger.DeliveryWay;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.Octets;
import org.sceau.ledger.StoredDocument;
import org.sceau.ledger.StoredObject;
import org.sceau.ledger.WorkItem;
import org.sceau.proof.Digest;
import org.sceau.routing.AuthorSignature;
import org.sceau.routing.Carries;
import org.sceau.routing.Channel;
import org.sceau.routing.Match;
import org.sceau.routing.Partner;
import org.sceau.routing.Retry;
import org.sceau.routing.Revisions;
import org.sceau.routing.Route;
import org.sceau.routing.RouteId;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.TimeStamping;
import org.sceau.routing.UnknownRecipients;
import org.sceau.routing.Validation;
import org.sceau.routing.WhenUnstamped;
import org.sceau.routing.WithoutConsent;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;

/** One delivery to a hospital, and the configuration that knows it. */
public final class Deliveries {
    static final PartnerId HOSPITAL = new PartnerId("hospital");
    static final PartnerId GONE = new PartnerId("gone");
    static final String UNIQUE_ID = "urn:oid:2.25.1";

    private static final PartnerId LABORATORY = new PartnerId("laboratory");
    private static final RouteId ROUTE = new RouteId("lab-results");
    private static final Duration LIMIT = Duration.ofHours(24);
    private static final Digest SOMETHING = Digest.sha256("something".getBytes(StandardCharsets.UTF_8));
    private static final String REFERENCE =
            "{\"resourceType\":\"DocumentReference\",\"masterIdentifier\":{\"value\":\"" + UNIQUE_ID
                    + "\"},\"subject\":{\"identifier\":{\"system\":\"urn:oid:1.2.250.1.213.1.4.10\",\"value\":\"FICTIF\"}}}";

    private Deliveries() {}

    static WorkItem item(Instant accepted) {
        return item(accepted, HOSPITAL);
    }

    static WorkItem item(Instant accepted, PartnerId recipient) {
        return item(accepted, recipient, List.of());
    }

    static WorkItem item(Instant accepted, PartnerId recipient, List<StoredObject> objects) {
        var transfer = new TransferId(new UUID(1, 1));
        var document = new StoredDocument(
                new DocumentId(new UUID(2, 2)),
                transfer,
                0,
                "current",
                LABORATORY,
                List.of(recipient),
                ROUTE,
                Mode.CUSTODY,
                "application/pdf",
                REFERENCE,
                accepted);
        var dossier = new Dossier(
                transfer,
                LABORATORY,
                ROUTE,
                Mode.CUSTODY,
                "profile",
                Interaction.PROVIDE_DOCUMENT_BUNDLE,
                Format.JSON,
                accepted,
                new ReceiptId(new UUID(3, 3)),
                Octets.of(new byte[0]),
                SOMETHING,
                Octets.of(new byte[0]),
                objects,
                List.of(document));
        var claim = new Claim(new DeliveryId(new UUID(4, 4)), 1, 1, accepted.plusSeconds(60));
        return new WorkItem(claim, recipient, DeliveryWay.PUSH, accepted.plus(LIMIT), dossier);
    }

    /** Over plain HTTP: the peers of these tests have no certificate. */
    public static PeerClient client() {
        try {
            return PeerClient.create(SSLContext.getDefault(), Duration.ofSeconds(1), Duration.ofSeconds(1));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static PeerRequest request(int port) {
        return PushTest.requestOf(URI.create("http://localhost:" + port + "/fhir"));
    }

    static RoutingTable table(URI url) {
        return table(url, Optional.empty());
    }

    static RoutingTable table(URI url, Optional<Coded> readerInDirectory) {
        var partner = new Partner(
                HOSPITAL,
                "Hôpital fictif",
                List.of(),
                Set.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                readerInDirectory,
                new Channel.FhirPush(url, Carries.CLEAR),
                new Retry(Duration.ofSeconds(5), 2.0, Duration.ofMinutes(10), 0),
                Optional.empty(),
                Optional.empty(),
                Locale.FRENCH,
                Optional.empty());
        var route = new Route(
                ROUTE,
                "laboratory results",
                1,
                new Match(List.of(), List.of(), List.of(), List.of()),
                List.of(HOSPITAL),
                List.of(),
                UnknownRecipients.REFUSE,
                Mode.CUSTODY,
                new WithoutConsent.Permit("CSP L.1110-4"),
                LIMIT,
                Validation.RULES,
                new WhenUnstamped.GoOn(),
                TimeStamping.JOURNAL,
                AuthorSignature.REPORT);
        return new RoutingTable(List.of(partner), List.of(route), Map.of(), Revisions.of(SOMETHING));
    }
}
